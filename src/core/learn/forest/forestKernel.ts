import { createBootstrap } from './bootstrap.ts';
import type { TrainingData } from '../classifier.ts';
import { createEntropyTable } from './entropyTable.ts';
import { LearnerMemory, type LearnerKernels } from '../learnerKernels.ts';
import type { Matrix } from '../matrix.ts';
import { SLICE_VALUES, weighsClasses, type GrownTree, type TreeGrower, type TreeOptions } from './treeGrower.ts';

/** Columns that are copied to the kernels at a time: a row is read once for all of them. */
const BLOCK = 8;
/** Bytes of a radix sort's counters. */
const COUNTER_BYTES = 4096;

const criteria = { gini: 0, entropy: 1 };
const drawings = { rows: 1, classes: 2 };

interface PlacedCodes {
  readonly address: number;
  /** log₂ of the bytes of a code. */
  readonly codeSize: number;
}

/** Codes each column by the rank of its values, in the kernels' memory; twin of {@link rankColumns}. Yields after each piece of work. */
function* placeCodes(memory: LearnerMemory, { data, nRows, nColumns }: Matrix): Generator<void, PlacedCodes> {
  const { calls } = memory;
  const codeSize = nRows <= 65_536 ? 1 : 2;
  const address = memory.allocate(nRows * nColumns * 2 ** codeSize);
  const mark = memory.mark();
  const columns = memory.allocate(4 * nRows * BLOCK);
  const work = memory.allocate(16 * nRows + COUNTER_BYTES);
  for (let first = 0; first < nColumns; first += BLOCK) {
    const width = Math.min(BLOCK, nColumns - first);
    const block = memory.floats(columns, nRows * BLOCK);
    for (let i = 0; i < nRows; i++) {
      const from = i * nColumns + first;
      for (let j = 0; j < width; j++) block[j * nRows + i] = data[from + j];
    }
    yield;
    for (let j = 0; j < width; j++) {
      const codes = address + (first + j) * nRows * 2 ** codeSize;
      calls.rankColumn(columns + 4 * j * nRows, nRows, work, codes, codeSize);
      yield;
    }
  }
  memory.release(mark);
  return { address, codeSize };
}

/**
 * Creates a grower that computes in WebAssembly. Its memory holds the codes (two bytes a value, four from 65,537 rows) and about
 * 100 bytes a row.
 *
 * @throws RangeError when the memory cannot hold them; SerError as {@link createBootstrap}
 */
export function* createKernelGrower({ X, y, nClasses }: TrainingData, options: TreeOptions, kernels: LearnerKernels): Generator<void, TreeGrower> {
  const memory = new LearnerMemory(kernels);
  const { calls } = memory;
  const bootstrap = createBootstrap(y, nClasses, options);
  const { address, codeSize } = yield* placeCodes(memory, X);
  const { countLog, logScale } = createEntropyTable(X.nRows, options.criterion);
  const forest = memory.allocate(calls.forestBytes());
  calls.setForestData(forest, X.nRows, X.nColumns, nClasses, address, codeSize, memory.place(y));
  const { draws, maxWeight, classStart, rowsByClass, codeShift, classShift } = bootstrap;
  calls.setForestDraws(forest, draws ? drawings[draws] : 0, maxWeight, classStart.length - 1, memory.place(classStart), memory.place(rowsByClass), codeShift, classShift);
  const { criterion, nCandidates, minSamplesLeaf, minSamplesSplit, maxDepth } = options;
  const isWeighted = weighsClasses(options);
  // No tree has so many rows or levels; a larger limit might not be an int32.
  const limit = (value: number): number => Math.min(value, 2 ** 30 - 1);
  calls.setForestOptions(forest, criteria[criterion], isWeighted ? 1 : 0, nCandidates, limit(minSamplesLeaf), limit(minSamplesSplit), limit(maxDepth), memory.place(countLog), logScale);
  calls.setForestWork(forest, memory.allocate(calls.forestWorkBytes(forest)));
  return {
    *grow(seed, treeIndex) {
      calls.startForestTree(forest, seed | 0, treeIndex);
      let nNodes = calls.growForestTree(forest, SLICE_VALUES);
      for (; nNodes === 0; nNodes = calls.growForestTree(forest, SLICE_VALUES)) yield;
      return takeTree(memory, forest, nNodes, X, nClasses, isWeighted);
    },
  };
}

/** Reads the tree that has just been grown. A threshold is the midpoint between the neighbouring values of the training rows. */
function takeTree(memory: LearnerMemory, forest: number, nNodes: number, { data, nColumns }: Matrix, nClasses: number, isWeighted: boolean): GrownTree {
  const { calls } = memory;
  const nLeaves = (nNodes + 1) / 2;
  const mark = memory.mark();
  const counts = memory.allocate(4 * nLeaves * nClasses);
  calls.countLeaves(forest, counts);
  const leafCounts = new Uint32Array(memory.integers(counts, nLeaves * nClasses));
  memory.release(mark);

  const nodes = memory.integers(calls.forestNodes(forest), 4 * nNodes);
  const feature = new Int32Array(nNodes);
  const threshold = new Float64Array(nNodes);
  const left = new Int32Array(nNodes);
  const right = new Int32Array(nNodes);
  let leaf = 0;
  for (let node = 0; node < nNodes; node++) {
    const asked = nodes[4 * node];
    feature[node] = asked;
    if (asked < 0) {
      left[node] = leaf++;
      continue;
    }
    threshold[node] = (data[nodes[4 * node + 1] * nColumns + asked] + data[nodes[4 * node + 2] * nColumns + asked]) / 2;
    // A left child is grown next, so it is the next node.
    left[node] = node + 1;
    right[node] = nodes[4 * node + 3];
  }
  const classWeights = isWeighted ? memory.doubles(calls.forestClassWeights(forest), nClasses).slice() : undefined;
  return { feature, threshold, left, right, leafCounts, classWeights };
}
