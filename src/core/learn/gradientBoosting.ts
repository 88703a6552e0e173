import type { Classifier, FitProgress, TrainingData } from './classifier.ts';
import { createTreeGrower, growRegressionTree, type RegressionTree } from './histogramTree.ts';
import type { Matrix } from './matrix.ts';
import { createModelReader, maxClasses, maxFeatures } from './modelReader.ts';
import { checkParams, type ParameterRules } from './parameters.ts';
import { createQuantileBins, type QuantileBins } from './quantileBins.ts';
import { createRandom, type Random } from './random.ts';
import { checkFeatures, checkTrainingData } from './trainingData.ts';
import { readTrees, type FlatTrees } from './trees.ts';

export type GradientBoostingParams = {
  /** Rounds of boosting; each adds one tree per class. */
  readonly nRounds: number;
  /** Most questions on the way to a leaf; 0 for no limit. */
  readonly maxDepth: number;
  /** Learning rate: what share of its best value a leaf adds. */
  readonly eta: number;
  /** Smallest sum of second derivatives in a child. */
  readonly minChildWeight: number;
  /** Smallest gain for which a node is split. */
  readonly gamma: number;
  /** L2 penalty on leaf values. */
  readonly lambda: number;
  /** L1 penalty on leaf values. */
  readonly alpha: number;
  /** Chance of each row to be used by a tree. */
  readonly subsample: number;
  /** Share of the columns that a tree may ask for. */
  readonly colsampleByTree: number;
  /** Most bins per column. */
  readonly maxBin: number;
};

export const gradientBoostingParameters: ParameterRules<GradientBoostingParams> = {
  nRounds: { kind: 'number', min: 1, max: 100_000, integer: true },
  maxDepth: { kind: 'number', min: 0, integer: true },
  eta: { kind: 'number', min: 0, max: 1, exclusiveMin: true },
  minChildWeight: { kind: 'number', min: 0 },
  gamma: { kind: 'number', min: 0 },
  lambda: { kind: 'number', min: 0 },
  alpha: { kind: 'number', min: 0 },
  subsample: { kind: 'number', min: 0, max: 1, exclusiveMin: true },
  colsampleByTree: { kind: 'number', min: 0, max: 1, exclusiveMin: true },
  maxBin: { kind: 'number', min: 2, max: 65_536, integer: true },
};

const defaults: GradientBoostingParams = { nRounds: 300, maxDepth: 6, eta: 0.1, minChildWeight: 1, gamma: 0, lambda: 1, alpha: 0, subsample: 1, colsampleByTree: 1, maxBin: 256 };

/**
 * A fitted machine. Tree t speaks for class t mod nClasses in round ⌊t / nClasses⌋; at a leaf `left` and `right` are 0;
 * elsewhere rows with x < threshold go left.
 */
export interface GradientBoostingModel extends FlatTrees {
  readonly kind: 'xgboost';
  readonly nClasses: number;
  readonly nFeatures: number;
  /** The margin of each class before the first tree. */
  readonly baseMargins: Float32Array;
  readonly threshold: Float32Array;
  /** At a leaf what it adds to the margin; elsewhere what the node would add if it were one. */
  readonly value: Float32Array;
  /** What each split gained; 0 at a leaf. */
  readonly gain: Float32Array;
  /** Sum of the second derivatives of the training rows in each node. */
  readonly cover: Float32Array;
}

/** The log of each class's share (10⁻⁶ added, so that an absent class has one), centred on 0, as xgboost ≥ 3.1 starts. */
function startingMargins(counts: Int32Array, nRows: number): Float32Array {
  const margins = Float32Array.from(counts, (count) => Math.log(count / nRows + 1e-6));
  let mean = 0;
  for (const margin of margins) mean += margin / margins.length;
  return margins.map((margin) => margin - mean);
}

/**
 * First and second derivatives of the softmax loss by each margin, class-major: class k of row i is at k * nRows + i.
 * g = p − [y = k], h = 2p(1 − p), at least 10⁻¹⁶, in float32 as xgboost has them.
 */
