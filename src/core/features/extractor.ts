import type { Spectrogram } from '../signal/stft.ts';

/** A clip as the extractors see it: its mono samples, and the one spectrogram that they share. */
export interface AnalysedClip {
  readonly samples: Float32Array;
  readonly sampleRate: number;
  readonly spectrogram: Spectrogram;
}

/** Values of a feature over time: value (coefficient, frame) is at `coefficient * nFrames + frame`, as in librosa. */
export interface FeatureFrames {
  readonly values: Float32Array;
  readonly nCoefficients: number;
  readonly nFrames: number;
}

/**
 * One feature family. `create` prepares its tables for a sample rate; what it returns computes one clip.
 * It throws SerError `parameter-invalid` when the definition needs a higher sample rate.
 */
export interface Extractor {
  /** librosa's name of the feature, and the prefix of its columns. */
  readonly id: string;
  readonly nCoefficients: number;
  create(sampleRate: number): (clip: AnalysedClip) => FeatureFrames;
}
