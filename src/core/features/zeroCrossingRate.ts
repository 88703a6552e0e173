import { countFrames } from '../signal/stft.ts';
import type { Extractor } from './extractor.ts';
import { FRAME_LENGTH, HOP_LENGTH } from './frameGrid.ts';

/** Samples this small count as zero, and zero as positive. */
export const ZERO_THRESHOLD = Math.fround(1e-10);

/**
 * The share of a frame's samples whose sign differs from the sample before; the clip is continued by its first and last
 * sample.
 *
 * @see librosa.feature.zero_crossing_rate with its defaults
 */
export const zeroCrossingRate: Extractor = {
  id: 'zero_crossing_rate',
  nCoefficients: 1,
  create() {
    return ({ samples }) => {
      const nFrames = countFrames(samples.length, HOP_LENGTH);
      // crossings[i]: sign changes up to and including the step from sample i − 1 to i; the continuation has none.
      const crossings = new Int32Array(samples.length);
      for (let i = 1; i < samples.length; i++) {
        crossings[i] = crossings[i - 1] + (samples[i - 1] < -ZERO_THRESHOLD !== samples[i] < -ZERO_THRESHOLD ? 1 : 0);
      }
      const upTo = (i: number): number => (i < 0 ? 0 : crossings[Math.min(i, samples.length - 1)]);
      const values = new Float32Array(nFrames);
      for (let t = 0; t < nFrames; t++) {
        const start = t * HOP_LENGTH - FRAME_LENGTH / 2;
        values[t] = (upTo(start + FRAME_LENGTH - 1) - upTo(start)) / FRAME_LENGTH;
      }
      return { values, nCoefficients: 1, nFrames };
    };
  },
};
