import { SerError } from '../errors.ts';
import type { GradientBoostingModel } from '../learn/boosting/boostingModel.ts';

/** One tree, its nodes numbered from its root level by level, left before right; feature −1 marks a leaf. */
export interface ReadTree {
  readonly feature: Int32Array;
  readonly left: Int32Array;
  readonly right: Int32Array;
  readonly threshold: Float32Array;
  /** 1 where missing values go left. */
  readonly missingLeft: Int8Array;
  readonly value: Float32Array;
  readonly gain: Float32Array;
  readonly cover: Float32Array;
}

const LEAF = -1;

/**
 * Reads one tree of an xgboost document that is not trusted. Nodes may stand in any order and pruned ones may lie between
 * them: the tree is walked from its root, and what the walk does not meet is left out.
 *
 * @param t the tree's number, for messages
 * @throws SerError `model-invalid` for a cycle, a child or a feature that is not there, lists of different lengths, and
 *   numbers that are not finite; `format-unsupported` for categorical splits and for several values in a leaf
 */
export function readTree(tree: unknown, t: number, nFeatures: number): ReadTree {
  const fail = (problem: string): never => {
    throw new SerError('model-invalid', `Not a usable xgboost file: tree ${t} ${problem}.`);
  };
  if (typeof tree !== 'object' || tree === null) return fail('is no object');
  const leftOf = numbers(tree, 'left_children', fail);
  const nNodes = leftOf.length;
  const read = (name: string): ArrayLike<number> => {
    const values = numbers(tree, name, fail);
    return values.length === nNodes ? values : fail(`has ${nNodes} nodes and ${values.length} values of ${name}`);
  };
  const rightOf = read('right_children');
  const featureOf = read('split_indices');
  const conditionOf = read('split_conditions');
  const gainOf = read('loss_changes');
  const coverOf = read('sum_hessian');
  const missingLeftOf = flags(tree, 'default_left', nNodes, fail);
  refuseUnsupported(tree, t, fail);

  // order[i] is the node of the file that gets number i. Both children of a node are numbered when it is met, level by
  // level, which is xgboost's own order.
  const order = new Int32Array(nNodes);
  const children = new Int32Array(2 * nNodes);
  const seen = new Uint8Array(nNodes);
  let n = 0;
  const meet = (node: number): number => {
    if (!(Number.isInteger(node) && node >= 0 && node < nNodes)) fail(`names the node ${node} of ${nNodes}`);
    if (seen[node] === 1) fail(`reaches node ${node} twice: it has a cycle or a shared child`);
    seen[node] = 1;
    order[n] = node;
    return n++;
  };
  meet(0);
  for (let i = 0; i < n; i++) {
    const node = order[i];
    if (leftOf[node] === LEAF) {
      if (rightOf[node] !== LEAF) fail(`has node ${node} with a right child alone`);
      continue;
    }
    children[2 * i] = meet(leftOf[node]);
    children[2 * i + 1] = meet(rightOf[node]);
  }

  const result: ReadTree = { feature: new Int32Array(n).fill(LEAF), left: new Int32Array(n), right: new Int32Array(n), threshold: new Float32Array(n), missingLeft: new Int8Array(n), value: new Float32Array(n), gain: new Float32Array(n), cover: new Float32Array(n) };
  // Children have higher numbers, so that from the end every node finds theirs done.
  for (let node = n - 1; node >= 0; node--) {
    const from = order[node];
    result.cover[node] = coverOf[from];
    if (leftOf[from] === LEAF) {
      result.value[node] = conditionOf[from];
      continue;
    }
    const feature = featureOf[from];
    if (!(Number.isInteger(feature) && feature >= 0 && feature < nFeatures)) fail(`asks for feature ${feature} of ${nFeatures}`);
    const left = children[2 * node];
    const right = children[2 * node + 1];
    result.feature[node] = feature;
    result.left[node] = left;
    result.right[node] = right;
    result.threshold[node] = conditionOf[from];
    result.missingLeft[node] = missingLeftOf[from];
    result.gain[node] = gainOf[from];
    const weight = result.cover[left] + result.cover[right] > 0 ? result.cover[left] / (result.cover[left] + result.cover[right]) : 0.5;
    result.value[node] = weight * result.value[left] + (1 - weight) * result.value[right];
  }
  return result;
}

