import { binFrequencies } from '../signal/stft.ts';
import type { Extractor } from './extractor.ts';
import { FRAME_LENGTH } from './frameGrid.ts';
import { centroidOf, magnitudeSum } from './spectralCentroid.ts';

/**
 * The spread of each frame's magnitude spectrum about its centroid, in Hz: the root of the mean squared distance, weighed by
 * the magnitudes; 0 in silence.
 *
 * @see librosa.feature.spectral_bandwidth with its defaults (p = 2)
 */
export const spectralBandwidth: Extractor = {
  id: 'spectral_bandwidth',
  nCoefficients: 1,
  create(sampleRate) {
    const frequencies = binFrequencies(FRAME_LENGTH, sampleRate);
    return ({ spectrogram }) => {
      const { magnitude, nFrames, nBins } = spectrogram;
      const values = new Float32Array(nFrames);
      for (let t = 0; t < nFrames; t++) {
        const centroid = centroidOf(spectrogram, t, frequencies);
        let squares = 0;
        for (let k = 0; k < nBins; k++) squares += magnitude[t * nBins + k] * (frequencies[k] - centroid) ** 2;
        values[t] = Math.sqrt(squares / magnitudeSum(spectrogram, t));
      }
      return { values, nCoefficients: 1, nFrames };
    };
  },
};
