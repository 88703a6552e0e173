import { SerError } from '../errors.ts';
import { featureSetById } from './featureSet.ts';

/** Highest rate that can be asked for, in Hz. */
const MAX_RATE = 192_000;
const MIN_RATE = 1000;
const RATE_RULE = `it must be "native" or a whole number of Hz from ${MIN_RATE} to ${MAX_RATE}`;

/** Everything that decides a clip's feature vector beside its samples. `rate` 'native' leaves the sample rate as it is. */
export interface Recipe {
  readonly featureSet: string;
  readonly version: number;
  readonly rate: number | 'native';
}

/** The set of columns that this program does not compute: a model of others can have them. */
export const UNKNOWN_FEATURE_SET = 'unknown';

/** librosa's default rate is ours too. */
export const DEFAULT_RATE = 22_050;

const isRate = (rate: number): boolean => Number.isInteger(rate) && rate >= MIN_RATE && rate <= MAX_RATE;

/** @throws SerError `parameter-invalid` for an unknown set or a rate that is not a whole number from 1,000 to 192,000 */
export function createRecipe(featureSet = 'conventional', rate: Recipe['rate'] = DEFAULT_RATE): Recipe {
  if (rate !== 'native' && !isRate(rate)) throw new SerError('parameter-invalid', `The rate is ${rate}; ${RATE_RULE}.`);
  return { featureSet, version: featureSetById(featureSet).version, rate };
}

/**
 * Parses a rate in plain digits, or `native`.
 *
 * @throws SerError `parameter-invalid` with the text and the rule
 */
export function parseRate(text: string): Recipe['rate'] {
  if (text === 'native') return text;
  const rate = /^[1-9]\d*$/.test(text) ? Number(text) : NaN;
  if (!isRate(rate)) throw new SerError('parameter-invalid', `The rate is ${JSON.stringify(text)}; ${RATE_RULE}.`);
  return rate;
}

/** A short text that is the same exactly when the recipe is. */
export const recipeKey = ({ featureSet, version, rate }: Recipe): string => `${featureSet}@${version}/${rate}`;
