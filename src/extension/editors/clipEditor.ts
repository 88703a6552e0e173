import * as vscode from 'vscode';
import { settingsOf, type ClipSettings } from '../../protocol/clipSettings.ts';
import type { ClipFacts, EstimateReasons, ToClipPage } from '../../protocol/clipView.ts';
import type { OpenSound } from '../../protocol/clipWork.ts';
import { isFromClipPage, partOfMenu } from '../../protocol/clipView.ts';
import { commands } from '../contributions.ts';
import { isCancellation } from '../describeError.ts';
import { webviewHtml, webviewOptions } from '../webviewHtml.ts';
import { ClipDocument, type ClipDrawing } from './clipDocument.ts';
import { createAnswerFeed } from './answerFeed.ts';
import { clipFailure } from './clipFailure.ts';
import type { ClipSelection, ClipSelections } from './clipSelections.ts';
import type { ClipTimelines } from './clipTimelines.ts';
import { createPieceFeed } from './pieceFeed.ts';
import { createTimelineFeed } from './timelineFeed.ts';

export const clipEditorViewType = 'ser.clip';

const settingsKey = 'ser.clip.settings';

/** What the clip editor needs of the rest of the extension. */
export interface ClipEditorParts {
  readonly extensionUri: vscode.Uri;
  /** Where the way to draw is remembered. */
  readonly memory: vscode.Memento;
  readonly drawing: ClipDrawing;
  factsOf(path: string): ClipFacts;
  /** Labels were read, or a clip was classified: facts are asked for again. */
  readonly onDidChangeFacts: vscode.Event<void>;
  readonly selections: ClipSelections;
  readonly timelines: ClipTimelines;
  classify(uri: vscode.Uri): void;
  /** Undefined when there is nothing to show; then the user has been told. */
  explain(path: string): Promise<EstimateReasons | undefined>;
  /** A sentence for a user. */
  describeError(error: unknown): string;
}

/** Registers the read-only editor that draws and plays a clip. */
export function registerClipEditor(parts: ClipEditorParts): vscode.Disposable {
  // The menu over a page's drawings says which part is meant, but not of which page: it is the active one.
  const pages = new Map<vscode.WebviewPanel, ClipPage>();
  const resolveCustomEditor = (document: ClipDocument, panel: vscode.WebviewPanel): void => {
    pages.set(panel, showClip(document, panel, parts));
    panel.onDidDispose(() => pages.delete(panel));
  };
  return vscode.Disposable.from(
    vscode.window.registerCustomEditorProvider(
      clipEditorViewType,
      { openCustomDocument: (uri) => new ClipDocument(uri, parts.drawing, () => settingsOf(parts.memory.get(settingsKey))), resolveCustomEditor },
      { supportsMultipleEditorsPerDocument: true },
    ),
    vscode.commands.registerCommand(commands.classifySelection, (context?: unknown) => {
      const part = partOfMenu(context);
      const active = [...pages].find(([panel]) => panel.active);
      if (part !== undefined) active?.[1].classifySelection(part.from, part.to);
    }),
  );
}

/** What can be asked of an open page from outside. */
interface ClipPage {
  classifySelection(from: number, to: number): void;
}

