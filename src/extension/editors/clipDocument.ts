import * as vscode from 'vscode';
import type { ClipSettings } from '../../protocol/clipSettings.ts';
import { overviewTiles } from '../../protocol/clipTiles.ts';
import { pieceId, type Piece, type PieceKey } from '../../protocol/clipTracks.ts';
import type { OpenSound } from '../../protocol/clipWork.ts';

/** A file's name as a glob that means only itself: a clip may be called "take [1].wav". */
function literalGlob(name: string): string {
  return name.replace(/[*?[\]{}]/g, (character) => `[${character}]`);
}

/** Writers report several changes in a row; the file is read once after the last. */
const settleMs = 250;

/** Opens clips and draws pieces of them, off this thread. */
export interface ClipDrawing {
  open(uri: vscode.Uri, signal: AbortSignal): Promise<OpenSound>;
  draw(sound: OpenSound, key: PieceKey, signal: AbortSignal): Promise<Piece>;
}

/** A tile of the overview, which every page of the clip shows first. */
export interface OverviewTile {
  readonly key: PieceKey;
  readonly piece: Promise<Piece>;
}

/** One state of the file. */
interface Opening {
  readonly sound: Promise<OpenSound>;
  readonly abort: AbortController;
  readonly overview: Map<string, OverviewTile>;
}

/**
 * An open clip, shared by all its editors: its sound is opened at first need, once, and again after the file changed. Its
 * overview is begun at once, since a page takes longer to start than a clip to draw.
 */
export class ClipDocument implements vscode.CustomDocument {
  readonly uri: vscode.Uri;
  readonly onDidChange: vscode.Event<void>;
  /** Differs after each change, so that players do not go on with the old sound from their cache. */
  version = Date.now();
  readonly #drawing: ClipDrawing;
  readonly #settings: () => ClipSettings;
  readonly #changes = new vscode.EventEmitter<void>();
  readonly #watcher: vscode.FileSystemWatcher;
  #opening: Opening | undefined;
  #settling: NodeJS.Timeout | undefined;

  constructor(uri: vscode.Uri, drawing: ClipDrawing, settings: () => ClipSettings) {
    this.uri = uri;
    this.#drawing = drawing;
    this.#settings = settings;
    this.onDidChange = this.#changes.event;
    const name = uri.path.slice(uri.path.lastIndexOf('/') + 1);
    this.#watcher = vscode.workspace.createFileSystemWatcher(new vscode.RelativePattern(vscode.Uri.joinPath(uri, '..'), literalGlob(name)));
    const settle = (): void => {
      clearTimeout(this.#settling);
      this.#settling = setTimeout(() => this.#reload(), settleMs);
    };
    this.#watcher.onDidChange(settle);
    this.#watcher.onDidCreate(settle);
    this.#watcher.onDidDelete(settle);
  }

  sound(): Promise<OpenSound> {
    return this.#open().sound;
  }

  async piece(key: PieceKey, signal: AbortSignal): Promise<Piece> {
    const opening = this.#open();
    const sound = await opening.sound;
    return opening.overview.get(pieceId(key))?.piece ?? this.#drawing.draw(sound, key, signal);
  }

  /** Tiles of the overview of an opened clip, drawn or about to be. */
  overview(): readonly OverviewTile[] {
    return [...(this.#opening?.overview.values() ?? [])];
  }

  #open(): Opening {
    if (this.#opening !== undefined) return this.#opening;
    const abort = new AbortController();
    const opening: Opening = { sound: this.#drawing.open(this.uri, abort.signal), abort, overview: new Map() };
    this.#opening = opening;
    opening.sound.then(
      (sound) => this.#drawOverview(opening, sound),
      // A failure is not kept: the next look at the clip tries again.
      () => {
        if (this.#opening === opening) this.#opening = undefined;
      },
    );
    return opening;
  }

  #drawOverview({ abort, overview }: Opening, sound: OpenSound): void {
    for (const key of overviewTiles(sound.nSamples, 'mix', this.#settings())) {
      const piece = this.#drawing.draw(sound, key, abort.signal);
      overview.set(pieceId(key), { key, piece });
      // One that could not be drawn is drawn anew when a page wants it.
      piece.catch(() => overview.delete(pieceId(key)));
    }
  }

  #reload(): void {
    this.#opening?.abort.abort();
    this.#opening = undefined;
    this.version = Date.now();
    this.#changes.fire();
  }

  dispose(): void {
    clearTimeout(this.#settling);
    this.#opening?.abort.abort();
    this.#watcher.dispose();
    this.#changes.dispose();
  }
}
