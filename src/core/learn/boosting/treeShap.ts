import { SerError } from '../../errors.ts';
import type { GradientBoostingModel } from './boostingModel.ts';
import type { Matrix } from '../matrix.ts';
import type { FlatTrees } from '../trees.ts';
import { checkFeatures } from '../trainingData.ts';

/** The deepest tree that is explained: the work grows with the square of the depth. */
const deepest = 1000;

/** Trees with what their leaves add, to be explained. Tree t speaks for output t mod nOutputs. */
export interface ExplainedTrees extends FlatTrees {
  readonly nFeatures: number;
  /** Before the first tree, one an output. */
  readonly baseMargins: ArrayLike<number>;
  readonly threshold: Float32Array | Float64Array;
  /** Whether a value that equals a threshold goes left, as smaller ones do. */
  readonly equalGoesLeft: boolean;
  /** 1 where rows without a value go left. */
  readonly missingLeft: Int8Array;
  /** At a leaf what it adds. */
  readonly value: Float32Array | Float64Array;
  /** How much the training rows of each node count. */
  readonly cover: Float32Array | Float64Array;
}

/**
 * What each column of each row adds to each margin: exact Shapley values of the trees, where a column that is not known is
 * followed down both branches by their cover (path-dependent). A row's values and the expected margin add up to its margin.
 *
 * @returns nRows × nOutputs × (nFeatures + 1) values, row-major; the last of each run is the expected margin
 * @throws `feature-mismatch`, `feature-not-finite` for infinity, and `model-invalid` for a tree deeper than 1,000
 * @see S. M. Lundberg, G. G. Erion, S.-I. Lee, "Consistent Individualized Feature Attribution for Tree Ensembles", 2018,
 *   algorithm 2, of whose sums over sets these are polynomials, as in P. Yu et al., "Linear TreeShap", 2022; xgboost's
 *   `predict(pred_contribs=True)`, which these equal
 */
export function boostingContributions(model: GradientBoostingModel, X: Matrix): Float64Array {
  checkFeatures(X, model.nFeatures, { missingValues: 'learnt' });
  return treeContributions({ ...model, equalGoesLeft: false }, X);
}

/** As {@link boostingContributions}, of any trees whose outputs are sums over their leaves; X is not checked. */
export function treeContributions(model: ExplainedTrees, X: Matrix): Float64Array {
  const { treeStart, baseMargins } = model;
  const nOutputs = baseMargins.length;
  const width = model.nFeatures + 1;
  const depths = depthOfNodes(model);
  const largest = depths.reduce((most, depth) => Math.max(most, depth), 0);
  if (largest > deepest) throw new SerError('model-invalid', `A tree of the model is ${largest} splits deep; at most ${deepest} can be explained.`, { depth: largest });
  const shares = sharesOfNodes(model);
  const expected = expectedOfTrees(model, shares);
  const out = new Float64Array(X.nRows * nOutputs * width);
  const walk = createWalk(largest, model.nFeatures);
  for (let row = 0; row < X.nRows; row++) {
    const x = X.data.subarray(row * X.nColumns, (row + 1) * X.nColumns);
    for (let t = 0; t < treeStart.length - 1; t++) {
      const from = (row * nOutputs + (t % nOutputs)) * width;
      explainTree(model, shares, t, x, walk, out.subarray(from, from + width));
      out[from + width - 1] += expected[t];
    }
    for (let k = 0; k < nOutputs; k++) out[(row * nOutputs + k + 1) * width - 1] += baseMargins[k];
  }
  return out;
}

function depthOfNodes({ feature, left, right }: ExplainedTrees): Int32Array {
  const depths = new Int32Array(feature.length);
  // Children follow their parent.
  for (let node = 0; node < feature.length; node++) {
    if (feature[node] < 0) continue;
    depths[left[node]] = depths[node] + 1;
    depths[right[node]] = depths[node] + 1;
  }
  return depths;
}

/** The share of its parent's rows, by cover, that each node has; of siblings without cover each has half. */
function sharesOfNodes({ feature, left, right, cover }: ExplainedTrees): Float64Array {
  const shares = new Float64Array(feature.length).fill(1);
  for (let node = 0; node < feature.length; node++) {
    if (feature[node] < 0) continue;
    // A rounding residue may lie below 0.
    const ofLeft = Math.max(0, cover[left[node]]);
    const sum = ofLeft + Math.max(0, cover[right[node]]);
    shares[left[node]] = sum > 0 ? ofLeft / sum : 0.5;
    shares[right[node]] = 1 - shares[left[node]];
  }
  return shares;
}

/** The mean of each tree's leaves by cover. */
function expectedOfTrees({ treeStart, feature, left, right, value }: ExplainedTrees, shares: Float64Array): Float64Array {
  const means = new Float64Array(feature.length);
  for (let node = feature.length - 1; node >= 0; node--) {
    means[node] = feature[node] < 0 ? value[node] : shares[left[node]] * means[left[node]] + shares[right[node]] * means[right[node]];
  }
  return Float64Array.from({ length: treeStart.length - 1 }, (_, t) => means[treeStart[t]]);
}

/**
 * The columns on the way to a node. One is hot while the row goes the same way at each question about it, and cold from where it does
 * not: with a cold column known, the row never comes here, so it only scales what flows by its share of the rows, and needs no entry
 * in a polynomial.
 */
