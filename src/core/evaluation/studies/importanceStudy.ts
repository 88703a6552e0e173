import type { OwnImportance } from '../../model/modelImportance.ts';
import type { TestedModel } from './externalStudy.ts';

/** What is shuffled to see what a model loses: each column by itself, or the columns of each family of its feature set together. */
export const shuffleUnits = ['column', 'family'] as const;

export type ShuffleUnit = (typeof shuffleUnits)[number];

/** What a model loses on labelled clips when a unit is shuffled among them; see `permutationImportance`. */
export interface MeasuredPermutation {
  readonly by: ShuffleUnit;
  /** Of the units, in the order of the figures. */
  readonly names: readonly string[];
  /** The UAR of the clips as they are. */
  readonly baseline: number;
  readonly mean: readonly number[];
  /** Over the repeats, by which the same unit was shuffled otherwise; it says nothing of other clips or voices. */
  readonly deviation: readonly number[];
  readonly nRepeats: number;
  readonly nClips: number;
  /** Clips that were not counted, since the model has no class for their label. */
  readonly nUnmatched: number;
  /** Whether the model was trained on these very clips. */
  readonly inTraining: boolean;
}

/** How much each column matters to one trained model, to remember; figures have six significant digits. */
export interface ImportanceStudy {
  /** The id of its learner. */
  readonly model: string;
  /** The model's name for people. */
  readonly name: string;
  readonly normalize?: 'speaker';
  readonly tested: TestedModel;
  readonly seed: number;
  readonly columns: readonly string[];
  /** By what the model tells without clips; nothing for learners without trees. */
  readonly own: readonly { readonly measure: OwnImportance['measure']; readonly values: readonly number[] }[];
  /** On the clips of the data, where some were given. */
  readonly permutation?: MeasuredPermutation;
  /** Where the clips are those that a forest was trained on. */
  readonly outOfBagAccuracy?: number;
}

/** A column or a family with how much it matters, by whatever measure. */
export interface RankedFeature {
  readonly name: string;
  readonly value: number;
  readonly deviation?: number;
}

/** What matters most first; of what matters alike, what comes first in the feature set. */
export function rankFeatures(names: readonly string[], values: ArrayLike<number>, deviations?: ArrayLike<number>): RankedFeature[] {
  return names.map((name, i) => ({ name, value: values[i], ...(deviations && { deviation: deviations[i] }) })).sort((a, b) => b.value - a.value);
}
