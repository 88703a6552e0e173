import type { TrainingData } from '../../../../src/core/learn/classifier.ts';
import { mulberry32 } from '../syntheticSet.ts';

/** The numbers that makeForest.py's `digits_like` was called with. */
export interface DigitsDescription {
  readonly nRows: number;
  readonly nTrain: number;
  readonly seed: number;
}

/** Rows from … to − 1 of a set. */
export function rowsOf({ X, y, nClasses }: TrainingData, from: number, to: number): TrainingData {
  return { X: { ...X, data: X.data.slice(from * X.nColumns, to * X.nColumns), nRows: to - from }, y: y.slice(from, to), nClasses };
}

/** The rows for which `keep` holds. */
export function keptRows({ X, y, nClasses }: TrainingData, keep: (row: number) => boolean): TrainingData {
  const kept = [...y.keys()].filter(keep);
  const rows = kept.map((row) => X.data.subarray(row * X.nColumns, (row + 1) * X.nColumns));
  return { X: { ...X, data: Float32Array.from(rows.flatMap((row) => [...row])), nRows: kept.length }, y: Int32Array.from(kept, (row) => y[row]!), nClasses };
}

/** The digits-like set of makeForest.py, bit for bit: pictures of 8 × 8 whole numbers from 0 to 16, 16 columns constant. */
export function digitsLikeSet({ nRows, nTrain, seed }: DigitsDescription): { train: TrainingData; test: TrainingData } {
  const uniform = mulberry32(seed);
  const isInner = (pixel: number): boolean => pixel % 8 >= 1 && pixel % 8 <= 6;
  const pictures = Array.from({ length: 10 }, () => Array.from({ length: 64 }, (_, j) => (!isInner(j) || uniform() < 0.5 ? 0 : 4 + Math.floor(uniform() * 13))));
  const data = new Float32Array(nRows * 64);
  const y = Int32Array.from({ length: nRows }, (_, i) => i % 10);
  for (let i = 0; i < nRows; i++) {
    const shift = Math.floor(uniform() * 5) - 2;
    for (let j = 0; j < 64; j++) {
      const column = (j % 8) + shift;
      const value = column >= 0 && column <= 7 ? pictures[y[i]!]![j + shift]! : 0;
      const noise = Math.floor(uniform() * 49) - 24;
      if (isInner(j)) data[i * 64 + j] = Math.min(16, Math.max(0, value > 0 ? value + noise : noise - 12));
    }
  }
  const all = { X: { data, nRows, nColumns: 64 }, y, nClasses: 10 };
  return { train: rowsOf(all, 0, nTrain), test: rowsOf(all, nTrain, nRows) };
}