function softmaxGradients(margins: Float32Array, y: Int32Array, nClasses: number, gradients: Float32Array, hessians: Float32Array): void {
  const nRows = y.length;
  for (let i = 0; i < nRows; i++) {
    let largest = margins[i];
    for (let k = 1; k < nClasses; k++) largest = Math.max(largest, margins[k * nRows + i]);
    let sum = 0;
    for (let k = 0; k < nClasses; k++) {
      const e = Math.fround(Math.exp(margins[k * nRows + i] - largest));
      gradients[k * nRows + i] = e;
      sum += e;
    }
    const total = Math.fround(sum);
    for (let k = 0; k < nClasses; k++) {
      const at = k * nRows + i;
      const p = Math.fround(gradients[at] / total);
      gradients[at] = y[i] === k ? p - 1 : p;
      hessians[at] = Math.max(2 * p * (1 - p), 1e-16);
    }
  }
}

/** The rows that a tree learns from: each with the chance `subsample`, at least one. */
function drawRows(nRows: number, subsample: number, random: Random): Int32Array {
  const rows = new Int32Array(nRows);
  let n = 0;
  for (let i = 0; i < nRows; i++) if (subsample === 1 || random.uniform() < subsample) rows[n++] = i;
  if (n === 0) rows[n++] = random.integer(nRows);
  return rows.slice(0, n);
}

/** The columns that a tree may ask for, ascending: the share `colsample` of them, at least one. */
function drawColumns(nColumns: number, colsample: number, random: Random): Int32Array {
  const columns = Int32Array.from({ length: nColumns }, (_, j) => j);
  const n = Math.max(1, Math.floor(colsample * nColumns));
  if (n === nColumns) return columns;
  for (let c = 0; c < n; c++) {
    const pick = c + random.integer(nColumns - c);
    const column = columns[pick];
    columns[pick] = columns[c];
    columns[c] = column;
  }
  return columns.slice(0, n).sort();
}

/** Adds a tree's leaf values to the margins of rows that it did not learn from. */
function addToRest(bins: QuantileBins, tree: RegressionTree, eta: number, isUsed: Uint8Array, margins: Float32Array): void {
  for (let i = 0; i < isUsed.length; i++) {
    if (isUsed[i] === 1) continue;
    let node = 0;
    while (tree.feature[node] >= 0) node = bins.codes[tree.feature[node] * bins.nRows + i] <= tree.bin[node] ? tree.left[node] : tree.right[node];
    margins[i] += Math.fround(tree.weight[node] * eta);
  }
}

function* fit(data: TrainingData, givenParams: GradientBoostingParams, seed: number): Generator<FitProgress, GradientBoostingModel> {
  const params = checkParams('xgboost', gradientBoostingParameters, defaults, givenParams);
  const counts = checkTrainingData(data);
  const { X, y, nClasses } = data;
  const { nRows } = X;
  const { nRounds, subsample, colsampleByTree } = params;
  const eta = Math.fround(params.eta);
  const bins = createQuantileBins(X, params.maxBin);
  const grower = createTreeGrower(bins, params, params.maxDepth);
  const baseMargins = startingMargins(counts, nRows);
  const margins = new Float32Array(nClasses * nRows);
  for (let k = 0; k < nClasses; k++) margins.fill(baseMargins[k], k * nRows, (k + 1) * nRows);
  const gradients = new Float32Array(nClasses * nRows);
  const hessians = new Float32Array(nClasses * nRows);
  const leafOfRow = new Int32Array(nRows);
  const isUsed = new Uint8Array(nRows);
  const trees: RegressionTree[] = [];
  for (let round = 0; round < nRounds; round++) {
    softmaxGradients(margins, y, nClasses, gradients, hessians);
    for (let k = 0; k < nClasses; k++) {
      const random = createRandom(seed, round * nClasses + k);
      const rows = drawRows(nRows, subsample, random);
      const columns = drawColumns(X.nColumns, colsampleByTree, random);
      const g = gradients.subarray(k * nRows, (k + 1) * nRows);
      const h = hessians.subarray(k * nRows, (k + 1) * nRows);
      isUsed.fill(0);
      const tree = growRegressionTree(grower, rows, g, h, columns, (node, start, end) => {
        for (let p = start; p < end; p++) {
          leafOfRow[rows[p]] = node;
          isUsed[rows[p]] = 1;
        }
      });
      const classMargins = margins.subarray(k * nRows, (k + 1) * nRows);
      for (let i = 0; i < nRows; i++) if (isUsed[i] === 1) classMargins[i] += Math.fround(tree.weight[leafOfRow[i]] * eta);
      if (rows.length < nRows) addToRest(bins, tree, eta, isUsed, classMargins);
      trees.push(tree);
      yield { done: k === nClasses - 1 ? round + 1 : round, total: nRounds, unit: 'round' };
    }
  }
  return assemble(trees, bins, eta, baseMargins, nClasses);
}

