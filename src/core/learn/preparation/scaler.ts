import { SerError } from '../../errors.ts';
import type { Matrix } from '../matrix.ts';
import { createModelReader, maxFeatures } from '../modelReader.ts';
import { checkFeatures, checkFinite } from '../trainingData.ts';

/** A fitted standardisation: column j becomes (x − mean[j]) / scale[j]. */
export interface Scaler {
  readonly kind: 'scaler';
  readonly nFeatures: number;
  /** nFeatures means. */
  readonly mean: Float64Array;
  /** nFeatures population standard deviations; 1 for a constant column. */
  readonly scale: Float64Array;
}

/**
 * Learns the mean and the population standard deviation (ddof 0) of each column.
 *
 * A constant column gets the scale 1, so it becomes exactly 0: sums of equal float32 values are exact in float64 up to
 * 2²⁹ rows, so its variance is exactly 0.
 *
 * @param X at least one row
 * @throws `too-few-clips` without rows; `feature-not-finite`
 * @see scikit-learn, `StandardScaler`
 */
export function fitScaler(X: Matrix): Scaler {
  const { data, nRows, nColumns } = X;
  if (nRows === 0) throw new SerError('too-few-clips', 'There are no clips to standardise.', { nClips: 0 });
  checkFinite(X);
  const mean = new Float64Array(nColumns);
  const scale = new Float64Array(nColumns);
  for (let i = 0; i < data.length; i += nColumns) {
    for (let j = 0; j < nColumns; j++) mean[j] += data[i + j];
  }
  for (let j = 0; j < nColumns; j++) mean[j] /= nRows;
  for (let i = 0; i < data.length; i += nColumns) {
    for (let j = 0; j < nColumns; j++) {
      const deviation = data[i + j] - mean[j];
      scale[j] += deviation * deviation;
    }
  }
  for (let j = 0; j < nColumns; j++) scale[j] = scale[j] > 0 ? Math.sqrt(scale[j] / nRows) : 1;
  return { kind: 'scaler', nFeatures: nColumns, mean, scale };
}

/**
 * Standardises rows with a fitted scaler.
 *
 * @returns a new matrix of X's shape; X is left alone
 * @throws `feature-mismatch` when X has another width than the scaler; `feature-not-finite`
 */
export function applyScaler(scaler: Scaler, X: Matrix): Matrix {
  const { mean, scale } = scaler;
  checkFeatures(X, scaler.nFeatures);
  const data = new Float32Array(X.data.length);
  for (let i = 0; i < data.length; i += X.nColumns) {
    for (let j = 0; j < X.nColumns; j++) data[i + j] = (X.data[i + j] - mean[j]) / scale[j];
  }
  return { data, nRows: X.nRows, nColumns: X.nColumns };
}

/** The scaler when `value` (parsed from a file) is a sound one; throws `model-invalid`. */
export function parseScaler(value: unknown): Scaler {
  const reader = createModelReader(value, 'scaler');
  const nFeatures = reader.count('nFeatures', 1, maxFeatures);
  const mean = reader.array('mean', 'Float64Array', nFeatures);
  const scale = reader.array('scale', 'Float64Array', nFeatures);
  const broken = scale.findIndex((value) => !(value > 0));
  if (broken >= 0) reader.fail(`scale[${broken}] is ${scale[broken]}; it must be above 0`);
  return { kind: 'scaler', nFeatures, mean, scale };
}
