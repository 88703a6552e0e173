import { createColumnSorter, orderOf } from './columnOrder.ts';
import type { Matrix } from '../matrix.ts';
import { sketchQuantiles } from './quantileSketch.ts';

/** A matrix whose values are replaced by the number of their quantile bin. */
export interface QuantileBins {
  readonly nRows: number;
  readonly nColumns: number;
  /** Column-major: the bin of row i in column j is codes[j * nRows + i], counted from 0 in each column; a missing value has the number after the last. */
  readonly codes: Uint16Array;
  /** Column j has bins cutStart[j] … cutStart[j + 1]. */
  readonly cutStart: Int32Array;
  /** The exclusive upper end of each bin: a value x is in the first bin of its column with x < cut. */
  readonly cuts: Float32Array;
  /** A number below the smallest value of each column. */
  readonly lowest: Float32Array;
  /** 1 for each column in which values are missing. */
  readonly hasMissing: Uint8Array;
}

/** The most bins of a column, with one number left for missing values. */
const maxBins = 65_535;
/** Columns that are copied out at once: as many float32 as a line of the processor's cache holds. */
const columnsAtOnce = 16;
/** So many values are binned between two pauses: some 30 ms of work. */
const valuesAtOnce = 200_000;

/**
 * Cuts each column into at most `maxBin` bins, as xgboost's `hist` does: with few distinct values each is a cut;
 * otherwise cuts are the values nearest to maxBin + 1 even ranks, by {@link sketchQuantiles}. The smallest value is no cut, and
 * a last one beyond the largest value is added. NaN is a missing value and in no bin.
 *
 * @param maxBin 2 … 65,536
 * @param weights of the rows, by which ranks are measured; all 1 by default. Values of rows without weight make no cuts
 * @returns after a pause for every {@link valuesAtOnce} values
 */
export function* createQuantileBins(X: Matrix, maxBin: number, weights?: Float32Array): Generator<undefined, QuantileBins> {
  const { nRows, nColumns } = X;
  const codes = new Uint16Array(nRows * nColumns);
  const cutStart = new Int32Array(nColumns + 1);
  const lowest = new Float32Array(nColumns);
  const hasMissing = new Uint8Array(nColumns);
  const columnCuts: Float32Array[] = [];
  const sorter = createColumnSorter(nRows);
  const copied = new Float32Array(Math.min(columnsAtOnce, nColumns) * nRows);
  const present = createPresent(nRows, weights);
  let nBinned = 0;
  for (let j = 0; j < nColumns; j++) {
    if (j % columnsAtOnce === 0) copyColumns(X, j, Math.min(nColumns, j + columnsAtOnce), copied);
    const column = copied.subarray((j % columnsAtOnce) * nRows, ((j % columnsAtOnce) + 1) * nRows);
    const n = gatherPresent(column, weights, present);
    const values = present.values.subarray(0, n);
    const order = orderOf(sorter, values);
    const quantiles = n === 0 ? new Float32Array(0) : sketchQuantiles(values, order, present.weights?.subarray(0, n), maxBin);
    const cuts = cutsOf(quantiles, maxBin);
    columnCuts.push(cuts);
    cutStart[j + 1] = cutStart[j] + cuts.length;
    const smallest = quantiles.length > 0 ? quantiles[0] : 0;
    lowest[j] = Math.fround(smallest - Math.abs(smallest)) - beyond;
    hasMissing[j] = Number(n < nRows);
    const columnCodes = codes.subarray(j * nRows, (j + 1) * nRows);
    if (n < nRows) columnCodes.fill(cuts.length);
    for (let p = 0, bin = 0; p < n; p++) {
      // A value without weight may lie beyond the last cut.
      while (bin < cuts.length - 1 && values[order[p]] >= cuts[bin]) bin++;
      columnCodes[present.rows[order[p]]] = bin;
    }
    nBinned += nRows;
    if (nBinned < valuesAtOnce) continue;
    nBinned = 0;
    yield;
  }
  const cuts = new Float32Array(cutStart[nColumns]);
  for (let j = 0; j < nColumns; j++) cuts.set(columnCuts[j], cutStart[j]);
  return { nRows, nColumns, codes, cutStart, cuts, lowest, hasMissing };
}

/** Copies columns from … to − 1, one behind the other. */
function copyColumns({ data, nRows, nColumns }: Matrix, from: number, to: number, out: Float32Array): void {
  for (let i = 0; i < nRows; i++) {
    for (let j = from; j < to; j++) out[(j - from) * nRows + i] = data[i * nColumns + j];
  }
}

/** What is there of a column: rows, their values and, if there are any, their weights. */
interface Present {
  readonly rows: Int32Array;
  readonly values: Float32Array;
  readonly weights: Float32Array | undefined;
}

function createPresent(nRows: number, weights: Float32Array | undefined): Present {
  return { rows: new Int32Array(nRows), values: new Float32Array(nRows), weights: weights && new Float32Array(nRows) };
}

/** Returns how many values are there. */
function gatherPresent(column: Float32Array, weights: Float32Array | undefined, present: Present): number {
  let n = 0;
  for (let i = 0; i < column.length; i++) {
    const value = column[i];
    if (value !== value) continue;
    present.rows[n] = i;
    if (weights && present.weights) present.weights[n] = weights[i];
    present.values[n++] = value;
  }
  return n;
}

/** The least x that does not go left where bins up to `bin` do; −1 where only missing values do. */
export function thresholdOf({ cuts, cutStart, lowest }: QuantileBins, column: number, bin: number): number {
  return bin < 0 ? lowest[column] : cuts[cutStart[column] + bin];
}

/** How far the outermost cuts lie beyond twice the outermost values, or 0. */
const beyond = Math.fround(1e-5);

/** The cuts between ascending values, of which the first is the smallest and the last the largest of a column. */
function cutsOf(quantiles: Float32Array, maxBin: number): Float32Array {
  if (quantiles.length === 0) return Float32Array.of(beyond);
  const cuts = new Float32Array(Math.min(quantiles.length, maxBin, maxBins));
  for (let b = 1; b < cuts.length; b++) cuts[b - 1] = quantiles[b];
  const largest = quantiles[quantiles.length - 1];
  cuts[cuts.length - 1] = Math.fround(largest + Math.abs(largest)) + beyond;
  return cuts;
}
