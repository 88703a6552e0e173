import { readFileSync } from 'node:fs';
import type { FitProgress, TrainingData } from '../../../src/core/learn/classifier.ts';
import type { Matrix } from '../../../src/core/learn/matrix.ts';

/** A golden file of test/golden/learn, made by make.py there. */
export function readGolden<T>(name: string): T {
  return JSON.parse(readFileSync(new URL(`../../golden/learn/${name}`, import.meta.url), 'utf8')) as T;
}

/** The numbers that make.py's `synthetic` was called with. */
export interface SetDescription {
  readonly nRows: number;
  readonly nTrain: number;
  readonly nFeatures: number;
  readonly nClasses: number;
  readonly seed: number;
  readonly spread: number;
}

export function mulberry32(seed: number): () => number {
  let a = seed >>> 0;
  return () => {
    a = (a + 0x6d2b79f5) >>> 0;
    let t = Math.imul(a ^ (a >>> 15), 1 | a);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

/** The set of make.py, bit for bit: its first nTrain rows and the rest. */
export function syntheticSet({ nRows, nTrain, nFeatures, nClasses, seed, spread }: SetDescription): { train: TrainingData; test: TrainingData } {
  const uniform = mulberry32(seed);
  const centres = Float64Array.from({ length: nClasses * nFeatures }, () => 2 * uniform() - 1);
  const data = new Float32Array(nRows * nFeatures);
  const y = new Int32Array(nRows);
  for (let i = 0; i < nRows; i++) {
    y[i] = Math.min(i % (nClasses + 1), nClasses - 1);
    for (let j = 0; j < nFeatures; j++) {
      const sum = uniform() + uniform() + uniform() + uniform();
      data[i * nFeatures + j] = centres[y[i]! * nFeatures + j]! + spread * (sum - 2);
    }
  }
  const part = (from: number, to: number): TrainingData => ({
    X: { data: data.slice(from * nFeatures, to * nFeatures), nRows: to - from, nColumns: nFeatures },
    y: y.slice(from, to),
    nClasses,
  });
  return { train: part(0, nTrain), test: part(nTrain, nRows) };
}

/** Rows as a matrix. */
export function matrixOf(rows: readonly (readonly number[])[]): Matrix {
  return { data: Float32Array.from(rows.flat()), nRows: rows.length, nColumns: rows[0]?.length ?? 1 };
}

/** Runs a fit to its end; also what it reported on the way. */
export function runFit<M>(steps: Generator<FitProgress, M>): { model: M; reports: FitProgress[] } {
  const reports: FitProgress[] = [];
  let step = steps.next();
  for (; !step.done; step = steps.next()) reports.push(step.value);
  return { model: step.value, reports };
}

/** The mean of −ln p of the true class. */
export function logLoss(probabilities: Float64Array, { y, nClasses }: TrainingData): number {
  let sum = 0;
  for (let i = 0; i < y.length; i++) sum -= Math.log(Math.max(probabilities[i * nClasses + y[i]!]!, Number.EPSILON));
  return sum / y.length;
}

/** The share of rows whose class is right. */
export function accuracyOf(predicted: ArrayLike<number>, y: ArrayLike<number>): number {
  let right = 0;
  for (let i = 0; i < y.length; i++) if (predicted[i] === y[i]) right++;
  return right / y.length;
}
