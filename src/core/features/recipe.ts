import { SerError } from '../errors.ts';
import { featureSetById } from './featureSet.ts';

/** Highest rate that can be asked for, in Hz. */
const MAX_RATE = 192_000;
const MIN_RATE = 1000;

/** Everything that decides a clip's feature vector beside its samples. `rate` 'native' leaves the sample rate as it is. */
export interface Recipe {
  readonly featureSet: string;
  readonly version: number;
  readonly rate: number | 'native';
}

/** librosa's default rate is ours too. */
export const DEFAULT_RATE = 22_050;

/** @throws SerError `parameter-invalid` for an unknown set or a rate that is not a whole number from 1,000 to 192,000 */
export function createRecipe(featureSet = 'conventional', rate: Recipe['rate'] = DEFAULT_RATE): Recipe {
  if (rate !== 'native' && !(Number.isInteger(rate) && rate >= MIN_RATE && rate <= MAX_RATE)) {
    throw new SerError('parameter-invalid', `The rate is ${rate}; it must be "native" or a whole number of Hz from ${MIN_RATE} to ${MAX_RATE}.`);
  }
  return { featureSet, version: featureSetById(featureSet).version, rate };
}

/** A short text that is the same exactly when the recipe is. */
export const recipeKey = ({ featureSet, version, rate }: Recipe): string => `${featureSet}@${version}/${rate}`;
