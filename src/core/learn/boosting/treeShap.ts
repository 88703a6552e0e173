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
 *   algorithm 2; xgboost's `predict(pred_contribs=True)`, which these equal
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
  const path = createPath(largest);
  for (let row = 0; row < X.nRows; row++) {
    const x = X.data.subarray(row * X.nColumns, (row + 1) * X.nColumns);
    for (let t = 0; t < treeStart.length - 1; t++) {
      const from = (row * nOutputs + (t % nOutputs)) * width;
      explainTree(model, shares, t, x, path, out.subarray(from, from + width));
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
 * The columns on the way to a node, one entry each, and the permutation weights of the sets of them that are known: the paths of
 * all nodes from the root to the current one lie behind each other.
 */
interface Path {
  readonly column: Int32Array;
  /** What flows through where the column is not known: its share of the rows; where it is known: 1 on the row's way, else 0. */
  readonly unknown: Float64Array;
  readonly known: Float64Array;
  readonly weight: Float64Array;
}

function createPath(depth: number): Path {
  const size = ((depth + 2) * (depth + 3)) / 2;
  return { column: new Int32Array(size), unknown: new Float64Array(size), known: new Float64Array(size), weight: new Float64Array(size) };
}

/** Copies the path of `length` entries at `from` to `at`, and adds an entry. */
function extend({ column, unknown, known, weight }: Path, from: number, at: number, length: number, toUnknown: number, toKnown: number, ofColumn: number): void {
  for (let i = 0; i < length; i++) {
    column[at + i] = column[from + i];
    unknown[at + i] = unknown[from + i];
    known[at + i] = known[from + i];
    weight[at + i] = weight[from + i];
  }
  column[at + length] = ofColumn;
  unknown[at + length] = toUnknown;
  known[at + length] = toKnown;
  weight[at + length] = length === 0 ? 1 : 0;
  for (let i = length - 1; i >= 0; i--) {
    weight[at + i + 1] += (toKnown * weight[at + i] * (i + 1)) / (length + 1);
    weight[at + i] = (toUnknown * weight[at + i] * (length - i)) / (length + 1);
  }
}

/** Takes entry `index` out of the path of last + 1 entries at `at`. */
function unwind({ column, unknown, known, weight }: Path, at: number, last: number, index: number): void {
  const toKnown = known[at + index];
  const toUnknown = unknown[at + index];
  let next = weight[at + last];
  for (let i = last - 1; i >= 0; i--) {
    if (toKnown !== 0) {
      const kept = weight[at + i];
      weight[at + i] = (next * (last + 1)) / ((i + 1) * toKnown);
      next = kept - (weight[at + i] * toUnknown * (last - i)) / (last + 1);
    } else {
      weight[at + i] = (weight[at + i] * (last + 1)) / (toUnknown * (last - i));
    }
  }
  for (let i = index; i < last; i++) {
    column[at + i] = column[at + i + 1];
    unknown[at + i] = unknown[at + i + 1];
    known[at + i] = known[at + i + 1];
  }
}

/** The sum of the weights that {@link unwind} would leave of an entry on the row's way. */
function unwoundSum({ unknown, weight }: Path, at: number, last: number, index: number): number {
  const toUnknown = unknown[at + index];
  let next = weight[at + last];
  let total = 0;
  for (let i = last - 1; i >= 0; i--) {
    const part = (next * (last + 1)) / (i + 1);
    total += part;
    next = weight[at + i] - (part * toUnknown * (last - i)) / (last + 1);
  }
  return total;
}

/** The same of an entry off the row's way, times its share of the rows, which then cancels. */
function unwoundLoss({ weight }: Path, at: number, last: number): number {
  let total = 0;
  for (let i = last - 1; i >= 0; i--) total += (weight[at + i] * (last + 1)) / (last - i);
  return total;
}

function explainTree(model: ExplainedTrees, shares: Float64Array, t: number, x: Float32Array, path: Path, out: Float64Array): void {
  const { treeStart, feature, left, right, threshold, equalGoesLeft, missingLeft, value } = model;

  const visit = (node: number, parentAt: number, parentLength: number, toUnknown: number, toKnown: number, ofColumn: number): void => {
    // No set of columns leads here.
    if (toUnknown === 0 && toKnown === 0) return;
    const at = parentAt + parentLength;
    extend(path, parentAt, at, parentLength, toUnknown, toKnown, ofColumn);
    let last = parentLength;
    const column = feature[node];
    if (column < 0) {
      // All columns on whose other branch the leaf lies lose the same.
      const lost = last === 0 ? 0 : unwoundLoss(path, at, last) * value[node];
      for (let i = 1; i <= last; i++) {
        out[path.column[at + i]] += path.known[at + i] === 0 ? -lost : unwoundSum(path, at, last, i) * (1 - path.unknown[at + i]) * value[node];
      }
      return;
    }
    const goesLeft = x[column] < threshold[node] || (equalGoesLeft && x[column] === threshold[node]) || (x[column] !== x[column] && missingLeft[node] === 1);
    let unknownBefore = 1;
    let knownBefore = 1;
    for (let i = 1; i <= last; i++) {
      if (path.column[at + i] !== column) continue;
      unknownBefore = path.unknown[at + i];
      knownBefore = path.known[at + i];
      unwind(path, at, last, i);
      last--;
      break;
    }
    visit(left[node], at, last + 1, unknownBefore * shares[left[node]], goesLeft ? knownBefore : 0, column);
    visit(right[node], at, last + 1, unknownBefore * shares[right[node]], goesLeft ? 0 : knownBefore, column);
  };
  visit(treeStart[t], 0, 0, 1, 1, -1);
}
