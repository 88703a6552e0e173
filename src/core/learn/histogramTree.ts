import { createNodeSearch, fewRows, leafWeight, type BoostingRules, type HistogramLoops, type NodeSearch } from './histogram.ts';

/** One grown regression tree; node numbers count from its root, siblings are neighbours, children follow their parent. */
export interface RegressionTree {
  /** −1 at a leaf. */
  readonly feature: Int32Array;
  /** Rows in bins up to this one go left; −1 where only rows without a value do. */
  readonly bin: Int32Array;
  /** 1 where rows without a value go left. */
  readonly missingLeft: Uint8Array;
  readonly left: Int32Array;
  readonly right: Int32Array;
  /** What the split gained; 0 at a leaf. */
  readonly gain: Float32Array;
  /** Sum of the second derivatives of the node's rows. */
  readonly cover: Float32Array;
  /** The best value of the node, before the learning rate. */
  readonly weight: Float32Array;
}

/** What trees of one machine share. One grower grows one tree at a time. */
export interface TreeGrower {
  readonly loops: HistogramLoops;
  readonly rules: BoostingRules;
  /** Most questions on the way to a leaf; 0 for no limit. */
  readonly maxDepth: number;
  /** The histograms that no node has. */
  readonly spare: number[];
}

/** So many values are counted between two pauses: some 20 ms of work. */
const valuesAtOnce = 10_000_000;

/** A node that is to be split: its rows, its split and, with more than {@link fewRows} rows, its histogram. */
interface OpenNode {
  readonly node: number;
  readonly start: number;
  readonly end: number;
  readonly depth: number;
  readonly search: NodeSearch;
  histogram: number;
}

const noHistogram = -1;

/** How many histograms a tree of so many rows may need at once: of two siblings one waits, and the other has at most half the rows. */
export function countHistograms(nRows: number): number {
  return nRows > fewRows ? Math.ceil(Math.log2(nRows / fewRows)) + 1 : 0;
}

export function createTreeGrower(loops: HistogramLoops, rules: BoostingRules, maxDepth: number, nHistograms: number): TreeGrower {
  return { loops, rules, maxDepth, spare: Array.from({ length: nHistograms }, (_, h) => h) };
}

/**
 * Grows one tree on the first `nRows` of the loops' rows, which must ascend, depth by depth limited, with histograms of
 * second-order gradients. Of two children only the smaller is counted, the other is the parent less the smaller; few rows are
 * counted without a histogram.
 *
 * @param k the output whose gradients count
 * @param columns those that the tree may ask for, ascending
 * @param columnsOf those that a node at some depth may ask for, among `columns`; called once for each node that looks for a split
 * @param onLeaf called for each leaf: its run of the loops' rows, and its value before the learning rate
 * @returns after a pause for every {@link valuesAtOnce} values
 */
