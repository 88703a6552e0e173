import { createBootstrap, drawRows, type Bootstrap } from './bootstrap.ts';
import { balanceClasses } from '../preparation/classBalance.ts';
import { createRandom, type Random } from '../random.ts';
import type { RankCodes } from './rankCodes.ts';
import { createSplitSearch, searchFeature, type SplitCandidate, type SplitSearch } from './splitSearch.ts';
import { SLICE_VALUES, type GrownTree, type TreeOptions } from './treeGrower.ts';

/** Everything that trees of one forest share: read-only data and scratch memory. One plan grows one tree at a time. */
export interface TreePlan {
  readonly options: TreeOptions;
  readonly bootstrap: Bootstrap;
  readonly y: Int32Array;
  readonly search: SplitSearch;
  readonly weights: Int32Array;
  readonly rows: Int32Array;
  readonly features: Int32Array;
  readonly counts: Int32Array;
}

/** Creates the plan for growing trees over rank-coded columns. */
export function createTreePlan(ranks: RankCodes, y: Int32Array, nClasses: number, options: TreeOptions): TreePlan {
  const bootstrap = createBootstrap(y, nClasses, options);
  return {
    options, bootstrap, y,
    search: createSplitSearch(ranks, nClasses, bootstrap, options),
    counts: new Int32Array(nClasses),
    weights: new Int32Array(ranks.nRows),
    rows: new Int32Array(ranks.nRows),
    features: new Int32Array(ranks.nColumns),
  };
}

/** Draws the rows of a tree and what they weigh; returns how many different ones there are, at the front of `rows`. */
function takeRows({ rows, weights, bootstrap, search, y, counts }: TreePlan, random: Random): number {
  drawRows(bootstrap, weights, random);
  let nUsed = 0;
  counts.fill(0);
  for (let i = 0; i < weights.length; i++) {
    if (weights[i] === 0) continue;
    rows[nUsed++] = i;
    search.payload[i] = (y[i] << search.classShift) | weights[i];
    counts[y[i]] += weights[i];
  }
  if (search.isWeighted) balanceClasses(counts, search.classWeights);
  return nUsed;
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

/** Counts the classes of rows[start … end) in `counts`; returns their sum. */
function countRows({ rows, weights, counts, y }: TreePlan, start: number, end: number): number {
  counts.fill(0);
  let weight = 0;
  for (let p = start; p < end; p++) {
    const row = rows[p];
    counts[y[row]] += weights[row];
    weight += weights[row];
  }
  return weight;
}

/**
 * Grows tree number `treeIndex`; see {@link TreeGrower}.
 *
 * At each node features are drawn without replacement. As in scikit-learn a constant one counts as drawn, but drawing goes on
 * until one that is not constant has been seen.
 */
export function* growTree(plan: TreePlan, seed: number, treeIndex: number): Generator<void, GrownTree> {
  const { rows, features, counts, search, options, y } = plan;
  const { nClasses } = search;
  const { values } = search.ranks;
  const random = createRandom(seed, treeIndex);
  const nUsed = takeRows(plan, random);
  for (let j = 0; j < features.length; j++) features[j] = j;

  const maxNodes = 2 * nUsed - 1;
  const feature = new Int32Array(maxNodes);
  const threshold = new Float64Array(maxNodes);
  const left = new Int32Array(maxNodes);
  const right = new Int32Array(maxNodes);
  /** The rows of leaf l end at leafEnds[l], where those of the next one start. */
  const leafEnds: number[] = [];
  let nNodes = 0;
  let budget = SLICE_VALUES;
  // Nodes still to grow: start, end, depth, and the parent whose right child it is (−1 for the root and left children).
  const pending = [0, nUsed, 0, -1];
  while (pending.length > 0) {
    const rightOf = pending.pop() as number;
    const depth = pending.pop() as number;
    const end = pending.pop() as number;
    const start = pending.pop() as number;
    const node = nNodes++;
    if (rightOf >= 0) right[rightOf] = node;

    const weight = countRows(plan, start, end);
    const isPure = counts[y[rows[start]]] === weight;
    const count = end - start;
    const mayGrow = !isPure && count >= options.minSamplesSplit && count >= 2 * options.minSamplesLeaf && (options.maxDepth === 0 || depth < options.maxDepth);
    const best: SplitCandidate = { feature: -1, code: 0, nextCode: 0, score: -Infinity };
    let hasVaried = false;
    for (let drawn = 0; mayGrow && drawn < features.length && (drawn < options.nCandidates || !hasVaried); drawn++) {
      if (budget <= 0) {
        yield;
        budget = SLICE_VALUES;
      }
      budget -= count;
      const pick = drawn + random.integer(features.length - drawn);
      const candidate = features[pick];
      features[pick] = features[drawn];
      features[drawn] = candidate;
      if (searchFeature(search, candidate, rows, start, end, counts, weight, best)) hasVaried = true;
    }
    if (best.feature < 0) {
      feature[node] = -1;
      left[node] = leafEnds.length;
      leafEnds.push(end);
      continue;
    }
    feature[node] = best.feature;
    threshold[node] = (values[best.feature][best.code] + values[best.feature][best.nextCode]) / 2;
    // The left child is grown next, so it is the next node.
    left[node] = node + 1;
    const middle = partition(plan, start, end, best);
    pending.push(middle, end, depth + 1, node);
    pending.push(start, middle, depth + 1, -1);
  }
  const leafCounts = new Uint32Array(leafEnds.length * nClasses);
  leafEnds.forEach((end, leaf) => {
    countRows(plan, leaf === 0 ? 0 : leafEnds[leaf - 1], end);
    leafCounts.set(counts, leaf * nClasses);
  });
  return {
    feature: feature.slice(0, nNodes),
    threshold: threshold.slice(0, nNodes),
    left: left.slice(0, nNodes),
    right: right.slice(0, nNodes),
    leafCounts,
    classWeights: search.isWeighted ? search.classWeights.slice() : undefined,
  };
}
