import type { ObjectiveName } from './boostingObjective.ts';
import type { Matrix } from '../matrix.ts';
import { createModelReader, maxClasses, maxFeatures } from '../modelReader.ts';
import { thresholdOf, type QuantileBins } from './quantileBins.ts';
import type { RegressionTree } from './regressionTree.ts';
import { readTrees, type FlatTrees } from '../trees.ts';

/**
 * A fitted machine. With 'softmax' there is a margin for each class; with 'logistic', of two classes, that of the second.
 * Tree t speaks for output t mod nOutputs in round ⌊t / nOutputs⌋; at a leaf `left` and `right` are 0; elsewhere rows with
 * x < threshold go left, and rows without a value (NaN) where `missingLeft` says.
 */
export interface GradientBoostingModel extends FlatTrees {
  readonly kind: 'xgboost';
  /** 2; models from before had no such field, softmax alone and no missing values. */
  readonly version: 2;
  readonly objective: ObjectiveName;
  readonly nClasses: number;
  readonly nFeatures: number;
  /** The margin of each output before the first tree. */
  readonly baseMargins: Float32Array;
  readonly threshold: Float32Array;
  /** 1 where rows without a value go left. */
  readonly missingLeft: Int8Array;
  /** At a leaf what it adds to the margin; elsewhere what the node would add if it were one. */
  readonly value: Float32Array;
  /** What each split gained; 0 at a leaf. */
  readonly gain: Float32Array;
  /** Sum of the second derivatives of the training rows in each node. */
  readonly cover: Float32Array;
}

/** The margins that an objective has. */
export const countOutputs = (objective: ObjectiveName, nClasses: number): number => (objective === 'logistic' ? 1 : nClasses);

/** Joins trees, in order, to one model. */
export function assembleModel(trees: readonly RegressionTree[], bins: QuantileBins, eta: number, baseMargins: Float32Array, objective: ObjectiveName, nClasses: number): GradientBoostingModel {
  const treeStart = new Int32Array(trees.length + 1);
  for (let t = 0; t < trees.length; t++) treeStart[t + 1] = treeStart[t] + trees[t].feature.length;
  const nNodes = treeStart[trees.length];
  const feature = new Int32Array(nNodes);
  const left = new Int32Array(nNodes);
  const right = new Int32Array(nNodes);
  const threshold = new Float32Array(nNodes);
  const missingLeft = new Int8Array(nNodes);
  const value = new Float32Array(nNodes);
  const gain = new Float32Array(nNodes);
  const cover = new Float32Array(nNodes);
  for (let t = 0; t < trees.length; t++) {
    const tree = trees[t];
    const start = treeStart[t];
    feature.set(tree.feature, start);
    missingLeft.set(tree.missingLeft, start);
    gain.set(tree.gain, start);
    cover.set(tree.cover, start);
    for (let node = 0; node < tree.feature.length; node++) {
      value[start + node] = tree.weight[node] * eta;
      const column = tree.feature[node];
      if (column < 0) continue;
      left[start + node] = start + tree.left[node];
      right[start + node] = start + tree.right[node];
      threshold[start + node] = thresholdOf(bins, column, tree.bin[node]);
    }
  }
  return { kind: 'xgboost', version: 2, objective, nClasses, nFeatures: bins.nColumns, baseMargins, treeStart, feature, left, right, threshold, missingLeft, value, gain, cover };
}

/**
 * The margins before the softmax or the logistic function.
 *
 * @param X its width is not checked
 * @param nRounds how many rounds count; all by default
 * @returns nRows × nOutputs values, row-major
 */
