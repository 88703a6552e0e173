import type { FeatureFrames } from './extractor.ts';

/**
 * Mean and population standard deviation of each coefficient over the frames.
 *
 * @returns all means, then all standard deviations
 */
export function meanAndStd({ values, nCoefficients, nFrames }: FeatureFrames): Float64Array {
  const out = new Float64Array(2 * nCoefficients);
  for (let c = 0; c < nCoefficients; c++) {
    let sum = 0;
    for (let t = 0; t < nFrames; t++) sum += values[c * nFrames + t];
    const mean = sum / nFrames;
    let squares = 0;
    for (let t = 0; t < nFrames; t++) squares += (values[c * nFrames + t] - mean) ** 2;
    out[c] = mean;
    out[nCoefficients + c] = Math.sqrt(squares / nFrames);
  }
  return out;
}
