import { SerError } from '../errors.ts';
import type { RankCodes } from './rankCodes.ts';

/** What a search over one node found; `score` grows as the impurity of the children falls. */
export interface SplitCandidate {
  feature: number;
  /** Rows whose code is at most this go left. */
  code: number;
  /** The next code that occurs in the node. */
  nextCode: number;
  score: number;
}

/**
 * Scratch memory and tables for exact split search. A row of a node is one 31-bit key, rank | class | weight, so that
 * sorting the keys sorts the rows and a scan needs nothing else.
 */
export interface SplitSearch {
  readonly ranks: RankCodes;
  readonly nClasses: number;
  readonly minSamplesLeaf: number;
  readonly criterion: 'gini' | 'entropy';
  readonly codeShift: number;
  readonly classShift: number;
  /** class << classShift | weight, by row; set for each tree. */
  readonly payload: Int32Array;
  readonly keys: Int32Array;
  readonly sortedKeys: Int32Array;
  readonly bucketEnd: Int32Array;
  /** count · ln(count), for entropy. */
  readonly countLog: Float64Array;
  readonly leftCounts: Int32Array;
  readonly rightCounts: Int32Array;
}

const bitsFor = (nValues: number): number => Math.ceil(Math.log2(Math.max(2, nValues)));

/** Creates the scratch memory for trees over `ranks` whose row weights sum to at most nRows and stay below `maxWeight`. */
export function createSplitSearch(ranks: RankCodes, nClasses: number, minSamplesLeaf: number, criterion: 'gini' | 'entropy', maxWeight: number): SplitSearch {
  const { nRows } = ranks;
  let nCodes = 1;
  for (const values of ranks.values) nCodes = Math.max(nCodes, values.length);
  const classShift = bitsFor(maxWeight);
  const codeShift = classShift + bitsFor(nClasses);
  if (codeShift + bitsFor(nCodes) > 31) {
    throw new SerError('parameter-invalid', `${nCodes} distinct values × ${nClasses} classes are more than a random forest can code.`, { nCodes, nClasses });
  }
  const countLog = new Float64Array(criterion === 'entropy' ? nRows + 1 : 0);
  for (let count = 1; count < countLog.length; count++) countLog[count] = count * Math.log(count);
  return {
    ranks, nClasses, minSamplesLeaf, criterion, codeShift, classShift, countLog,
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
 * Looks through one feature for a better split of rows[start … end) than `best` holds, and writes it there.
 *
 * With weighted class counts l_c left and r_c right, sums L and R, Gini maximises Σl_c²/L + Σr_c²/R and entropy
 * Σ l_c·ln l_c − L·ln L + Σ r_c·ln r_c − R·ln R: both are the fall of impurity up to a constant of the node.
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
  if (search.criterion === 'gini') scanGini(search, sorted, feature, count, weight, best);
  else scanEntropy(search, sorted, feature, count, weight, best);
  return true;
}

function scanGini(search: SplitSearch, sorted: Int32Array, feature: number, count: number, weight: number, best: SplitCandidate): void {
  const { codeShift, classShift, leftCounts, rightCounts, minSamplesLeaf } = search;
  const weightMask = (1 << classShift) - 1;
  const classMask = (1 << (codeShift - classShift)) - 1;
  const last = count - minSamplesLeaf;
  let bestScore = best.score;
  let leftWeight = 0;
  let leftSquares = 0;
  let rightSquares = 0;
  for (let k = 0; k < rightCounts.length; k++) rightSquares += rightCounts[k] * rightCounts[k];
  let code = sorted[0] >> codeShift;
  for (let p = 0; p <= last; p++) {
    const key = sorted[p];
    const next = key >> codeShift;
    if (next !== code) {
      if (p >= minSamplesLeaf) {
        const score = leftSquares / leftWeight + rightSquares / (weight - leftWeight);
        if (score > bestScore) {
          bestScore = score;
          best.score = score;
          best.feature = feature;
          best.code = code;
          best.nextCode = next;
        }
      }
      code = next;
    }
    const w = key & weightMask;
    const k = (key >> classShift) & classMask;
    leftSquares += w * (2 * leftCounts[k] + w);
    rightSquares -= w * (2 * rightCounts[k] - w);
    leftCounts[k] += w;
    rightCounts[k] -= w;
    leftWeight += w;
  }
}

function scanEntropy(search: SplitSearch, sorted: Int32Array, feature: number, count: number, weight: number, best: SplitCandidate): void {
  const { codeShift, classShift, leftCounts, rightCounts, minSamplesLeaf, countLog } = search;
  const weightMask = (1 << classShift) - 1;
  const classMask = (1 << (codeShift - classShift)) - 1;
  const last = count - minSamplesLeaf;
  let bestScore = best.score;
  let leftWeight = 0;
  let sum = 0;
  for (let k = 0; k < rightCounts.length; k++) sum += countLog[rightCounts[k]];
  let code = sorted[0] >> codeShift;
  for (let p = 0; p <= last; p++) {
    const key = sorted[p];
    const next = key >> codeShift;
    if (next !== code) {
      if (p >= minSamplesLeaf) {
        const score = sum - countLog[leftWeight] - countLog[weight - leftWeight];
        if (score > bestScore) {
          bestScore = score;
          best.score = score;
          best.feature = feature;
          best.code = code;
          best.nextCode = next;
        }
      }
      code = next;
    }
    const w = key & weightMask;
    const k = (key >> classShift) & classMask;
    sum += countLog[leftCounts[k] + w] - countLog[leftCounts[k]] + countLog[rightCounts[k] - w] - countLog[rightCounts[k]];
    leftCounts[k] += w;
    rightCounts[k] -= w;
    leftWeight += w;
  }
}