export function boostingMargins(model: GradientBoostingModel, X: Matrix, nRounds = Infinity): Float64Array {
  const { treeStart, feature, left, right, threshold, missingLeft, value, baseMargins } = model;
  const nOutputs = baseMargins.length;
  const nTrees = Math.min(treeStart.length - 1, nRounds * nOutputs);
  const margins = new Float64Array(X.nRows * nOutputs);
  for (let i = 0; i < margins.length; i++) margins[i] = baseMargins[i % nOutputs];
  for (let t = 0; t < nTrees; t++) {
    const k = t % nOutputs;
    for (let row = 0; row < X.nRows; row++) {
      const from = row * X.nColumns;
      let node = treeStart[t];
      while (feature[node] >= 0) {
        const x = X.data[from + feature[node]];
        node = x < threshold[node] || (x !== x && missingLeft[node] === 1) ? left[node] : right[node];
      }
      margins[row * nOutputs + k] += value[node];
    }
  }
  return margins;
}

/** Probabilities of each row, nRows × nClasses, of its margins. */
export function probabilitiesOf(objective: ObjectiveName, nClasses: number, margins: Float64Array): Float64Array {
  return objective === 'logistic' ? logisticShares(margins) : softmaxShares(margins, nClasses);
}

function logisticShares(margins: Float64Array): Float64Array {
  const shares = new Float64Array(2 * margins.length);
  for (let row = 0; row < margins.length; row++) {
    // Of the rarer class, so that neither share loses its digits.
    const e = Math.exp(-Math.abs(margins[row]));
    const second = margins[row] < 0 ? e / (1 + e) : 1 / (1 + e);
    shares[2 * row + 1] = second;
    shares[2 * row] = margins[row] < 0 ? 1 / (1 + e) : e / (1 + e);
  }
  return shares;
}

/** In place. */
function softmaxShares(values: Float64Array, nClasses: number): Float64Array {
  for (let row = 0; row < values.length; row += nClasses) {
    let largest = values[row];
    for (let k = 1; k < nClasses; k++) largest = Math.max(largest, values[row + k]);
    let sum = 0;
    for (let k = 0; k < nClasses; k++) {
      values[row + k] = Math.exp(values[row + k] - largest);
      sum += values[row + k];
    }
    for (let k = 0; k < nClasses; k++) values[row + k] /= sum;
  }
  return values;
}

/**
 * The model when `value` is a sound one; a model of before version 2 is brought up to it.
 *
 * @throws `model-invalid`
 */
export function parseBoostingModel(value: unknown): GradientBoostingModel {
  const reader = createModelReader(value, 'xgboost');
  const isFirst = ['version', 'objective', 'missingLeft'].every((name) => !Object.hasOwn(value as object, name));
  if (!isFirst) {
    const version = reader.count('version', 1, Number.MAX_SAFE_INTEGER);
    if (version !== 2) reader.fail(`it has version ${version}; this program reads version 2 and those without a number`);
  }
  const nClasses = reader.count('nClasses', 2, maxClasses);
  const objective = isFirst ? 'softmax' : reader.choice('objective', ['softmax', 'logistic']);
  if (objective === 'logistic' && nClasses !== 2) reader.fail(`its objective is logistic, for ${nClasses} classes`);
  const nOutputs = countOutputs(objective, nClasses);
  const nFeatures = reader.count('nFeatures', 1, maxFeatures);
  const baseMargins = reader.array('baseMargins', 'Float32Array', nOutputs);
  const trees = readTrees(reader, nFeatures);
  const nNodes = trees.feature.length;
  if ((trees.treeStart.length - 1) % nOutputs !== 0) reader.fail(`it has ${trees.treeStart.length - 1} trees for ${nOutputs} outputs`);
  const threshold = reader.array('threshold', 'Float32Array', nNodes);
  const missingLeft = isFirst ? new Int8Array(nNodes) : reader.array('missingLeft', 'Int8Array', nNodes);
  if (!missingLeft.every((side) => side === 0 || side === 1)) reader.fail('missingLeft must hold 0 and 1');
  const values = reader.array('value', 'Float32Array', nNodes);
  const gain = reader.array('gain', 'Float32Array', nNodes);
  const cover = reader.array('cover', 'Float32Array', nNodes);
  return { kind: 'xgboost', version: 2, objective, nClasses, nFeatures, baseMargins, ...trees, threshold, missingLeft, value: values, gain, cover };
}