function refuseUnsupported(tree: object, t: number, fail: (problem: string) => never): void {
  const unsupported = (problem: string): never => {
    throw new SerError('format-unsupported', `This xgboost model cannot be expressed here: tree ${t} ${problem}.`);
  };
  if (Object.hasOwn(tree, 'split_type') && Array.prototype.some.call(numbers(tree, 'split_type', fail), (type) => type !== 0)) unsupported('splits by categories');
  const { tree_param: parameters } = tree as { tree_param?: unknown };
  const size = typeof parameters === 'object' && parameters !== null && Object.hasOwn(parameters, 'size_leaf_vector') ? (parameters as Record<string, unknown>)['size_leaf_vector'] : '1';
  if (size !== '0' && size !== '1') unsupported(`has leaves of ${JSON.stringify(size)} values`);
}

/** A list of finite numbers, packed or not. */
function numbers(tree: object, name: string, fail: (problem: string) => never): ArrayLike<number> {
  const found = Object.hasOwn(tree, name) ? (tree as Record<string, unknown>)[name] : undefined;
  const isPacked = found instanceof Float32Array || found instanceof Float64Array;
  if (!isPacked && !Array.isArray(found)) return fail(`has no list "${name}"`);
  for (let i = 0; i < found.length; i++) {
    const value: unknown = found[i];
    // As a float32 too: 1e39 is finite and would become infinite.
    if (typeof value !== 'number' || !Number.isFinite(Math.fround(value))) return fail(`has ${typeof value === 'number' ? value : typeof value} in ${name}`);
  }
  return found as ArrayLike<number>;
}

/** A list of 0 and 1, or of false and true as xgboost wrote it before 1.6. */
function flags(tree: object, name: string, length: number, fail: (problem: string) => never): Int8Array {
  const found = Object.hasOwn(tree, name) ? (tree as Record<string, unknown>)[name] : undefined;
  const values = ArrayBuffer.isView(found) ? Array.from(found as Float64Array) : found;
  if (!Array.isArray(values) || values.length !== length) return fail(`has no list of ${length} values "${name}"`);
  return Int8Array.from(values, (value: unknown) => (value === 0 || value === false ? 0 : value === 1 || value === true ? 1 : fail(`has ${JSON.stringify(value)?.slice(0, 20)} in ${name}`)));
}

/** The trees of each output, of which all have as many, side by side, round after round. */
export function joinTrees(ofOutput: readonly (readonly ReadTree[])[]): Pick<GradientBoostingModel, 'treeStart' | keyof ReadTree> {
  const trees = Array.from({ length: ofOutput[0].length * ofOutput.length }, (_, t) => ofOutput[t % ofOutput.length][Math.floor(t / ofOutput.length)]);
  const treeStart = new Int32Array(trees.length + 1);
  trees.forEach((tree, t) => (treeStart[t + 1] = treeStart[t] + tree.feature.length));
  const nNodes = treeStart[trees.length];
  const joined = { treeStart, feature: new Int32Array(nNodes), left: new Int32Array(nNodes), right: new Int32Array(nNodes), threshold: new Float32Array(nNodes), missingLeft: new Int8Array(nNodes), value: new Float32Array(nNodes), gain: new Float32Array(nNodes), cover: new Float32Array(nNodes) };
  trees.forEach((tree, t) => {
    const start = treeStart[t];
    joined.feature.set(tree.feature, start);
    joined.threshold.set(tree.threshold, start);
    joined.missingLeft.set(tree.missingLeft, start);
    joined.value.set(tree.value, start);
    joined.gain.set(tree.gain, start);
    joined.cover.set(tree.cover, start);
    for (let node = 0; node < tree.feature.length; node++) {
      if (tree.feature[node] === LEAF) continue;
      joined.left[start + node] = start + tree.left[node];
      joined.right[start + node] = start + tree.right[node];
    }
  });
  return joined;
}
