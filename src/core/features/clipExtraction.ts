import { createResamplePlan } from '../audio/resample.ts';
import { createResampler } from '../audio/resampleKernel.ts';
import { toFloat, type Samples } from '../audio/samples.ts';
import type { SampleSource } from '../audio/sampleSource.ts';
import { SerError } from '../errors.ts';
import type { FeatureKernels } from '../signal/kernels.ts';
import { conventional, createFeatureExtraction, type FeatureSet } from './featureSet.ts';
import { createResidentVector, extractResident } from './residentVector.ts';

/**
 * Prepares a set for clips of `fromRate` whose features are taken at `toRate`. What it returns gives a clip's vector, in the
 * order of `columnsOf`. With the kernels, a clip of the conventional set stays in their memory from samples to vector.
 *
 * @param kernels absent: everything runs on the plain twins
 * @throws SerError as `createResamplePlan` and `createFeatureExtraction`; when computing, `audio-empty` and
 *   `feature-not-finite`
 */
export function createClipExtraction(set: FeatureSet, fromRate: number, toRate: number, kernels?: FeatureKernels): (samples: Samples) => Float32Array {
  const resident = kernels && set.id === conventional.id ? createResidentVector(kernels, fromRate, toRate) : undefined;
  if (resident) return (samples) => requireFiniteVector(resident(samples));
  const resampler = createResampler(createResamplePlan(fromRate, toRate), kernels);
  const extract = createFeatureExtraction(set, toRate, kernels);
  return (samples) => requireFiniteVector(extract(resampler(toFloat(samples))));
}

/**
 * A clip's vector from blocks, the same as of all its samples at once to 1e-6 of the family's largest value. The memory that
 * the conventional set takes by the kernels does not depend on the clip's length; all else gathers the samples first.
 *
 * @throws SerError as {@link createClipExtraction}; `wav-truncated` when the source ends early
 */
export async function extractFromSource(set: FeatureSet, source: SampleSource, toRate: number, kernels?: FeatureKernels): Promise<Float32Array> {
  const vector = kernels && set.id === conventional.id ? await extractResident(kernels, source, toRate) : undefined;
  if (vector) return requireFiniteVector(vector);
  const samples = new Float32Array(source.nSamples);
  let at = 0;
  for await (const block of source.blocks()) {
    samples.set(block.subarray(0, samples.length - at), at);
    at += block.length;
  }
  if (at !== samples.length) throw new SerError('wav-truncated', `The clip gave ${at} samples of the ${samples.length} that it declares; it must not change while it is read.`);
  return createClipExtraction(set, source.sampleRate, toRate, kernels)(samples);
}

/** Finite samples can still be so large (above 1e15) that their power is not. */
function requireFiniteVector(vector: Float32Array): Float32Array {
  if (!vector.every(Number.isFinite)) throw new SerError('feature-not-finite', 'The clip\'s samples are too large: the power of its spectrum is beyond 1e38. Samples should lie in [-1, 1].');
  return vector;
}
