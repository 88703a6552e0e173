import { leastHessian, splitGain, type BoostingRules, type HistogramLoops, type NodeSearch } from './histogram.ts';
import { fillDerivatives, type Objective } from './boostingObjective.ts';
import type { QuantileBins } from './quantileBins.ts';

/**
 * {@link HistogramLoops} in plain TypeScript: what histogramKernel.ts must equal, and what does its work where there is no
 * WebAssembly.
 */
export function createPlainLoops(bins: QuantileBins, rules: BoostingRules, objective: Objective, nHistograms: number): HistogramLoops {
  const { nRows, nColumns, codes, cutStart, hasMissing } = bins;
  const { nOutputs } = objective;
  const slotStart = new Int32Array(nColumns + 1);
  for (let j = 0; j < nColumns; j++) slotStart[j + 1] = slotStart[j] + cutStart[j + 1] - cutStart[j] + hasMissing[j];
  const histograms = Array.from({ length: nHistograms }, () => new Float64Array(2 * slotStart[nColumns]));
  const spareHistogram = new Float64Array(2 * slotStart[nColumns]);
  const spareRows = new Int32Array(nRows);
  const rows = new Int32Array(nRows);
  const margins = new Float32Array(nOutputs * nRows);
  const gradients = new Float32Array(2 * nOutputs * nRows);
  let treeGradients = gradients;
  let treeColumns: Int32Array = new Int32Array(0);

  /** Adds `sign` times the gradients of rows to one column: histogram[2·slot] += g, [2·slot + 1] += h. */
  const accumulate = (column: number, start: number, end: number, sign: number, histogram: Float64Array): void => {
    const from = column * nRows;
    const offset = 2 * slotStart[column];
    for (let p = start; p < end; p++) {
      const row = rows[p];
      const at = offset + 2 * codes[from + row];
      histogram[at] += sign * treeGradients[2 * row];
      histogram[at + 1] += sign * treeGradients[2 * row + 1];
    }
  };
  const searchColumn = (column: number, histogram: Float64Array, node: NodeSearch): void => {
    const first = slotStart[column];
    const nBins = cutStart[column + 1] - cutStart[column];
    if (hasMissing[column] === 1 && histogram[2 * (first + nBins) + 1] !== 0) searchBothWays(rules, column, histogram, first, nBins, node);
    else searchRight(rules, column, histogram, first, nBins, node);
  };

  return {
    rows,
    margins,
    gradients,
    stride: nRows,
    differentiate: () => fillDerivatives(objective, margins, gradients, nRows),
    startTree(k, columns) {
      treeGradients = gradients.subarray(2 * k * nRows, 2 * (k + 1) * nRows);
      treeColumns = columns;
    },
    clear: (histogram) => void histograms[histogram].fill(0),
    count(histogram, start, end) {
      for (let c = 0; c < treeColumns.length; c++) accumulate(treeColumns[c], start, end, 1, histograms[histogram]);
    },
    withdraw(histogram, start, end) {
      for (let c = 0; c < treeColumns.length; c++) accumulate(treeColumns[c], start, end, -1, histograms[histogram]);
    },
    subtract(histogram, part) {
      const from = histograms[histogram];
      const taken = histograms[part];
      for (let c = 0; c < treeColumns.length; c++) {
        const end = 2 * slotStart[treeColumns[c] + 1];
        for (let i = 2 * slotStart[treeColumns[c]]; i < end; i++) from[i] -= taken[i];
      }
    },
    search(histogram, columns, node) {
      for (let c = 0; c < columns.length; c++) searchColumn(columns[c], histograms[histogram], node);
    },
    searchFew(start, end, columns, node) {
      for (let c = 0; c < columns.length; c++) {
        const column = columns[c];
        spareHistogram.fill(0, 2 * slotStart[column], 2 * slotStart[column + 1]);
        accumulate(column, start, end, 1, spareHistogram);
        searchColumn(column, spareHistogram, node);
      }
    },
    partition(start, end, { column, bin, missingLeft }) {
      const from = column * nRows;
      const missing = hasMissing[column] === 1 ? cutStart[column + 1] - cutStart[column] : -1;
      let left = start;
      let nRight = 0;
      for (let p = start; p < end; p++) {
        const row = rows[p];
        const code = codes[from + row];
        if (code === missing ? missingLeft : code <= bin) rows[left++] = row;
        else spareRows[nRight++] = row;
      }
      rows.set(spareRows.subarray(0, nRight), left);
      return left;
    },
  };
}

function keepSplit(node: NodeSearch, column: number, bin: number, missingLeft: boolean, gain: number, leftG: number, leftH: number): void {
  node.column = column;
  node.bin = bin;
  node.missingLeft = missingLeft;
  node.gain = gain;
  node.leftG = leftG;
  node.leftH = leftH;
}

/** Looks through a column without missing values; both children must weigh enough. */
function searchRight(rules: BoostingRules, column: number, histogram: Float64Array, first: number, nBins: number, node: NodeSearch): void {
  const limit = leastHessian(rules);
  let leftG = 0;
  let leftH = 0;
  let isHeavy = false;
  for (let bin = 0; bin < nBins - 1; bin++) {
    leftG += histogram[2 * (first + bin)];
    leftH += histogram[2 * (first + bin) + 1];
    isHeavy ||= leftH >= limit;
    if (!isHeavy) continue;
    const rightG = node.G - leftG;
    const rightH = node.H - leftH;
    if (rightH < limit) break;
    const gain = splitGain(rules, leftG, leftH, rightG, rightH, node.leafGain);
    if (gain > node.gain) keepSplit(node, column, bin, false, gain, leftG, leftH);
  }
}

/** Looks through a column with missing values: from left to right they go right, from right to left they go left. */
function searchBothWays(rules: BoostingRules, column: number, histogram: Float64Array, first: number, nBins: number, node: NodeSearch): void {
  const limit = leastHessian(rules);
  let sumG = 0;
  let sumH = 0;
  for (let bin = 0; bin < nBins; bin++) {
    sumG += histogram[2 * (first + bin)];
    sumH += histogram[2 * (first + bin) + 1];
    const restG = node.G - sumG;
    const restH = node.H - sumH;
    if (sumH < limit || restH < limit) continue;
    const gain = splitGain(rules, sumG, sumH, restG, restH, node.leafGain);
    if (gain > node.gain) keepSplit(node, column, bin, false, gain, sumG, sumH);
  }
  sumG = 0;
  sumH = 0;
  for (let bin = nBins - 1; bin >= 0; bin--) {
    sumG += histogram[2 * (first + bin)];
    sumH += histogram[2 * (first + bin) + 1];
    const restG = node.G - sumG;
    const restH = node.H - sumH;
    if (sumH < limit || restH < limit) continue;
    const gain = splitGain(rules, restG, restH, sumG, sumH, node.leafGain);
    if (gain > node.gain) keepSplit(node, column, bin - 1, true, gain, restG, restH);
  }
}
