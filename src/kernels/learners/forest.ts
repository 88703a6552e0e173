/** {@link Forest.criterion}, which is 0 for Gini. */
export const ENTROPY = 1;

/** {@link Forest.draws}, which is 0 where every tree takes each row once. */
export const DRAWS_ROWS = 1;
export const DRAWS_CLASSES = 2;

/**
 * The data that the trees of one forest share, how they grow, and the one that is growing. TypeScript fills it through
 * `setForestData`, `setForestDraws`, `setForestOptions` and `setForestWork`, in this order.
 */
@unmanaged
export class Forest {
  nRows: i32;
  nColumns: i32;
  nClasses: i32;
  nCandidates: i32;
  minLeaf: i32;
  minSplit: i32;
  /** 0 for no limit. */
  maxDepth: i32;
  criterion: i32;
  /** 1 where the rows of a tree count differently by class. */
  isWeighted: i32;
  /** What is drawn for each tree with replacement: rows, or a class and then a row of it. */
  draws: i32;
  /** A row is drawn at most so often for one tree. */
  maxWeight: i32;
  /** Classes that have rows; those of the p-th are rowsByClass[classStart[p]] … (int32). */
  nPresent: i32;
  classStart: usize;
  rowsByClass: usize;
  /** Column-major ranks: log₂ of the bytes of each, 1 or 2. */
  codeSize: usize;
  codes: usize;
  /** int32 a row. */
  y: usize;
  /** float64 a count, 0 … nRows: count · ln(count) · logScale, rounded to whole numbers, for entropy. */
  countLog: usize;
  logScale: f64;
  /** float64 a class: how much a row of it counts, 1 or more. */
  classWeights: usize;
  /** A key is code << codeShift | class << classShift | weight. */
  codeShift: i32;
  classShift: i32;

  /** (row, class << classShift | weight) as int32, of the rows that the tree was given; a node's lie side by side. */
  items: usize;
  /** Space for as many. */
  itemsApart: usize;
  /** int32 a row: how often it was drawn. */
  weights: usize;
  /** int32 a column, in the order in which they were last drawn. */
  features: usize;
  keys: usize;
  sortedKeys: usize;
  /** int32 counters for sorting by digits. */
  buckets: usize;
  /** int32 a class: the weighted rows of the node. */
  counts: usize;
  /** Two int32 a class: left and right of a cut. */
  sides: usize;
  /** start, end, depth and the parent whose right child it is (−1 for the root and for left children), of nodes to come. */
  pending: usize;
  nPending: i32;
  /** feature (−1 for a leaf), a row with the largest value on the left, one with the smallest on the right, right child. */
  nodes: usize;
  nNodes: i32;
  /** int32 a leaf: the end of its items. */
  leafEnds: usize;
  nLeaves: i32;

  /** The node that is searched: whether there is one, and how far the search is. */
  isOpen: i32;
  start: i32;
  end: i32;
  depth: i32;
  node: i32;
  weight: i32;
  nDrawn: i32;
  hasVaried: i32;
  bestFeature: i32;
  bestCode: i32;
  bestNextCode: i32;
  bestScore: f64;
  lowestCode: i32;
  highestCode: i32;

  /** The state of the tree's random numbers. */
  randomA: u32;
  randomB: u32;
  randomC: u32;
  randomCount: u32;
}
