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
  /** `balanced` draws the classes equally often; the rest, and all without bootstrap, weighs the rows that were drawn. */
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
export const SLICE_VALUES = 500_000;

/** Whether the rows of a tree count differently by class. */
export const weighsClasses = ({ bootstrap, classWeight }: Pick<TreeOptions, 'bootstrap' | 'classWeight'>): boolean =>
  classWeight === 'balancedSubsample' || (classWeight === 'balanced' && !bootstrap);
