import { SerError } from '../errors.ts';
import { powerToDb } from '../signal/decibel.ts';
import { binFrequencies } from '../signal/stft.ts';
import type { Extractor } from './extractor.ts';
import { FRAME_LENGTH } from './frameGrid.ts';

const F_MIN_HZ = 200;
const N_BANDS = 6;
export const N_CONTRAST = N_BANDS + 1;
const QUANTILE = 0.02;

/** Bins [first, end) of an octave band, and how many of them make its peak and its valley. */
export interface ContrastBand {
  readonly first: number;
  readonly end: number;
  readonly nExtremes: number;
}

/**
 * For seven octave bands (below 200 Hz, then from 200 Hz doubling six times, the last one up to half the sample rate):
 * the level of the 2 % strongest bins less that of the 2 % weakest, in decibels of the magnitude.
 *
 * @see D.-N. Jiang et al., "Music type classification by spectral contrast feature", ICME 2002;
 *   librosa.feature.spectral_contrast with its defaults
 */
export const spectralContrast: Extractor = {
  id: 'spectral_contrast',
  nCoefficients: N_CONTRAST,
  create(sampleRate) {
    const bands = createContrastBands(sampleRate);
    return ({ spectrogram: { magnitude, nFrames, nBins } }) => {
      const peak = new Float64Array(bands.length * nFrames);
      const valley = new Float64Array(bands.length * nFrames);
      bands.forEach((band, b) => {
        const smallest = new Float64Array(band.nExtremes);
        const largest = new Float64Array(band.nExtremes);
        for (let t = 0; t < nFrames; t++) {
          collectExtremes(magnitude, t * nBins + band.first, t * nBins + band.end, smallest, largest);
          peak[b * nFrames + t] = meanOf(largest);
          valley[b * nFrames + t] = meanOf(smallest);
        }
      });
      powerToDb(peak);
      powerToDb(valley);
      return { values: Float32Array.from(peak, (db, i) => db - valley[i]), nCoefficients: bands.length, nFrames };
    };
  },
};

/**
 * The octave bands in bins of the transform.
 *
 * @throws SerError `parameter-invalid` when the sample rate is too low for the highest band or too high for the lowest
 */
export function createContrastBands(sampleRate: number): ContrastBand[] {
  const highestEdge = F_MIN_HZ * 2 ** (N_BANDS - 1);
  if (highestEdge >= sampleRate / 2) {
    throw new SerError('parameter-invalid', `Spectral contrast needs a sample rate above ${2 * highestEdge} Hz; this is ${sampleRate} Hz. Resample, for example to 22050 Hz.`);
  }
  const frequencies = binFrequencies(FRAME_LENGTH, sampleRate);
  const nBins = frequencies.length;
  return Array.from({ length: N_CONTRAST }, (_, b) => {
    const low = b === 0 ? 0 : F_MIN_HZ * 2 ** (b - 1);
    const high = F_MIN_HZ * 2 ** b;
    const last = b === N_BANDS;
    let first = frequencies.findIndex((hz) => hz >= low);
    let end = last ? nBins : frequencies.findLastIndex((hz) => hz <= high) + 1;
    // A band begins with the bin below its lower edge …
    if (b > 0) first -= 1;
    const nExtremes = Math.max(1, roundHalfToEven(QUANTILE * (end - first)));
    // … and, but for the last, leaves its highest bin to the next; the count of extremes is taken before, as in librosa.
    if (!last) end -= 1;
    if (end <= first) {
      throw new SerError('parameter-invalid', `At a sample rate of ${sampleRate} Hz no bin of a frame of ${FRAME_LENGTH} samples lies between ${low} and ${high} Hz, as spectral contrast needs. Resample, for example to 22050 Hz.`);
    }
    return { first, end, nExtremes };
  });
}

/** Rounds as numpy.rint does. */
function roundHalfToEven(value: number): number {
  const rounded = Math.round(value);
  return rounded - value === 0.5 && rounded % 2 === 1 ? rounded - 1 : rounded;
}

/** Fills `smallest` and `largest` with the extreme values of the range, by insertion: both are short. */
function collectExtremes(values: Float32Array, from: number, to: number, smallest: Float64Array, largest: Float64Array): void {
  const n = smallest.length;
  smallest.fill(Infinity);
  largest.fill(-Infinity);
  for (let i = from; i < to; i++) {
    const value = values[i];
    if (value < smallest[n - 1]) {
      let at = n - 1;
      for (; at > 0 && smallest[at - 1] > value; at--) smallest[at] = smallest[at - 1];
      smallest[at] = value;
    }
    if (value > largest[n - 1]) {
      let at = n - 1;
      for (; at > 0 && largest[at - 1] < value; at--) largest[at] = largest[at - 1];
      largest[at] = value;
    }
  }
}

function meanOf(values: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += values[i];
  return sum / values.length;
}
