import { chroma } from './chroma.ts';
import type { Extractor } from './extractor.ts';
import type { FeatureSet } from './familySet.ts';
import { createMeanAndStdSet } from './meanAndStdSet.ts';
import { mfcc } from './mfcc.ts';
import { rms } from './rms.ts';
import { spectralContrast } from './spectralContrast.ts';
import { zeroCrossingRate } from './zeroCrossingRate.ts';

export const conventionalExtractors: readonly Extractor[] = [mfcc, chroma, spectralContrast, zeroCrossingRate, rms];

/** The conventional recipe: 40 MFCC, 12 chroma, 7 spectral contrast, zero-crossing rate and RMS, mean and std: 122 values. */
export const conventional: FeatureSet = createMeanAndStdSet('conventional', 1, 'librosa\'s MFCC, chroma, spectral contrast, zero-crossing rate and RMS: mean and standard deviation', conventionalExtractors);
