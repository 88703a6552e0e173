import { naturalLog } from './entropyTable.ts';
import type { SplitCandidate, SplitSearch } from './splitSearch.ts';

/**
 * Looks through the sorted keys of a feature. With weighted class counts l_c left and r_c right and sums L and R, Gini maximises
 * Σl_c²/L + Σr_c²/R: the fall of impurity up to a constant of the node.
 */
export function scanGini(search: SplitSearch, sorted: Int32Array, feature: number, count: number, weight: number, best: SplitCandidate): void {
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

/** The same for entropy, which maximises Σ l_c·ln l_c − L·ln L + Σ r_c·ln r_c − R·ln R. */
export function scanEntropy(search: SplitSearch, sorted: Int32Array, feature: number, count: number, weight: number, best: SplitCandidate): void {
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

/**
 * The same with class weights: the counts of class c are taken w_c times, and the sums over the classes are made anew at each
 * cut.
 */
export function scanWeighted(search: SplitSearch, sorted: Int32Array, feature: number, count: number, best: SplitCandidate): void {
  const { codeShift, classShift, leftCounts, rightCounts, minSamplesLeaf, criterion } = search;
  const weightMask = (1 << classShift) - 1;
  const classMask = (1 << (codeShift - classShift)) - 1;
  const last = count - minSamplesLeaf;
  let code = sorted[0] >> codeShift;
  for (let p = 0; p <= last; p++) {
    const key = sorted[p];
    const next = key >> codeShift;
    if (next !== code) {
      if (p >= minSamplesLeaf) {
        const score = criterion === 'gini' ? weightedGini(search) : weightedEntropy(search);
        if (score > best.score) {
          best.score = score;
          best.feature = feature;
          best.code = code;
          best.nextCode = next;
        }
      }
      code = next;
    }
    const k = (key >> classShift) & classMask;
    leftCounts[k] += key & weightMask;
    rightCounts[k] -= key & weightMask;
  }
}

function weightedGini({ classWeights, leftCounts, rightCounts }: SplitSearch): number {
  let leftWeight = 0;
  let rightWeight = 0;
  let leftSquares = 0;
  let rightSquares = 0;
  for (let k = 0; k < classWeights.length; k++) {
    const left = classWeights[k] * leftCounts[k];
    const right = classWeights[k] * rightCounts[k];
    leftWeight += left;
    rightWeight += right;
    leftSquares += left * left;
    rightSquares += right * right;
  }
  return leftSquares / leftWeight + rightSquares / rightWeight;
}

/** With l_c = w_c · n_c, Σ l_c·ln l_c is Σ w_c · n_c·ln n_c and Σ l_c·ln w_c; the latter, over both sides, is a constant of the node. */
function weightedEntropy({ classWeights, leftCounts, rightCounts, countLog, logScale }: SplitSearch): number {
  let left = 0;
  let right = 0;
  let sum = 0;
  for (let k = 0; k < classWeights.length; k++) {
    left += classWeights[k] * leftCounts[k];
    right += classWeights[k] * rightCounts[k];
    sum += classWeights[k] * (countLog[leftCounts[k]] + countLog[rightCounts[k]]);
  }
  return sum - logScale * (left * naturalLog(left) + right * naturalLog(right));
}