interface Walk {
  /** nColumns: 0 not asked for, 1 hot, 2 cold. */
  readonly state: Uint8Array;
  /** Of each hot column, what flows through where it is not known: its share of the rows. */
  readonly share: Float64Array;
  readonly hot: Int32Array;
  readonly cold: Int32Array;
  /** Π (share + t) over the hot columns: coefficient k is what flows through, summed over the sets of k known ones. A row a level. */
  readonly products: Float64Array;
  /** Room for one more. */
  readonly quotient: Float64Array;
  readonly stride: number;
  /** Row n, entry k: k! (n − 1 − k)! / n!, the Shapley weight of a set of k among n columns. */
  readonly weights: Float64Array;
}

function createWalk(depth: number, nColumns: number): Walk {
  const stride = depth + 1;
  const weights = new Float64Array(stride * stride);
  for (let n = 1; n <= depth; n++) {
    weights[n * stride] = 1 / n;
    for (let k = 1; k < n; k++) weights[n * stride + k] = (weights[n * stride + k - 1] * k) / (n - k);
  }
  const products = new Float64Array(stride * stride);
  products[0] = 1;
  return { state: new Uint8Array(nColumns), share: new Float64Array(nColumns), hot: new Int32Array(depth), cold: new Int32Array(depth), products, quotient: new Float64Array(stride), stride, weights };
}

/** Writes the product at `from`, of `n` factors, times (share + t) to `to`. */
function multiply(products: Float64Array, from: number, to: number, n: number, share: number): void {
  products[to + n + 1] = products[from + n];
  for (let k = n; k > 0; k--) products[to + k] = share * products[from + k] + products[from + k - 1];
  products[to] = share * products[from];
}

/**
 * Writes the product at `from`, of `n` factors, over (share + t), one of them, to `out` from `to`: qₖ = (pₖ − qₖ₋₁) / share from the
 * lowest and qₖ = pₖ₊₁ − share qₖ₊₁ from the highest coefficient, each as far as what is subtracted is the smaller part, so that no
 * digits are lost.
 */
function divide(products: Float64Array, from: number, n: number, share: number, out: Float64Array, to: number): void {
  let k = 0;
  let before = 0;
  for (; k < n && share > 0 && before <= 0.5 * products[from + k]; k++) {
    before = (products[from + k] - before) / share;
    out[to + k] = before;
  }
  let after = 0;
  for (let j = n - 1; j >= k; j--) {
    after = products[from + j + 1] - share * after;
    out[to + j] = after;
  }
}

/** Adds what a leaf gives to each column: what flows through with the column known, less what does without. */
function addLeaf({ share, hot, cold, products, quotient, stride, weights }: Walk, at: number, nHot: number, nCold: number, flow: number, out: Float64Array): void {
  const row = (nHot + nCold) * stride;
  if (nCold > 0) {
    let lost = 0;
    for (let k = 0; k <= nHot; k++) lost += products[at + k] * weights[row + k];
    for (let i = 0; i < nCold; i++) out[cold[i]] -= flow * lost;
  }
  for (let i = 0; i < nHot; i++) {
    divide(products, at, nHot, share[hot[i]], quotient, 0);
    let total = 0;
    for (let k = 0; k < nHot; k++) total += quotient[k] * weights[row + k];
    out[hot[i]] += flow * (1 - share[hot[i]]) * total;
  }
}

function explainTree(model: ExplainedTrees, shares: Float64Array, t: number, x: Float32Array, walk: Walk, out: Float64Array): void {
  const { treeStart, feature, left, right, threshold, equalGoesLeft, missingLeft, value } = model;
  const { state, share, hot, cold, products, stride } = walk;

  const visit = (node: number, at: number, nHot: number, nCold: number, flow: number): void => {
    const column = feature[node];
    if (column < 0) return addLeaf(walk, at, nHot, nCold, flow * value[node], out);
    const goesLeft = x[column] < threshold[node] || (equalGoesLeft && x[column] === threshold[node]) || (x[column] !== x[column] && missingLeft[node] === 1);
    const [along, aside] = goesLeft ? [left[node], right[node]] : [right[node], left[node]];
    if (state[column] === 2) {
      if (shares[along] > 0) visit(along, at, nHot, nCold, flow * shares[along]);
      if (shares[aside] > 0) visit(aside, at, nHot, nCold, flow * shares[aside]);
    } else if (state[column] === 0) {
      state[column] = 1;
      share[column] = shares[along];
      hot[nHot] = column;
      multiply(products, at, at + stride, nHot, shares[along]);
      visit(along, at + stride, nHot + 1, nCold, flow);
      if (shares[aside] > 0) {
        state[column] = 2;
        cold[nCold] = column;
        visit(aside, at, nHot, nCold + 1, flow * shares[aside]);
      }
      state[column] = 0;
    } else {
      const before = share[column];
      const next = at + stride;
      divide(products, at, nHot, before, products, next);
      if (before * shares[aside] > 0) {
        const place = hot.indexOf(column);
        const last = hot[nHot - 1];
        hot[place] = last;
        state[column] = 2;
        cold[nCold] = column;
        visit(aside, next, nHot - 1, nCold + 1, flow * before * shares[aside]);
        state[column] = 1;
        hot[nHot - 1] = last;
        hot[place] = column;
      }
      share[column] = before * shares[along];
      multiply(products, next, next, nHot - 1, share[column]);
      visit(along, next, nHot, nCold, flow);
      share[column] = before;
    }
  };
  visit(treeStart[t], 0, 0, 0, 1);
}
