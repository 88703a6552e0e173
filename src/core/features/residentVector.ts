import type { Samples } from '../audio/samples.ts';
import type { SampleSource } from '../audio/sampleSource.ts';
import { SerError } from '../errors.ts';
import type { FeatureKernels } from '../signal/kernels.ts';
import { FAMILY_SIZES } from './conventionalKernel.ts';
import { createResidentExtraction, type ResidentExtraction } from './residentExtraction.ts';

/**
 * The 122 values of the conventional set by the kernels, from samples of `fromRate` taken to `toRate` on the way; the twin
 * of `createFeatureExtraction(conventional, toRate)` after `resample`.
 *
 * @param fixedTuning as in {@link createResidentExtraction}
 * @returns undefined when the kernels cannot convert between these rates
 * @throws SerError `parameter-invalid` for a rate at which a family is not defined; when computing, `audio-empty`,
 *   `feature-not-finite`
 */
export function createResidentVector(kernels: FeatureKernels, fromRate: number, toRate: number, fixedTuning?: number): ((samples: Samples) => Float32Array) | undefined {
  const resident = createResidentExtraction(kernels, fromRate, toRate, fixedTuning);
  return resident && ((samples) => {
    if (samples.length === 0) throw new SerError('audio-empty', 'The clip holds no samples.');
    for (const pass of resident.begin(samples.length)) {
      resident.beginPass(pass);
      resident.push(samples);
      resident.endPass();
    }
    return toVector(resident);
  });
}

/**
 * The same from a source that is read in blocks, as often as the clip's length asks for, in memory that does not depend on it.
 *
 * @returns undefined when the kernels cannot convert between these rates
 * @throws SerError as {@link createResidentVector}; `wav-truncated` when the source gives another number of samples than it says
 */
export async function extractResident(kernels: FeatureKernels, source: SampleSource, toRate: number): Promise<Float32Array | undefined> {
  const { sampleRate, nSamples } = source;
  // An instance of its own: another clip may be extracted while this one waits for its blocks.
  const resident = createResidentExtraction(kernels, sampleRate, toRate);
  if (!resident) return undefined;
  if (nSamples === 0) throw new SerError('audio-empty', 'The clip holds no samples.');
  for (const pass of resident.begin(nSamples)) {
    resident.beginPass(pass);
    let nRead = 0;
    for await (const block of source.blocks()) {
      nRead += block.length;
      if (nRead > nSamples) break;
      resident.push(block);
    }
    if (nRead !== nSamples) throw new SerError('wav-truncated', `The clip gave ${nRead} samples of the ${nSamples} that it declares; it must not change while it is read.`);
    resident.endPass();
  }
  return toVector(resident);
}

/** All means and then all standard deviations, family by family. */
function toVector(resident: ResidentExtraction): Float32Array {
  const { mean, std } = resident.statistics();
  const vector = new Float32Array(2 * mean.length);
  let row = 0;
  for (const size of FAMILY_SIZES) {
    vector.set(mean.subarray(row, row + size), 2 * row);
    vector.set(std.subarray(row, row + size), 2 * row + size);
    row += size;
  }
  return vector;
}
