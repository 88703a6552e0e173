import type { Objective } from './boostingObjective.ts';
import { fewRows, leastHessian, type BoostingRules, type HistogramLoops, type NodeSearch } from './histogram.ts';
import { LearnerMemory, type LearnerKernels } from '../learnerKernels.ts';
import type { QuantileBins } from './quantileBins.ts';

const SLOT_BYTES = 16;
/** What boostingSplit.ts keeps of a node. */
const NODE_BYTES = 64;
/** So many rows are gathered at once that their gradients stay near the processor. */
const ROWS_AT_ONCE = 4096;

/**
 * {@link HistogramLoops} on the compiled kernels.
 *
 * @throws RangeError where the kernels' memory cannot hold the rows
 */
export function createCompiledLoops(kernels: LearnerKernels, bins: QuantileBins, rules: BoostingRules, objective: Objective, nHistograms: number): HistogramLoops {
  const { nRows, nColumns, codes, cutStart, hasMissing } = bins;
  const { nOutputs, y, weights } = objective;
  const memory = new LearnerMemory(kernels);
  const { calls } = memory;
  const nGroups = Math.ceil(nColumns / 4);
  const slotStart = new Int32Array(4 * nGroups + 1);
  let mostSlots = 1;
  for (let j = 0; j < 4 * nGroups; j++) {
    // The columns that fill up the last group have one slot, for nothing.
    const nSlots = j < nColumns ? cutStart[j + 1] - cutStart[j] + hasMissing[j] : 1;
    slotStart[j + 1] = slotStart[j] + nSlots;
    mostSlots = Math.max(mostSlots, nSlots);
  }
  const nSlots = slotStart[4 * nGroups];
  const codeBytes = mostSlots <= 256 ? 1 : 2;
  const wordBytes = 4 * codeBytes;
  const groupBytes = nRows * wordBytes;
  const fewStride = Math.ceil(mostSlots / 16) * 16;
  const stride = nRows + (nRows & 1);

  const codesAt = memory.allocate(nGroups * groupBytes);
  const slotStartAt = memory.place(slotStart);
  const padded = new Uint8Array(4 * nGroups);
  padded.set(hasMissing);
  const hasMissingAt = memory.place(padded);
  const isWantedAt = memory.allocate(4 * nGroups);
  const groupsAt = memory.allocate(4 * nGroups);
  const columnsAt = memory.allocate(4 * nColumns);
  const yAt = memory.allocate(4 * stride);
  const weightsAt = memory.allocate(4 * stride);
  const rowsAt = memory.allocate(4 * nRows);
  const spareRowsAt = memory.allocate(4 * nRows);
  const pairsAt = memory.allocate(16 * Math.max(fewRows, Math.min(nRows, ROWS_AT_ONCE)));
  const marginsAt = memory.allocate(4 * nOutputs * stride);
  const gradientsAt = memory.allocate(8 * nOutputs * stride);
  const nodeAt = memory.allocate(NODE_BYTES);
  const workAt = memory.allocate(88 * fewStride);
  const histogramBytes = nSlots * SLOT_BYTES;
  const histogramsAt = memory.allocate(nHistograms * histogramBytes);

  const { buffer } = calls.memory;
  placeCodes(codeBytes === 1 ? new Uint8Array(buffer, codesAt, nGroups * groupBytes) : new Uint16Array(buffer, codesAt, 4 * nGroups * nRows), codes, nRows, nColumns);
  memory.integers(yAt, nRows).set(y);
  if (weights === undefined) memory.floats(weightsAt, nRows).fill(1);
  else memory.floats(weightsAt, nRows).set(weights);
  memory.clear(workAt, 88 * fewStride);
  const rows = memory.integers(rowsAt, nRows);
  const groups = memory.integers(groupsAt, nGroups);
  const wanted = memory.integers(columnsAt, nColumns);
  const isWanted = new Uint8Array(buffer, isWantedAt, 4 * nGroups);
  const sums = memory.doubles(nodeAt, 4);
  const gains = memory.floats(nodeAt + 32, 2);
  const names = memory.integers(nodeAt + 40, 3);

  const limit = leastHessian(rules);
  const { lambda, alpha } = rules;
  const [count, searchFew, partition] = codeBytes === 1 ? [calls.count8, calls.searchFew8, calls.partition8] : [calls.count16, calls.searchFew16, calls.partition16];
  let nTreeGroups = 0;
  let treeGradientsAt = gradientsAt;
  let wantedColumns: Int32Array | undefined;

  const histogramAt = (histogram: number): number => histogramsAt + histogram * histogramBytes;
  const add = (histogram: number, start: number, end: number, sign: number): void => {
    for (let from = start; from < end; from += ROWS_AT_ONCE) {
      const n = Math.min(ROWS_AT_ONCE, end - from);
      calls.gatherPairs(rowsAt + 4 * from, n, treeGradientsAt, sign, pairsAt);
      count(codesAt, groupBytes, groupsAt, nTreeGroups, slotStartAt, rowsAt + 4 * from, n, pairsAt, histogramAt(histogram));
    }
  };
  const want = (columns: Int32Array): void => {
    if (columns === wantedColumns) return;
    wantedColumns = columns;
    wanted.set(columns);
    isWanted.fill(0);
    for (let c = 0; c < columns.length; c++) isWanted[columns[c]] = 1;
  };
  const open = (node: NodeSearch): void => {
    sums[0] = node.G;
    sums[1] = node.H;
    gains[0] = node.gain;
    gains[1] = node.leafGain;
    names[0] = -1;
  };
  const close = (node: NodeSearch): void => {
    if (names[0] < 0) return;
    node.leftG = sums[2];
    node.leftH = sums[3];
    node.gain = gains[0];
    node.column = names[0];
    node.bin = names[1];
    node.missingLeft = names[2] === 1;
  };

  return {
    rows,
    margins: memory.floats(marginsAt, nOutputs * stride),
    gradients: memory.floats(gradientsAt, 2 * nOutputs * stride),
    stride,
    differentiate() {
      if (objective.name === 'logistic') calls.logisticDerivatives(marginsAt, stride, yAt, weightsAt, gradientsAt);
      else calls.softmaxDerivatives(marginsAt, stride, nOutputs, yAt, weightsAt, gradientsAt);
    },
    startTree(k, columns) {
      treeGradientsAt = gradientsAt + 8 * k * stride;
      nTreeGroups = 0;
      for (let c = 0; c < columns.length; c++) {
        const group = columns[c] >> 2;
        if (nTreeGroups === 0 || groups[nTreeGroups - 1] !== group) groups[nTreeGroups++] = group;
      }
    },
    clear: (histogram) => memory.clear(histogramAt(histogram), histogramBytes),
    count: (histogram, start, end) => add(histogram, start, end, 1),
    withdraw: (histogram, start, end) => add(histogram, start, end, -1),
    subtract: (histogram, part) => calls.subtract(histogramAt(part), histogramAt(histogram), nSlots),
    search(histogram, columns, node) {
      want(columns);
      open(node);
      calls.search(columnsAt, columns.length, slotStartAt, hasMissingAt, histogramAt(histogram), nodeAt, limit, lambda, alpha);
      close(node);
    },
    searchFew(start, end, columns, node) {
      const n = end - start;
      want(columns);
      open(node);
      calls.gatherPairs(rowsAt + 4 * start, n, treeGradientsAt, 1, pairsAt);
      searchFew(codesAt, groupBytes, groupsAt, nTreeGroups, slotStartAt, hasMissingAt, isWantedAt, rowsAt + 4 * start, n, pairsAt, fewStride, workAt, nodeAt, limit, lambda, alpha);
      close(node);
    },
    partition(start, end, { column, bin, missingLeft }) {
      const missing = hasMissing[column] === 1 ? cutStart[column + 1] - cutStart[column] : -1;
      const codesOfColumn = codesAt + (column >> 2) * groupBytes + (column & 3) * codeBytes;
      return start + partition(codesOfColumn, rowsAt + 4 * start, end - start, bin, missing, Number(missingLeft), spareRowsAt);
    },
  };
}

/** Lays the column-major codes out in groups of four columns, one word a row. */
function placeCodes(out: Uint8Array | Uint16Array, codes: Uint16Array, nRows: number, nColumns: number): void {
  for (let j = 0; j < nColumns; j++) {
    let at = (j >> 2) * 4 * nRows + (j & 3);
    for (let i = j * nRows; i < (j + 1) * nRows; i++) {
      out[at] = codes[i];
      at += 4;
    }
  }
}
