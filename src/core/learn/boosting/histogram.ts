/** The second-order regularisation of gradient boosting. */
export interface BoostingRules {
  readonly minChildWeight: number;
  readonly gamma: number;
  readonly lambda: number;
  readonly alpha: number;
}

/** The least H of a child: `minChildWeight`, and above 0, as a child without weight has no value. */
export function leastHessian({ minChildWeight }: BoostingRules): number {
  return Math.max(minChildWeight, Number.MIN_VALUE);
}

/** G moved towards 0 by alpha. */
function shrunk(G: number, alpha: number): number {
  return G > alpha ? G - alpha : G < -alpha ? G + alpha : 0;
}

/** The gain of one leaf, T(G)² / (H + λ) with T the shrinking by α, in float32 as xgboost has it. */
export function leafGain(rules: BoostingRules, G: number, H: number): number {
  if (H <= 0 || H < rules.minChildWeight) return 0;
  const T = shrunk(G, rules.alpha);
  return Math.fround((T * T) / (H + rules.lambda));
}

/** The best value of one leaf, −T(G) / (H + λ); 0 for a leaf too light. */
export function leafWeight(rules: BoostingRules, G: number, H: number): number {
  if (H <= 0 || H < rules.minChildWeight) return 0;
  return Math.fround(-shrunk(G, rules.alpha) / (H + rules.lambda));
}

/** What a split gains over the unsplit node: T(G_L)²/(H_L + λ) + T(G_R)²/(H_R + λ) − T(G)²/(H + λ), in float32. */
export function splitGain({ lambda, alpha }: BoostingRules, leftG: number, leftH: number, rightG: number, rightH: number, parentGain: number): number {
  const leftT = alpha === 0 ? leftG : shrunk(leftG, alpha);
  const rightT = alpha === 0 ? rightG : shrunk(rightG, alpha);
  return Math.fround(Math.fround(Math.fround((leftT * leftT) / (leftH + lambda)) + Math.fround((rightT * rightT) / (rightH + lambda))) - parentGain);
}

/** A node that looks for its split: its sums and the best split so far. */
export interface NodeSearch {
  /** Sum of the gradients of the node's rows; `H` of their second derivatives. */
  readonly G: number;
  readonly H: number;
  /** {@link leafGain} of the node. */
  readonly leafGain: number;
  /** −1 where no split is known. */
  column: number;
  /** Rows in bins up to this one go left; −1 where only rows without a value do. */
  bin: number;
  /** Whether rows without a value go left. */
  missingLeft: boolean;
  /** {@link splitGain}. */
  gain: number;
  /** The sums of the left child. */
  leftG: number;
  leftH: number;
}

/** A split below this gain is noise to xgboost (kRtEps), and is not looked for. */
const minGain = Math.fround(1e-6);

export function createNodeSearch(rules: BoostingRules, G: number, H: number): NodeSearch {
  return { G, H, leafGain: leafGain(rules, G, H), column: -1, bin: 0, missingLeft: false, gain: minGain, leftG: 0, leftH: 0 };
}

/**
 * The loops over rows and bins in which growing trees spends its time, over memory that they share: in plain TypeScript
 * (histogramPlain.ts) or compiled (histogramKernel.ts), to the same last bit. A histogram holds (sum of g, sum of h) for each
 * bin of each column, in float64; histograms are known by their numbers, from 0 to `nHistograms`.
 */
export interface HistogramLoops {
  /** The rows of the tree that grows; a node has a run of them, in ascending order. */
  readonly rows: Int32Array;
  /** The margin of each row for each output, and its derivatives as pairs (g, h): row i of output k is number k * stride + i. */
  readonly margins: Float32Array;
  readonly gradients: Float32Array;
  readonly stride: number;
  /** Fills `gradients` from `margins`. */
  differentiate(): void;
  /** The next tree is of output `k` and is counted in these columns, ascending. */
  startTree(k: number, columns: Int32Array): void;
  clear(histogram: number): void;
  /** Adds the gradients of rows[start … end) to a histogram. */
  count(histogram: number, start: number, end: number): void;
  /** Takes the gradients of rows[start … end) out of a histogram. */
  withdraw(histogram: number, start: number, end: number): void;
  /** Takes `part` out of `histogram`. */
  subtract(histogram: number, part: number): void;
  /**
   * Looks through columns, which are ascending and among the tree's, for a better split of a node: of equal gains the first
   * column wins, then missing values to the right, then the bin that is met first, as in xgboost.
   */
  search(histogram: number, columns: Int32Array, node: NodeSearch): void;
  /** As `count` and `search`, without a histogram: for at most {@link fewRows} rows. */
  searchFew(start: number, end: number, columns: Int32Array, node: NodeSearch): void;
  /** Moves the rows that go left to the front of rows[start … end), in order; returns where the right ones start. */
  partition(start: number, end: number, split: Pick<NodeSearch, 'column' | 'bin' | 'missingLeft'>): number;
}

/** A node with at most so many rows is counted on the spot: most bins of its histogram would be empty. */
export const fewRows = 192;
