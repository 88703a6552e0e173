import { SerError } from '../errors.ts';
import { requireFinite } from '../signal/finite.ts';
import type { FeatureKernels } from '../signal/kernels.ts';
import { conventional } from './conventional.ts';
import type { FeatureSet } from './familySet.ts';
import { librosa } from './librosa.ts';
import { logmel } from './logmel.ts';
import { rich } from './rich.ts';

export { conventional, type FeatureSet };

/** Every feature set of the product, in the order in which it is offered. */
export const featureSets: readonly FeatureSet[] = [conventional, rich, logmel, librosa];

/**
 * The set with an id; `<set>/<family>+<family>…` is the set of some of its families.
 *
 * @throws SerError `parameter-invalid` when there is no such set or family, with the known ones
 */
export function featureSetById(id: string): FeatureSet {
  const [name, families, ...rest] = id.split('/');
  const set = featureSets.find((candidate) => candidate.id === name);
  if (!set || rest.length > 0) throw new SerError('parameter-invalid', `There is no feature set "${id}"; there is ${featureSets.map((known) => known.id).join(', ')}.`);
  return families === undefined ? set : set.pick(families.split('+'));
}

/** Column names in order, family by family. */
export function columnsOf(set: FeatureSet): string[] {
  return set.families.flatMap(({ columns }) => columns.map(({ name }) => name));
}

/**
 * Prepares a set for one sample rate; what it returns gives a clip's vector, in the order of {@link columnsOf}, or for a set
 * of frames its rows one after the other. A set whose clips come at another rate, and the conventional set by the kernels, is
 * prepared by `createClipExtraction`.
 *
 * @param kernels compute the spectrogram where they are given
 * @throws SerError `parameter-invalid` when a family needs a higher sample rate; when computing, `audio-empty` for no
 *   samples and `feature-not-finite` for NaN or infinite samples
 */
export function createFeatureExtraction(set: FeatureSet, sampleRate: number, kernels?: FeatureKernels): (samples: Float32Array) => Float32Array {
  const compute = set.create(sampleRate, kernels);
  return (samples) => {
    if (samples.length === 0) throw new SerError('audio-empty', 'The clip holds no samples.');
    requireFinite(samples);
    return compute(samples);
  };
}
