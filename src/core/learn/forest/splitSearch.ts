import type { Bootstrap } from './bootstrap.ts';
import { createEntropyTable, type EntropyTable } from './entropyTable.ts';
import type { RankCodes } from './rankCodes.ts';
import { scanEntropy, scanGini, scanWeighted } from './splitScan.ts';
import { weighsClasses, type TreeOptions } from './treeGrower.ts';

/** What a search over one node found; `score` grows as the impurity of the children falls. */
export interface SplitCandidate {
  /** −1 as long as there is none. */
  feature: number;
  /** Rows whose code is at most this go left. */
  code: number;
  /** The next code that occurs in the node. */
  nextCode: number;
  score: number;
}

/**
 * Scratch memory and tables for exact split search. Keys sort as rows do by rank, so that a scan of sorted keys needs
 * nothing else.
 */
export interface SplitSearch extends EntropyTable {
  readonly ranks: RankCodes;
  readonly nClasses: number;
  readonly minSamplesLeaf: number;
  readonly criterion: 'gini' | 'entropy';
  readonly codeShift: number;
  readonly classShift: number;
  readonly isWeighted: boolean;
  /** How much a row of each class counts, 1 or more; set for each tree. */
  readonly classWeights: Float64Array;
  /** class << classShift | weight, by row; set for each tree. */
  readonly payload: Int32Array;
  readonly keys: Int32Array;
  readonly sortedKeys: Int32Array;
  readonly bucketEnd: Int32Array;
  readonly leftCounts: Int32Array;
  readonly rightCounts: Int32Array;
}

/** Creates the scratch memory for trees over `ranks`, whose row weights sum to at most nRows. */
export function createSplitSearch(ranks: RankCodes, nClasses: number, { codeShift, classShift }: Bootstrap, options: TreeOptions): SplitSearch {
  const { minSamplesLeaf, criterion } = options;
  const { nRows } = ranks;
  let nCodes = 1;
  for (const values of ranks.values) nCodes = Math.max(nCodes, values.length);
  return {
    ranks, nClasses, minSamplesLeaf, criterion, codeShift, classShift,
    ...createEntropyTable(nRows, criterion),
    isWeighted: weighsClasses(options),
    classWeights: new Float64Array(nClasses),
    payload: new Int32Array(nRows),
    keys: new Int32Array(nRows),
    sortedKeys: new Int32Array(nRows),
    bucketEnd: new Int32Array(nCodes + 1),
    leftCounts: new Int32Array(nClasses),
    rightCounts: new Int32Array(nClasses),
  };
}

function insertionSort(keys: Int32Array, count: number): void {
  for (let i = 1; i < count; i++) {
    const key = keys[i];
    let j = i - 1;
    for (; j >= 0 && keys[j] > key; j--) keys[j + 1] = keys[j];
    keys[j + 1] = key;
  }
}

/** Sorts the keys of a node by rank, the cheapest way for its size; returns the array that holds them in order. */
function sortByCode(search: SplitSearch, count: number, nCodes: number): Int32Array {
  const { keys, sortedKeys, bucketEnd, codeShift } = search;
  if (count <= 32) {
    insertionSort(keys, count);
    return keys;
  }
  if (nCodes > 8 * count) {
    keys.subarray(0, count).sort();
    return keys;
  }
  bucketEnd.fill(0, 0, nCodes);
  for (let p = 0; p < count; p++) bucketEnd[keys[p] >> codeShift]++;
  for (let code = 0, sum = 0; code < nCodes; code++) {
    sum += bucketEnd[code];
    bucketEnd[code] = sum;
  }
  for (let p = count - 1; p >= 0; p--) {
    const key = keys[p];
    sortedKeys[--bucketEnd[key >> codeShift]] = key;
  }
  return sortedKeys;
}

/**
 * Looks through one feature for a better split of rows[start … end) than `best` holds, and writes it there. Of equal scores
 * the first wins. No score depends on the order of rows with equal values: sums are of whole numbers, or made anew.
 *
 * @param counts weighted rows of each class in the node
 * @param weight their sum
 * @returns whether the feature has more than one value in the node
 */
export function searchFeature(search: SplitSearch, feature: number, rows: Int32Array, start: number, end: number, counts: Int32Array, weight: number, best: SplitCandidate): boolean {
  const { ranks, payload, keys, codeShift } = search;
  const count = end - start;
  const codes = ranks.codes;
  const column = feature * ranks.nRows;
  let lowest = 0x7fffffff;
  let highest = -1;
  for (let p = 0; p < count; p++) {
    const row = rows[start + p];
    const code = codes[column + row];
    if (code < lowest) lowest = code;
    if (code > highest) highest = code;
    keys[p] = (code << codeShift) | payload[row];
  }
  if (lowest === highest) return false;
  const sorted = sortByCode(search, count, ranks.values[feature].length);
  search.leftCounts.fill(0);
  search.rightCounts.set(counts);
  if (search.isWeighted) scanWeighted(search, sorted, feature, count, best);
  else if (search.criterion === 'gini') scanGini(search, sorted, feature, count, weight, best);
  else scanEntropy(search, sorted, feature, count, weight, best);
  return true;
}
