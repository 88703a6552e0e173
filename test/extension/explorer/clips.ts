import type { ClipKnowledge } from '../../../src/extension/explorer/grouping.ts';
import type { ScannedClip } from '../../../src/node/scanCorpus.ts';

export const root = '/data/voices';

/** A clip in the folder of its corpus; what is left out is unknown. */
export function clipNamed(name: string, labels: Partial<ScannedClip> = {}): ScannedClip {
  return {
    path: `${root}/${name}`,
    bytes: 1000,
    modifiedMs: 0,
    corpus: undefined,
    emotion: undefined,
    speaker: undefined,
    sex: undefined,
    sentence: undefined,
    intensity: undefined,
    durationSec: 2,
    sampleRate: 16_000,
    channels: 1,
    synthetic: false,
    ...labels,
  };
}

export interface Known {
  readonly estimates?: Readonly<Record<string, string>>;
  readonly uncertain?: readonly string[];
  readonly folds?: Readonly<Record<string, string>>;
  readonly excluded?: readonly string[];
}

/** What is known beside the labels, by the names of the clips. */
export function knowing({ estimates = {}, uncertain = [], folds = {}, excluded = [] }: Known = {}): ClipKnowledge {
  const nameOf = (path: string): string => path.slice(root.length + 1);
  return {
    estimateOf: ({ path }) => estimates[nameOf(path)],
    isUncertain: ({ path }) => uncertain.includes(nameOf(path)),
    foldOf: (_, path) => folds[nameOf(path)],
    isExcluded: (path) => excluded.includes(nameOf(path)),
  };
}
