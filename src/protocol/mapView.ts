import type { MapMethod } from '../core/map/mapMethod.ts';

/** What the points can be coloured by. `outcome` is right or wrong in a cross-validation. */
export type MapColour = 'emotion' | 'speaker' | 'outcome';

/** The cross-validation whose held-out predictions say what is right or wrong. */
export interface MapEvaluation {
  readonly id: number;
  readonly modelName: string;
  readonly cv: string;
  /** What each clip on the map was taken for while it was held out, in the word of its label where that is the same emotion; empty for one that took no part. */
  readonly heldOut: readonly string[];
}

/** Clips as points. Lists go by clip on the map; an empty text is an unknown one. */
export interface ShownMap {
  /** Differs from map to map; what the page asks about a clip names it, since clips are numbers within a map. */
  readonly id: number;
  readonly corpus: string;
  readonly method: MapMethod;
  readonly seed: number;
  readonly featureSet: string;
  readonly synthetic: boolean;
  readonly nExcluded: number;
  /** Files that could not be read, which are on no map. */
  readonly nSkipped: number;
  /** Of the corpus; more than are on the map where a sample was drawn. */
  readonly nClips: number;
  readonly names: readonly string[];
  readonly emotions: readonly string[];
  readonly speakers: readonly string[];
  /** The emotion that a model estimated last. */
  readonly estimates: readonly string[];
  readonly x: Float64Array;
  readonly y: Float64Array;
  /** The share of the variance along each principal component that was used. */
  readonly shares: readonly number[];
  readonly neighbours: { readonly nearest: number; readonly kept: number };
  readonly evaluation?: MapEvaluation;
}

/** `drawing` comes before each map that is not there yet; a map with the id of the one in sight has news of its clips, at the same places. */
export type ToMapPage =
  | { readonly type: 'empty' }
  | { readonly type: 'drawing'; readonly root: string; readonly corpus: string; readonly method: MapMethod }
  | { readonly type: 'map'; readonly root: string; readonly shown: ShownMap }
  | { readonly type: 'failed'; readonly root: string; readonly corpus: string; readonly method: MapMethod; readonly message: string }
  /** A clip's file, to be played. */
  | { readonly type: 'sound'; readonly map: number; readonly clip: number; readonly bytes: Uint8Array; readonly mime: string }
  | { readonly type: 'silence'; readonly map: number; readonly clip: number; readonly message: string };

/** `choose` asks for the map of a corpus, `draw` for the map in sight by a method: anew, where it failed. */
export type FromMapPage =
  | { readonly type: 'ready' }
  | { readonly type: 'choose' }
  | { readonly type: 'draw'; readonly method: MapMethod }
  | { readonly type: 'play' | 'open'; readonly map: number; readonly clip: number };

/** What the page keeps across a hidden tab and a restart of the editor. */
export interface MapPageState {
  readonly root: string;
  readonly method: MapMethod;
  readonly colour: MapColour;
}

const methods: readonly unknown[] = ['pca', 'umap'] satisfies MapMethod[];
const colours: readonly unknown[] = ['emotion', 'speaker', 'outcome'] satisfies MapColour[];

const isMapMethod = (value: unknown): value is MapMethod => methods.includes(value);

export const isMapColour = (value: unknown): value is MapColour => colours.includes(value);

/** Whether a message of unknown origin is one that the map page may send. */
export function isFromMapPage(message: unknown): message is FromMapPage {
  if (typeof message !== 'object' || message === null) return false;
  const { type, method, map, clip } = message as Record<string, unknown>;
  switch (type) {
    case 'ready':
    case 'choose':
      return true;
    case 'draw':
      return isMapMethod(method);
    case 'play':
    case 'open':
      return isIndex(map) && isIndex(clip);
    default:
      return false;
  }
}

const isIndex = (value: unknown): boolean => Number.isSafeInteger(value) && (value as number) >= 0;

/** The map that a stored page state of unknown origin names, if it names one. */
export function mapOfState(state: unknown): Pick<MapPageState, 'root' | 'method'> | undefined {
  if (typeof state !== 'object' || state === null) return undefined;
  const { root, method } = state as Record<string, unknown>;
  return typeof root === 'string' && root !== '' && isMapMethod(method) ? { root, method } : undefined;
}