export function* growRegressionTree(grower: TreeGrower, k: number, nRows: number, columns: Int32Array, columnsOf: (depth: number) => Int32Array, onLeaf: (start: number, end: number, weight: number) => void): Generator<undefined, RegressionTree> {
  const { loops, rules, maxDepth, spare } = grower;
  const { rows, gradients, stride } = loops;
  const feature: number[] = [];
  const bin: number[] = [];
  const missingLeft: number[] = [];
  const left: number[] = [];
  const right: number[] = [];
  const gain: number[] = [];
  const cover: number[] = [];
  const weight: number[] = [];
  const addNode = (G: number, H: number): number => {
    bin.push(0);
    missingLeft.push(0);
    left.push(0);
    right.push(0);
    gain.push(0);
    cover.push(H);
    weight.push(leafWeight(rules, G, H));
    return feature.push(-1) - 1;
  };
  const maySplit = ({ start, end, depth, search }: OpenNode): boolean => end - start >= 2 && search.H >= 2 * rules.minChildWeight && (maxDepth === 0 || depth < maxDepth);
  const open = (start: number, end: number, depth: number, G: number, H: number): OpenNode => ({ node: addNode(G, H), start, end, depth, search: createNodeSearch(rules, G, H), histogram: noHistogram });
  const close = ({ node, start, end }: OpenNode): void => onLeaf(start, end, weight[node]);

  const rowsAtOnce = Math.max(fewRows, Math.floor(valuesAtOnce / columns.length));
  let nCounted = 0;
  const count = function* (tally: (histogram: number, start: number, end: number) => void, histogram: number, start: number, end: number): Generator<undefined, void> {
    for (let from = start; from < end; from += rowsAtOnce) {
      const to = Math.min(end, from + rowsAtOnce);
      nCounted += to - from;
      if (nCounted > rowsAtOnce) {
        nCounted = to - from;
        yield;
      }
      tally(histogram, from, to);
    }
  };
  /** Finds the best split of a node whose histogram is counted, or that has few rows. */
  const lookAt = (child: OpenNode): void => {
    const asked = columnsOf(child.depth);
    if (child.histogram === noHistogram) {
      nCounted += child.end - child.start;
      loops.searchFew(child.start, child.end, asked, child.search);
    } else {
      loops.search(child.histogram, asked, child.search);
    }
  };
  const countAnew = function* (child: OpenNode): Generator<undefined, void> {
    // There are enough: see countHistograms.
    child.histogram = spare.pop() as number;
    loops.clear(child.histogram);
    yield* count(loops.count, child.histogram, child.start, child.end);
  };

  loops.startTree(k, columns);
  let G = 0;
  let H = 0;
  for (let p = 0; p < nRows; p++) {
    const at = 2 * (k * stride + rows[p]);
    G += gradients[at];
    H += gradients[at + 1];
  }
  const root = open(0, nRows, 0, G, H);
  const waiting: OpenNode[] = [];
  if (maySplit(root)) {
    if (nRows > fewRows) yield* countAnew(root);
    lookAt(root);
    waiting.push(root);
  } else {
    close(root);
  }

  for (let parent = waiting.pop(); parent !== undefined; parent = waiting.pop()) {
    const { node, start, end, search, histogram } = parent;
    const isWorth = search.column >= 0 && search.gain >= rules.gamma;
    const middle = isWorth ? loops.partition(start, end, search) : start;
    // With minChildWeight 0 a rounding residue may look like a row; a side without rows is no split.
    if (middle === start || middle === end) {
      if (histogram !== noHistogram) spare.push(histogram);
      close(parent);
      continue;
    }
    feature[node] = search.column;
    bin[node] = search.bin;
    missingLeft[node] = Number(search.missingLeft);
    gain[node] = search.gain;
    const leftChild = open(start, middle, parent.depth + 1, search.leftG, search.leftH);
    const rightChild = open(middle, end, parent.depth + 1, search.G - search.leftG, search.H - search.leftH);
    left[node] = leftChild.node;
    right[node] = rightChild.node;
    const [small, large] = middle - start <= end - middle ? [leftChild, rightChild] : [rightChild, leftChild];
    const [splitSmall, splitLarge] = [maySplit(small), maySplit(large)];
    if (splitSmall && small.end - small.start > fewRows) yield* countAnew(small);
    if (splitLarge && large.end - large.start > fewRows) {
      large.histogram = histogram;
      if (small.histogram !== noHistogram) loops.subtract(histogram, small.histogram);
      else yield* count(loops.withdraw, histogram, small.start, small.end);
    } else if (histogram !== noHistogram) {
      spare.push(histogram);
    }
    // The smaller child is pushed last and goes first: so few histograms wait.
    for (const [child, isOpen] of [[large, splitLarge], [small, splitSmall]] as const) {
      if (isOpen) {
        lookAt(child);
        waiting.push(child);
      } else {
        close(child);
      }
    }
  }
  return {
    feature: Int32Array.from(feature),
    bin: Int32Array.from(bin),
    missingLeft: Uint8Array.from(missingLeft),
    left: Int32Array.from(left),
    right: Int32Array.from(right),
    gain: Float32Array.from(gain),
    cover: Float32Array.from(cover),
    weight: Float32Array.from(weight),
  };
}
