import { binFrequencies, type Spectrogram } from '../signal/stft.ts';
import type { Extractor } from './extractor.ts';
import { FRAME_LENGTH } from './frameGrid.ts';

/** The smallest normal float32: quieter frames are left unnormalised. */
const TINY = 1.1754943508222875e-38;

/** Sum of a frame's magnitudes, or 1 where it is next to nothing. */
export function magnitudeSum({ magnitude, nBins }: Spectrogram, frame: number): number {
  let sum = 0;
  for (let k = 0; k < nBins; k++) sum += magnitude[frame * nBins + k];
  return sum < TINY ? 1 : sum;
}

/** The mean of the bins' frequencies, weighed by a frame's magnitudes, in Hz; 0 in silence. */
export function centroidOf(spectrogram: Spectrogram, frame: number, frequencies: Float64Array): number {
  const { magnitude, nBins } = spectrogram;
  let sum = 0;
  for (let k = 0; k < nBins; k++) sum += frequencies[k] * magnitude[frame * nBins + k];
  return sum / magnitudeSum(spectrogram, frame);
}

/**
 * The centre of mass of each frame's magnitude spectrum, in Hz; 0 in silence.
 *
 * @see librosa.feature.spectral_centroid with its defaults
 */
export const spectralCentroid: Extractor = {
  id: 'spectral_centroid',
  nCoefficients: 1,
  create(sampleRate) {
    const frequencies = binFrequencies(FRAME_LENGTH, sampleRate);
    return ({ spectrogram }) => ({
      values: Float32Array.from({ length: spectrogram.nFrames }, (_, t) => centroidOf(spectrogram, t, frequencies)),
      nCoefficients: 1,
      nFrames: spectrogram.nFrames,
    });
  },
};