function showClip(document: ClipDocument, panel: vscode.WebviewPanel, parts: ClipEditorParts): ClipPage {
  const { uri } = document;
  const { webview } = panel;
  const settings = (): ClipSettings => settingsOf(parts.memory.get(settingsKey));
  const facts = (): ClipFacts => parts.factsOf(uri.fsPath);
  const post = (message: ToClipPage): void => void webview.postMessage(message);
  let latest = 0;

  const fail = async (error: unknown): Promise<void> => {
    const asked = latest;
    const message = uri.scheme === 'file' ? await clipFailure(uri, error, parts.describeError) : (error as Error).message;
    if (asked === latest) post({ type: 'failed', facts: facts(), message });
  };
  // The file has changed meanwhile; the page is told of that by itself.
  const failPiece = (error: unknown): void => void (isCancellation(error) ? undefined : fail(error));
  const feed = createPieceFeed(
    (key, signal) => document.piece(key, signal),
    (key, piece) => post({ type: 'piece', version: document.version, key, piece }),
    failPiece,
  );
  const open = async (): Promise<void> => {
    const asked = ++latest;
    feed.want([]);
    post({ type: 'loading', facts: facts() });
    try {
      const { sampleRate, nChannels, nSamples, synthetic } = await document.sound();
      // A change of the file, or a closed tab, has overtaken this opening.
      if (asked !== latest) return;
      const audioUri = webview.asWebviewUri(uri.with({ query: `version=${document.version}` })).toString();
      const { version } = document;
      const overview = document.overview();
      post({ type: 'opened', version, summary: { sampleRate, nChannels, nSamples, synthetic }, settings: settings(), facts: facts(), audioUri, coming: overview.map(({ key }) => key) });
      timeline.show(version);
      answers.show(version, facts().estimate);
      for (const { key, piece } of overview) {
        piece.then((drawn) => void (asked === latest && post({ type: 'piece', version, key, piece: drawn })), failPiece);
      }
    } catch (error) {
      if (asked === latest) await fail(error);
    }
  };

  const withSound = async (act: (sound: OpenSound) => Promise<void>): Promise<void> => {
    try {
      await act(await document.sound());
    } catch (error) {
      await fail(error);
    }
  };
  const withSelection = (from: number, to: number, act: (selection: ClipSelection) => Promise<void>): Promise<void> => {
    const { version } = document;
    return withSound((sound) => act({ uri, sound, from, to, isCurrent: () => version === document.version }));
  };
  const classifySelection = async (selection: ClipSelection): Promise<void> => {
    const { version } = document;
    const { from, to } = selection;
    const estimate = await parts.selections.classify(selection);
    if (estimate !== undefined && version === document.version) answers.putPart({ type: 'selectionEstimate', version, from, to, estimate });
  };

  const timeline = createTimelineFeed(parts.timelines, post);
  const answers = createAnswerFeed(post);
  const explain = async (): Promise<void> => {
    const { version } = document;
    const { estimate } = facts();
    const reasons = await parts.explain(uri.fsPath);
    if (reasons !== undefined && version === document.version) answers.putReasons({ type: 'reasons', version, reasons }, estimate);
  };

  const registrations = [
    webview.onDidReceiveMessage((message: unknown) => {
      if (!isFromClipPage(message)) return;
      // The page asks anew each time its tab comes back into sight.
      if (message.type === 'ready') void open();
      if (message.type === 'want' && message.version === document.version) feed.want(message.keys);
      if (message.type === 'settings') void parts.memory.update(settingsKey, settingsOf(message.settings));
      if (message.type === 'saveSelection') void withSelection(message.from, message.to, (selection) => parts.selections.save(selection));
      if (message.type === 'classifySelection') void withSelection(message.from, message.to, classifySelection);
      if (message.type === 'classify') parts.classify(uri);
      if (message.type === 'explain') void explain();
      if (message.type === 'timeline') void withSound((sound) => timeline.start(uri.fsPath, sound, document.version, message.lengths));
      if (message.type === 'stopTimeline') timeline.stop();
      if (message.type === 'openAsText') void vscode.commands.executeCommand('vscode.openWith', uri, 'default');
    }),
    document.onDidChange(() => void open()),
    parts.onDidChangeFacts(() => post({ type: 'facts', facts: facts() })),
    // A page out of sight is gone, and so is who waited.
    panel.onDidChangeViewState(() => {
      if (panel.visible) return;
      timeline.stop();
      feed.want([]);
    }),
    timeline,
  ];
  panel.onDidDispose(() => {
    latest = -1;
    feed.want([]);
    for (const registration of registrations) registration.dispose();
  });
  webview.options = webviewOptions(parts.extensionUri, vscode.Uri.joinPath(uri, '..'));
  webview.html = webviewHtml(webview, parts.extensionUri, 'clip', vscode.l10n.t('Speech clip'));
  // The editor keeps what is sent until the page has loaded, so that the page need not ask first.
  void open();
  return { classifySelection: (from, to) => void withSelection(from, to, classifySelection) };
}