/** Joins trees, in order, to one model. */
function assemble(trees: readonly RegressionTree[], bins: QuantileBins, eta: number, baseMargins: Float32Array, nClasses: number): GradientBoostingModel {
  const treeStart = new Int32Array(trees.length + 1);
  for (let t = 0; t < trees.length; t++) treeStart[t + 1] = treeStart[t] + trees[t].feature.length;
  const nNodes = treeStart[trees.length];
  const feature = new Int32Array(nNodes);
  const left = new Int32Array(nNodes);
  const right = new Int32Array(nNodes);
  const threshold = new Float32Array(nNodes);
  const value = new Float32Array(nNodes);
  const gain = new Float32Array(nNodes);
  const cover = new Float32Array(nNodes);
  for (let t = 0; t < trees.length; t++) {
    const tree = trees[t];
    const start = treeStart[t];
    feature.set(tree.feature, start);
    gain.set(tree.gain, start);
    cover.set(tree.cover, start);
    for (let node = 0; node < tree.feature.length; node++) {
      value[start + node] = tree.weight[node] * eta;
      if (tree.feature[node] < 0) continue;
      left[start + node] = start + tree.left[node];
      right[start + node] = start + tree.right[node];
      threshold[start + node] = bins.cuts[bins.cutStart[tree.feature[node]] + tree.bin[node]];
    }
  }
  return { kind: 'xgboost', nClasses, nFeatures: bins.nColumns, baseMargins, treeStart, feature, left, right, threshold, value, gain, cover };
}

/**
 * The margin of each class, before the softmax.
 *
 * @param nRounds how many rounds count; all by default
 * @returns nRows × nClasses values, row-major
 */
export function boostingMargins(model: GradientBoostingModel, X: Matrix, nRounds = Infinity): Float64Array {
  const { treeStart, feature, left, right, threshold, value, nClasses, baseMargins } = model;
  const nTrees = Math.min(treeStart.length - 1, nRounds * nClasses);
  const margins = new Float64Array(X.nRows * nClasses);
  for (let i = 0; i < margins.length; i++) margins[i] = baseMargins[i % nClasses];
  for (let t = 0; t < nTrees; t++) {
    const k = t % nClasses;
    for (let row = 0; row < X.nRows; row++) {
      const from = row * X.nColumns;
      let node = treeStart[t];
      while (feature[node] >= 0) node = X.data[from + feature[node]] < threshold[node] ? left[node] : right[node];
      margins[row * nClasses + k] += value[node];
    }
  }
  return margins;
}

function predictProba(model: GradientBoostingModel, X: Matrix): Float64Array {
  checkFeatures(X, model.nFeatures);
  const { nClasses } = model;
  const values = boostingMargins(model, X);
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

function parseModel(value: unknown): GradientBoostingModel {
  const reader = createModelReader(value, 'xgboost');
  const nClasses = reader.count('nClasses', 2, maxClasses);
  const nFeatures = reader.count('nFeatures', 1, maxFeatures);
  const baseMargins = reader.array('baseMargins', 'Float32Array', nClasses);
  const trees = readTrees(reader, nFeatures);
  const nNodes = trees.feature.length;
  if ((trees.treeStart.length - 1) % nClasses !== 0) reader.fail(`it has ${trees.treeStart.length - 1} trees for ${nClasses} classes`);
  const threshold = reader.array('threshold', 'Float32Array', nNodes);
  const values = reader.array('value', 'Float32Array', nNodes);
  const gain = reader.array('gain', 'Float32Array', nNodes);
  const cover = reader.array('cover', 'Float32Array', nNodes);
  return { kind: 'xgboost', nClasses, nFeatures, baseMargins, ...trees, threshold, value: values, gain, cover };
}

/**
 * Gradient boosting of regression trees by second-order gradients on quantile histograms: the algorithm of xgboost's
 * `hist` with objective multi:softprob, for two classes too (two trees per round, where XGBClassifier would take
 * binary:logistic). Missing values are refused. Progress counts rounds and is reported after each tree.
 *
 * @see T. Chen, C. Guestrin, "XGBoost: A Scalable Tree Boosting System", KDD 2016; matched to xgboost 3.2.0
 */
export const gradientBoosting: Classifier<GradientBoostingParams, GradientBoostingModel> = {
  id: 'xgboost',
  name: 'XGBoost-style gradient boosting',
  scaling: 'none',
  defaults,
  fit,
  predictProba,
  parseModel,
};
