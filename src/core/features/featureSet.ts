import { SerError } from '../errors.ts';
import { computeSpectrogram, createStft } from '../signal/stft.ts';
import { chroma } from './chroma.ts';
import type { Extractor } from './extractor.ts';
import { FRAME_LENGTH, HOP_LENGTH } from './frameGrid.ts';
import { meanAndStd } from './functionals.ts';
import { mfcc } from './mfcc.ts';
import { rms } from './rms.ts';
import { spectralContrast } from './spectralContrast.ts';
import { zeroCrossingRate } from './zeroCrossingRate.ts';

/** A named list of families, each summarised over the frames of a clip. Raise `version` when a number would change. */
export interface FeatureSet {
  readonly id: string;
  readonly version: number;
  readonly extractors: readonly Extractor[];
}

/** The conventional recipe: 40 MFCC, 12 chroma, 7 spectral contrast, zero-crossing rate and RMS, mean and std: 122 values. */
export const conventional: FeatureSet = { id: 'conventional', version: 1, extractors: [mfcc, chroma, spectralContrast, zeroCrossingRate, rms] };

export const featureSets: readonly FeatureSet[] = [conventional];

/** @throws SerError `parameter-invalid` when no set has this id */
export function featureSetById(id: string): FeatureSet {
  const set = featureSets.find((candidate) => candidate.id === id);
  if (!set) throw new SerError('parameter-invalid', `There is no feature set "${id}"; there is ${featureSets.map((known) => known.id).join(', ')}.`);
  return set;
}

/** Column names in order: per family all means (`mfcc_0_mean` …), then all standard deviations; no index where there is one coefficient. */
export function columnsOf(set: FeatureSet): string[] {
  return set.extractors.flatMap(({ id, nCoefficients }) => {
    const names = nCoefficients === 1 ? [id] : Array.from({ length: nCoefficients }, (_, i) => `${id}_${i}`);
    return [...names.map((name) => `${name}_mean`), ...names.map((name) => `${name}_std`)];
  });
}

/**
 * Prepares a set for one sample rate; what it returns gives a clip's vector, in the order of {@link columnsOf}.
 *
 * @throws SerError `parameter-invalid` when a family needs a higher sample rate; when computing, `audio-empty` for no
 *   samples and `feature-not-finite` for NaN or infinite samples
 */
export function createFeatureExtraction(set: FeatureSet, sampleRate: number): (samples: Float32Array) => Float32Array {
  const stft = createStft({ nFft: FRAME_LENGTH, hopLength: HOP_LENGTH });
  const families = set.extractors.map((extractor) => extractor.create(sampleRate));
  return (samples) => {
    if (samples.length === 0) throw new SerError('audio-empty', 'The clip holds no samples.');
    const bad = samples.findIndex((sample) => !Number.isFinite(sample));
    if (bad >= 0) throw new SerError('feature-not-finite', `Sample ${bad} is ${samples[bad]}; samples must be finite numbers.`);
    const clip = { samples, sampleRate, spectrogram: computeSpectrogram(stft, samples) };
    const parts = families.map((compute) => meanAndStd(compute(clip)));
    const vector = new Float32Array(parts.reduce((total, part) => total + part.length, 0));
    let at = 0;
    for (const part of parts) {
      vector.set(part, at);
      at += part.length;
    }
    return vector;
  };
}
