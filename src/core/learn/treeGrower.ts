import { SerError } from '../errors.ts';

/** How the trees of a forest grow. */
export interface TreeOptions {
  readonly criterion: 'gini' | 'entropy';
  /** Features drawn at each node, 1 … nColumns. */
  readonly nCandidates: number;
  readonly bootstrap: boolean;
  readonly minSamplesLeaf: number;
  readonly minSamplesSplit: number;
  /** 0 for no limit. */
  readonly maxDepth: number;
  readonly classWeight: 'none' | 'balanced' | 'balancedSubsample';
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
  /** nLeaves × nClasses training rows, counted as often as they were drawn. */
  readonly leafCounts: Uint32Array;
  /** How much a row of each class counted; undefined where all count the same. */
  readonly classWeights: Float64Array | undefined;
}

/** Grows the trees of one forest, one at a time: in plain TypeScript (growTree.ts) or compiled (forestKernel.ts), to the same last bit. */
export interface TreeGrower {
  /**
   * Grows tree number `treeIndex`. Its random numbers are a stream of their own, so trees may grow in any order, on any
   * thread, and come out the same. Yields after every {@link SLICE_VALUES}.
   */
  grow(seed: number, treeIndex: number): Generator<void, GrownTree>;
}

/** How many values a tree looks at between two yields: some 10 ms compiled, 30 ms plain. */
export const SLICE_VALUES = 1_000_000;

/** A row is drawn at most so often for one tree: the chance of more, over a million rows, is below 10⁻³⁰. */
export const MAX_WEIGHT = 31;

/** A row of a node is one 31-bit key: rank << codeShift | class << classShift | weight. */
export interface KeyShape {
  readonly codeShift: number;
  readonly classShift: number;
}

const bitsFor = (nValues: number): number => Math.ceil(Math.log2(Math.max(2, nValues)));

/**
 * The shape of keys for columns of at most `nCodes` distinct values.
 *
 * @throws `parameter-invalid` when they need more than 31 bits: with eight classes, beyond 8 million distinct values
 */
export function keyShape(nCodes: number, nClasses: number, bootstrap: boolean): KeyShape {
  const classShift = bitsFor(bootstrap ? MAX_WEIGHT + 1 : 2);
  const codeShift = classShift + bitsFor(nClasses);
  if (codeShift + bitsFor(nCodes) > 31) {
    throw new SerError('parameter-invalid', `${nCodes} distinct values × ${nClasses} classes are more than a random forest can code.`, { nCodes, nClasses });
  }
  return { codeShift, classShift };
}
