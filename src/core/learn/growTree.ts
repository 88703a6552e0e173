import { createRandom, type Random } from './random.ts';
import type { RankCodes } from './rankCodes.ts';
import { createSplitSearch, searchFeature, type SplitCandidate, type SplitSearch } from './splitSearch.ts';

/** How the trees of a forest grow. */
export interface TreeOptions {
  readonly criterion: 'gini' | 'entropy';
  /** Features drawn at each node, 1 … nColumns. */
  readonly nCandidates: number;
  readonly bootstrap: boolean;
  readonly minSamplesLeaf: number;
  /** 0 for no limit. */
  readonly maxDepth: number;
}

/** One grown tree; node numbers count from its root, children follow their parent. */
export interface GrownTree {
  /** −1 at a leaf. */
  readonly feature: Int32Array;
  /** Rows with x ≤ threshold go left. */
  readonly threshold: Float64Array;
  /** At a leaf: its row of `leafCounts`. */
  readonly left: Int32Array;
  /** At a leaf: 0. */
  readonly right: Int32Array;
  /** nLeaves × nClasses weighted training rows. */
  readonly leafCounts: Uint32Array;
}

/** Everything that trees of one forest share: read-only data and scratch memory. One plan grows one tree at a time. */
export interface TreePlan {
  readonly options: TreeOptions;
  readonly y: Int32Array;
  readonly search: SplitSearch;
  readonly weights: Int32Array;
  readonly rows: Int32Array;
  readonly features: Int32Array;
  readonly counts: Int32Array;
}

/** A bootstrap weight is at most this: the chance of more, over a million rows, is below 10⁻³⁰. */
const maxWeight = 31;

/** Creates the plan for growing trees over rank-coded columns. */
export function createTreePlan(ranks: RankCodes, y: Int32Array, nClasses: number, options: TreeOptions): TreePlan {
  return {
    options, y,
    search: createSplitSearch(ranks, nClasses, options.minSamplesLeaf, options.criterion, options.bootstrap ? maxWeight + 1 : 2),
    weights: new Int32Array(ranks.nRows),
    rows: new Int32Array(ranks.nRows),
    features: new Int32Array(ranks.nColumns),
    counts: new Int32Array(nClasses),
  };
}

/** Draws nRows rows with replacement, or takes each once: fills `weights`. */
function drawRows(plan: TreePlan, random: Random): void {
  const { weights, options } = plan;
  if (!options.bootstrap) {
    weights.fill(1);
    return;
  }
  weights.fill(0);
  for (let drawn = 0; drawn < weights.length; ) {
    const row = random.integer(weights.length);
    if (weights[row] === maxWeight) continue;
    weights[row]++;
    drawn++;
  }
}

/**
 * The best split among features drawn without replacement. As in scikit-learn a constant feature counts as drawn,
 * but drawing goes on until one feature that is not constant has been seen; `feature` stays −1 without any split.
 */
function searchNode(plan: TreePlan, random: Random, start: number, end: number, weight: number): SplitCandidate {
  const { features, search, rows, counts, options } = plan;
  const best: SplitCandidate = { feature: -1, code: 0, nextCode: 0, score: -Infinity };
  let found = false;
  for (let drawn = 0; drawn < features.length && (drawn < options.nCandidates || !found); drawn++) {
    const pick = drawn + random.integer(features.length - drawn);
    const feature = features[pick];
    features[pick] = features[drawn];
    features[drawn] = feature;
    if (searchFeature(search, feature, rows, start, end, counts, weight, best)) found = true;
  }
  return best;
}

/** Moves the rows that go left to the front of rows[start … end); returns where the right ones start. */
function partition(plan: TreePlan, start: number, end: number, split: SplitCandidate): number {
  const { rows } = plan;
  const { codes, nRows } = plan.search.ranks;
  const column = split.feature * nRows;
  let low = start;
  let high = end - 1;
  while (low <= high) {
    const row = rows[low];
    if (codes[column + row] <= split.code) {
      low++;
    } else {
      rows[low] = rows[high];
      rows[high] = row;
      high--;
    }
  }
  return low;
}

/**
 * Grows tree number `treeIndex`. Its random numbers are a stream of their own, so trees may grow in any order, on any
 * thread, and come out the same.
 */
export function growTree(plan: TreePlan, seed: number, treeIndex: number): GrownTree {
  const { rows, weights, features, counts, search, options, y } = plan;
  const { nClasses, classShift } = search;
  const { values } = search.ranks;
  const random = createRandom(seed, treeIndex);
  drawRows(plan, random);
  for (let j = 0; j < features.length; j++) features[j] = j;
  let nUsed = 0;
  for (let i = 0; i < weights.length; i++) {
    if (weights[i] === 0) continue;
    rows[nUsed++] = i;
    search.payload[i] = (y[i] << classShift) | weights[i];
  }

  const maxNodes = 2 * nUsed - 1;
  const feature = new Int32Array(maxNodes);
  const threshold = new Float64Array(maxNodes);
  const left = new Int32Array(maxNodes);
  const right = new Int32Array(maxNodes);
  const leafCounts = new Uint32Array(nUsed * nClasses);
  let nNodes = 0;
  let nLeaves = 0;
  // Nodes still to grow: start, end, depth, and the parent whose right child it is (−1 for the root and left children).
  const pending = [0, nUsed, 0, -1];
  while (pending.length > 0) {
    const rightOf = pending.pop() as number;
    const depth = pending.pop() as number;
    const end = pending.pop() as number;
    const start = pending.pop() as number;
    const node = nNodes++;
    if (rightOf >= 0) right[rightOf] = node;

    counts.fill(0);
    let weight = 0;
    for (let p = start; p < end; p++) {
      const row = rows[p];
      counts[y[row]] += weights[row];
      weight += weights[row];
    }
    const isPure = counts[y[rows[start]]] === weight;
    const mayGrow = !isPure && end - start >= 2 * options.minSamplesLeaf && (options.maxDepth === 0 || depth < options.maxDepth);
    const split = mayGrow ? searchNode(plan, random, start, end, weight) : undefined;
    if (split === undefined || split.feature < 0) {
      feature[node] = -1;
      left[node] = nLeaves;
      leafCounts.set(counts, nLeaves * nClasses);
      nLeaves++;
      continue;
    }
    feature[node] = split.feature;
    threshold[node] = (values[split.feature][split.code] + values[split.feature][split.nextCode]) / 2;
    // The left child is grown next, so it is the next node.
    left[node] = node + 1;
    const middle = partition(plan, start, end, split);
    pending.push(middle, end, depth + 1, node);
    pending.push(start, middle, depth + 1, -1);
  }
  return {
    feature: feature.slice(0, nNodes),
    threshold: threshold.slice(0, nNodes),
    left: left.slice(0, nNodes),
    right: right.slice(0, nNodes),
    leafCounts: leafCounts.slice(0, nLeaves * nClasses),
  };
}
