import { conventionalExtractors } from './conventional.ts';
import type { FeatureSet } from './familySet.ts';
import { createMeanAndStdSet } from './meanAndStdSet.ts';
import { melSpectrogram } from './melSpectrogram.ts';
import { spectralBandwidth } from './spectralBandwidth.ts';
import { spectralCentroid } from './spectralCentroid.ts';
import { spectralRolloff } from './spectralRolloff.ts';

/** Every family that equals librosa's, to pick from (`librosa/mfcc+spectral_centroid`): mean and standard deviation, 384 values. */
export const librosa: FeatureSet = createMeanAndStdSet('librosa', 1, 'All families that equal librosa\'s, to pick from: mean and standard deviation', [
  ...conventionalExtractors,
  melSpectrogram,
  spectralCentroid,
  spectralBandwidth,
  spectralRolloff,
]);
