import { basename } from 'node:path';
import * as vscode from 'vscode';
import { AUDIO_EXTENSIONS, hasAudioExtension } from '../../core/audio/audioFormat.ts';
import { SerError } from '../../core/errors.ts';
import { classifyClips } from '../../node/classifyClips.ts';
import { scanCorpus } from '../../node/scanCorpus.ts';
import type { Prediction } from '../../node/store/store.ts';
import type { Problem, TaskOptions } from '../../node/task.ts';
import { commands } from '../contributions.ts';
import { formatEstimate } from '../explorer/formatEstimate.ts';
import { pathsOf, type Row } from '../explorer/rows.ts';
import { inEditorLanguage } from '../inEditorLanguage.ts';
import type { ClassifiedClips } from '../panels/classifiedBatch.ts';
import { offerTraining } from '../models/offerTraining.ts';
import type { CommandParts } from './parts.ts';

type Target = vscode.Uri | Row;

/** "Classify Emotion" on audio files and folders, from VS Code's explorer, ours, or an open clip. */
export function registerClassifyCommand(parts: CommandParts): vscode.Disposable {
  const { lab, models, tasks } = parts;

  const classify = async (clicked?: unknown, selected?: unknown): Promise<void> => {
    const chosen = (Array.isArray(selected) && selected.length > 0 ? selected : [clicked]).filter(isTarget);
    const targets = chosen.length > 0 ? chosen : await targetsWithoutClick();
    if (targets.length === 0) return;
    const result = await tasks.run(vscode.l10n.t('Classifying'), async (task) => {
      // The first thread boots while the model and the headers are read.
      lab.get().pool.prepare();
      const inUse = models.inUse();
      if (!inUse) return 'no model';
      const { kind, model } = inUse;
      const { paths, problems } = await audioFilesOf(targets, task);
      const classified = await classifyClips(lab.get(), model, paths, task);
      return { predictions: classified.predictions, problems: [...problems, ...classified.problems], byStarter: kind === 'starter', synthetic: model.description.trainedOn.synthetic };
    });
    // What was remembered before a cancellation is shown as well.
    if (result !== 'no model') parts.didPredict.fire();
    if (result === undefined) return;
    if (result === 'no model') return offerTraining(vscode.l10n.t('No model is trained yet, so nothing can be classified.'));
    await report(result, parts.showClassified);
  };

  return vscode.commands.registerCommand(commands.classifyEmotion, classify);
}

/** What a menu gives: a file, or a row; a menu over an open clip's drawings gives something else. */
const isTarget = (value: unknown): value is Target => value instanceof vscode.Uri || (typeof value === 'object' && value !== null && 'kind' in value);

/** The open clip, or what the user picks. */
async function targetsWithoutClick(): Promise<readonly vscode.Uri[]> {
  const input = vscode.window.tabGroups.activeTabGroup.activeTab?.input;
  if (input instanceof vscode.TabInputCustom && hasAudioExtension(input.uri.path)) return [input.uri];
  const chosen = await vscode.window.showOpenDialog({ canSelectMany: true, filters: { [vscode.l10n.t('Audio')]: [...AUDIO_EXTENSIONS] }, title: vscode.l10n.t('Classify Emotion'), openLabel: vscode.l10n.t('Classify') });
  return chosen ?? [];
}

async function audioFilesOf(targets: readonly Target[], task: TaskOptions): Promise<{ paths: string[]; problems: Problem[] }> {
  const paths = new Set<string>();
  const problems: Problem[] = [];
  const addFolder = async (folder: string): Promise<void> => {
    const scan = await scanCorpus(folder, task);
    for (const { path } of scan.clips) paths.add(path);
    problems.push(...scan.problems);
  };
  for (const target of targets) {
    if (target instanceof vscode.Uri) {
      if (target.scheme !== 'file') throw new SerError('file-unreadable', vscode.l10n.t('Only files of this machine can be classified, not "{0}:" resources.', target.scheme));
      const { type } = await vscode.workspace.fs.stat(target);
      if (type & vscode.FileType.Directory) await addFolder(target.fsPath);
      else paths.add(target.fsPath);
    } else if (target.kind === 'corpus') await addFolder(target.root);
    else for (const path of pathsOf(target)) paths.add(path);
  }
  if (paths.size === 0 && problems.length === 0) throw new SerError('no-audio', vscode.l10n.t('There are no audio files in what was selected.'));
  return { paths: [...paths], problems };
}

/** Tells what was found: of one clip at once, of several in a table. */
async function report(batch: ClassifiedClips, showTable: (batch: ClassifiedClips) => void): Promise<void> {
  const { predictions, problems, byStarter, synthetic } = batch;
  const [unread, why] = [basename(problems[0]?.path ?? ''), inEditorLanguage(problems[0]?.message ?? '')];
  const failed = problems.length === 0 ? '' : ` ${problems.length === 1 ? vscode.l10n.t('1 file could not be read, {0}: {1}', unread, why) : vscode.l10n.t('{0} files could not be read, first {1}: {2}', problems.length, unread, why)}`;
  const [first] = predictions;
  if (!first) {
    if (problems.length > 1) showTable(batch);
    void vscode.window.showErrorMessage(vscode.l10n.t('Nothing was classified.') + failed);
    return;
  }
  const origin = synthetic ? ` ${vscode.l10n.t('The model was trained on synthetic speech.')}` : byStarter ? ` ${vscode.l10n.t('By the starter model, which learnt from acted English speech; not for commercial use.')}` : '';
  const aboutModel = vscode.l10n.t('About This Model');
  const actions = byStarter ? [aboutModel] : [];
  if (predictions.length + problems.length > 1) {
    showTable(batch);
    const text = predictions.length === 1 ? vscode.l10n.t('1 clip classified: {0}. An estimate, not a fact about the person.', tally(predictions)) : vscode.l10n.t('{0} clips classified: {1}. Estimates, not facts about people.', predictions.length, tally(predictions));
    if ((await vscode.window.showInformationMessage(text + origin + failed, ...actions)) === aboutModel) await vscode.commands.executeCommand(commands.showStarterCard);
    return;
  }
  const showDetails = vscode.l10n.t('Show Details');
  const text = first.remark
    ? vscode.l10n.t('{0}: {1}, so there is nothing to judge.', basename(first.path), formatEstimate(first))
    : vscode.l10n.t('{0}: {1}. An estimate, not a fact about the person.', basename(first.path), formatEstimate(first));
  const answer = await vscode.window.showInformationMessage(text + origin, showDetails, ...actions);
  if (answer === aboutModel) await vscode.commands.executeCommand(commands.showStarterCard);
  if (answer === showDetails) await vscode.commands.executeCommand(commands.openClip, vscode.Uri.file(first.path));
}

function tally(predictions: readonly Prediction[]): string {
  const counts = new Map<string, number>();
  for (const { emotion, uncertain, remark } of predictions) {
    const answer = remark ? vscode.l10n.t(remark) : uncertain ? vscode.l10n.t('uncertain') : emotion;
    counts.set(answer, (counts.get(answer) ?? 0) + 1);
  }
  return [...counts].sort(([, a], [, b]) => b - a).map(([answer, n]) => `${answer} ${n}`).join(', ');
}
