import { basename } from 'node:path';
import * as vscode from 'vscode';
import type { MapMethod } from '../../core/map/mapMethod.ts';
import { isFromMapPage, mapOfState, type FromMapPage, type ShownMap, type ToMapPage } from '../../protocol/mapView.ts';
import { commands } from '../contributions.ts';
import { describeError } from '../describeError.ts';
import { inWordOfLabel } from '../explorer/grouping.ts';
import { clipSound } from './clipSound.ts';
import { registerPagePanel } from './pagePanel.ts';

/** A map that was drawn: the places of clips, and which files they are. */
export interface DrawnMap {
  readonly files: readonly string[];
  readonly places: Omit<ShownMap, 'id' | 'estimates' | 'evaluation'>;
}

/** What the map panel needs of the rest of the extension. */
export interface MapPanelParts {
  readonly extensionUri: vscode.Uri;
  /** Draws a map, or tells in a sentence why it cannot be drawn. */
  draw(root: string, method: MapMethod): Promise<DrawnMap | { readonly message: string }>;
  knownOf(root: string, files: readonly string[]): Pick<ShownMap, 'estimates' | 'evaluation'>;
  /** Estimates or results have changed. */
  readonly onDidChangeKnown: vscode.Event<unknown>;
}

/** The one panel of embedding maps. */
export interface MapPanel extends vscode.Disposable {
  /** Draws the map of a corpus anew and brings it to the front. */
  show(root: string): void;
}

/** A map that the panel shows, or is about to. */
interface Wanted {
  readonly root: string;
  readonly method: MapMethod;
  readonly id: number;
  readonly outcome: Promise<DrawnMap | { readonly message: string }>;
  drawn?: DrawnMap;
}

/** The labels of a corpus may have changed their words since it was evaluated, as they do when clips of another one join it. */
function shownMap(id: number, { places }: DrawnMap, { estimates, evaluation }: ReturnType<MapPanelParts['knownOf']>): ShownMap {
  return { id, ...places, estimates, ...(evaluation && { evaluation: { ...evaluation, heldOut: evaluation.heldOut.map((answer, clip) => inWordOfLabel(answer, places.emotions[clip] ?? '')) } }) };
}

/** Registers the panel and its way back after a restart of the editor. */
export function registerMapPanel({ extensionUri, draw, knownOf, onDidChangeKnown }: MapPanelParts): MapPanel {
  let wanted: Wanted | undefined;
  let nextId = 0;
  /** Those of the corpus in sight by method, so that going back and forth costs nothing. */
  const kept = new Map<MapMethod, Wanted>();

  const post = (message: ToMapPage): void => panel.post(message);

  const want = (root: string, method: MapMethod): void => {
    if (wanted?.root !== root) kept.clear();
    const entry: Wanted = kept.get(method) ?? { root, method, id: nextId++, outcome: draw(root, method) };
    kept.set(method, entry);
    wanted = entry;
    void entry.outcome.then((outcome) => {
      if (!('message' in outcome)) entry.drawn = outcome;
      // The next time it is asked for, it is tried again.
      else if (kept.get(method) === entry) kept.delete(method);
    });
  };

  const send = async (): Promise<void> => {
    const entry = wanted;
    if (entry === undefined) return post({ type: 'empty' });
    const { root, method } = entry;
    const corpus = basename(root);
    if (!entry.drawn) post({ type: 'drawing', root, corpus, method });
    const outcome = entry.drawn ?? (await entry.outcome);
    // Another map has been asked for meanwhile.
    if (entry !== wanted) return;
    if ('message' in outcome) return post({ type: 'failed', root, corpus, method, message: outcome.message });
    try {
      post({ type: 'map', root, shown: shownMap(entry.id, outcome, knownOf(root, outcome.files)) });
    } catch (error) {
      post({ type: 'failed', root, corpus, method, message: describeError(error) });
    }
  };

  const play = async (map: number, clip: number, path: string): Promise<void> => {
    const sound = await clipSound(path);
    post('message' in sound ? { type: 'silence', map, clip, message: sound.message } : { type: 'sound', map, clip, ...sound });
  };

  const receive = (message: FromMapPage): void => {
    switch (message.type) {
      case 'ready':
        return void send();
      case 'choose':
        return void vscode.commands.executeCommand(commands.showMap);
      case 'draw':
        if (wanted) want(wanted.root, message.method);
        return void send();
      case 'play':
      case 'open': {
        const { map, clip } = message;
        const path = wanted?.id === map ? wanted.drawn?.files[clip] : undefined;
        if (path === undefined) return;
        if (message.type === 'play') return void play(map, clip, path);
        return void vscode.commands.executeCommand(commands.openClip, vscode.Uri.file(path));
      }
    }
  };

  const panel = registerPagePanel({
    extensionUri,
    page: 'map',
    viewType: 'ser.map',
    title: vscode.l10n.t('Embedding Map'),
    icon: 'graph-scatter',
    receive: (message) => isFromMapPage(message) && receive(message),
    restore: (state) => {
      const before = mapOfState(state);
      if (before) want(before.root, before.method);
    },
  });
  // News of clips change no place.
  const changes = onDidChangeKnown(() => panel.isOpen && wanted?.drawn && void send());

  return {
    show(root) {
      const method = wanted?.method ?? 'pca';
      kept.clear();
      want(root, method);
      if (panel.reveal()) void send();
    },
    dispose() {
      changes.dispose();
      panel.dispose();
    },
  };
}
