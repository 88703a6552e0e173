import * as vscode from 'vscode';
import type { ResultsAction } from '../protocol/resultsView.ts';
import { commands } from './contributions.ts';
import { registerAuditCommands } from './commands/auditCommands.ts';
import { registerClassifyCommand } from './commands/classifyCommand.ts';
import { openCorpora, registerCorpusCommands } from './commands/corpusCommands.ts';
import { registerExternalTestCommand } from './commands/externalTestCommand.ts';
import { registerImportanceCommand } from './commands/importanceCommand.ts';
import { registerLeakCommand } from './commands/leakCommand.ts';
import { registerLearningCommands } from './commands/learningCommands.ts';
import { registerMapCommand } from './commands/mapCommand.ts';
import { registerStudyCommands } from './commands/studyCommands.ts';
import type { CommandParts } from './commands/parts.ts';
import { registerReportIssueData } from './commands/reportIssueData.ts';
import { registerSelectionCommands } from './commands/selectionCommands.ts';
import { describeError } from './describeError.ts';
import { registerClipEditor, clipEditorViewType } from './editors/clipEditor.ts';
import { clipFacts } from './editors/clipFacts.ts';
import { createClipReasons } from './editors/clipReasons.ts';
import { createClipSelections } from './editors/clipSelections.ts';
import { createClipTimelines } from './editors/clipTimelines.ts';
import { createClipWorkers } from './editors/clipWorkers.ts';
import { createAudits } from './explorer/audits.ts';
import { createCorpora } from './explorer/corpora.ts';
import { createExclusions } from './explorer/exclusions.ts';
import { createKnowledge } from './explorer/knowledge.ts';
import { registerExplorer } from './explorer/registerExplorer.ts';
import type { Row } from './explorer/rows.ts';
import { createLazyLab } from './lazyLab.ts';
import { createModels } from './models/models.ts';
import { registerModels } from './models/registerModels.ts';
import { registerClassifiedPanel } from './panels/classifiedPanel.ts';
import { createClipDesk } from './panels/clipDesk.ts';
import { registerProgressPanel } from './panels/progressPanel.ts';
import { registerResultsPanel } from './panels/resultsPanel.ts';
import { storedResults } from './panels/storedResults.ts';
import { createTasks } from './tasks/tasks.ts';

/** Registers everything; work, and the store and the threads with it, begins at first use. */
export function activate(context: vscode.ExtensionContext): void {
  const { extensionUri, subscriptions } = context;
  const log = vscode.window.createOutputChannel('Speech Emotion Lab', { log: true });
  const lab = createLazyLab(context, log);
  const tasks = createTasks(log);
  const models = createModels(context, lab);
  const corpora = createCorpora(context.workspaceState);
  const exclusions = createExclusions(context.workspaceState);
  const clipWorkers = createClipWorkers(context.extensionPath);
  const audits = createAudits();
  const knowledge = createKnowledge(lab, exclusions);
  const didPredict = new vscode.EventEmitter<void>();
  const didEvaluate = new vscode.EventEmitter<void>();
  subscriptions.push(log, tasks, models, corpora, clipWorkers, exclusions, knowledge, audits, didPredict, didEvaluate);

  const start = (action: ResultsAction): void => void vscode.commands.executeCommand(commands[action]);
  const results = registerResultsPanel({ extensionUri, results: storedResults(lab), clips: createClipDesk(lab), onDidChangeResults: didEvaluate.event, start });
  const classified = registerClassifiedPanel({ extensionUri, corpora, tasks, prediction: (path) => lab.get().store.prediction(path) });
  const progress = registerProgressPanel(extensionUri, tasks);
  const { version } = context.extension.packageJSON as { version: string };
  const madeWith = { version, node: process.versions.node };
  const parts: CommandParts = { lab, models, tasks, corpora, exclusions, audits, didPredict, didEvaluate, memory: context.workspaceState, madeWith, showResult: (key) => results.show(key), showClassified: (batch) => classified.show(batch) };
  subscriptions.push(
    results,
    classified,
    progress,
    registerExplorer({ corpora, knowledge, exclusions, audits, tasks, state: context.workspaceState, openFolders: (folders) => openCorpora(corpora, folders), onDidChangeKnowledge: anyOf(didPredict.event, didEvaluate.event) }),
    registerClipEditor({
      extensionUri,
      memory: context.globalState,
      drawing: clipWorkers,
      selections: createClipSelections({ lab, models, tasks, cut: clipWorkers.cut }),
      timelines: createClipTimelines({ lab, models, tasks }),
      factsOf: (path) => clipFacts(path, corpora, knowledge),
      onDidChangeFacts: anyOf(didPredict.event, corpora.onDidChange),
      classify: (uri) => void vscode.commands.executeCommand(commands.classifyEmotion, uri),
      explain: createClipReasons({ lab, models, tasks }),
      describeError,
    }),
    registerCorpusCommands(parts, context.globalStorageUri),
    registerLearningCommands(parts),
    registerLeakCommand(parts),
    registerExternalTestCommand(parts),
    registerStudyCommands(parts),
    registerImportanceCommand(parts),
    registerMapCommand(parts, extensionUri, anyOf(didPredict.event, didEvaluate.event)),
    registerClassifyCommand(parts),
    registerModels({ models, tasks, extensionPath: context.extensionPath }),
    registerSelectionCommands(parts),
    registerAuditCommands(parts),
    registerReportIssueData(parts),
    vscode.commands.registerCommand(commands.openClip, openClip),
    vscode.commands.registerCommand(commands.showClassified, () => classified.show()),
    vscode.commands.registerCommand(commands.showResults, () => results.show()),
    vscode.commands.registerCommand(commands.showProgress, () => progress.show()),
    vscode.commands.registerCommand(commands.showLog, () => log.show()),
    // Last, so that it is disposed of after all that uses it.
    lab,
  );
}

/** Called on a file, or on a row of the explorer. */
async function openClip(target?: vscode.Uri | Row): Promise<void> {
  const uri = target instanceof vscode.Uri ? target : target?.kind === 'clip' ? vscode.Uri.file(target.clip.path) : undefined;
  if (uri) await vscode.commands.executeCommand('vscode.openWith', uri, clipEditorViewType);
}

function anyOf(...events: vscode.Event<void>[]): vscode.Event<void> {
  return (listener, thisArgs, disposables) => {
    const registration = vscode.Disposable.from(...events.map((event) => event(listener, thisArgs)));
    disposables?.push(registration);
    return registration;
  };
}
