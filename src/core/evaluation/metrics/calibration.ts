/** Bins of the confidence: ten of equal width, as in the literature that the error is compared with. */
export const N_CALIBRATION_BINS = 10;

/** Rows whose confidence lies above `from` and at most at `to`. */
export interface CalibrationBin {
  readonly from: number;
  readonly to: number;
  readonly nClips: number;
  /** Their mean confidence. */
  readonly confidence: number;
  /** The share of them that was predicted right; equal to the confidence where the learner is calibrated. */
  readonly accuracy: number;
}

/** The bin of a confidence: bin b of n holds (b / n, (b + 1) / n], the first also 0. */
export function calibrationBin(confidence: number, nBins = N_CALIBRATION_BINS): number {
  let bin = 0;
  while (bin < nBins - 1 && confidence > (bin + 1) / nBins) bin++;
  return bin;
}

/**
 * The reliability curve: how often the prediction is right, by how sure the learner is of it.
 *
 * @param confidences the largest probability of each row
 * @param correct for each row 1 where the predicted class is the true one, else 0
 * @returns the bins that hold rows, in rising order
 */
export function reliabilityCurve(confidences: Float64Array, correct: Uint8Array, nBins = N_CALIBRATION_BINS): CalibrationBin[] {
  const nClips = new Float64Array(nBins);
  const confidence = new Float64Array(nBins);
  const right = new Float64Array(nBins);
  for (let row = 0; row < confidences.length; row++) {
    const bin = calibrationBin(confidences[row], nBins);
    nClips[bin]++;
    confidence[bin] += confidences[row];
    right[bin] += correct[row];
  }
  return Array.from(nClips, (n, b): CalibrationBin => ({ from: b / nBins, to: (b + 1) / nBins, nClips: n, confidence: confidence[b] / n, accuracy: right[b] / n })).filter((bin) => bin.nClips > 0);
}

/**
 * The expected calibration error of the top class: Σ (rows of the bin / rows) · |accuracy − mean confidence| over the bins, from
 * 0 to 1; 0 without rows. It is above 0 by chance even for a calibrated learner, the more so the fewer the rows.
 *
 * @see M. P. Naeini, G. F. Cooper, M. Hauskrecht, "Obtaining well calibrated probabilities using Bayesian binning", AAAI 2015;
 *   C. Guo et al., "On calibration of modern neural networks", ICML 2017, equation 3
 */
export function calibrationError(curve: readonly CalibrationBin[]): number {
  let gap = 0;
  let n = 0;
  for (const { nClips, accuracy, confidence } of curve) {
    gap += nClips * Math.abs(accuracy - confidence);
    n += nClips;
  }
  return n === 0 ? 0 : gap / n;
}
