import { createNodeSearch, fewRows, leafWeight, type BoostingRules, type HistogramLoops, type NodeSearch } from './histogram.ts';
import { createTreeBuilder, type RegressionTree } from './regressionTree.ts';

/** What trees of one machine share. One grower grows one tree at a time. */
export interface TreeGrower {
  readonly loops: HistogramLoops;
  readonly rules: BoostingRules;
  /** Most questions on the way to a leaf; 0 for no limit. */
  readonly maxDepth: number;
  /** The histograms that no node has. */
  readonly spare: number[];
}

/** What one tree is grown on. */
export interface TreeTask {
  /** The output whose gradients count. */
  readonly output: number;
  /** How many of the loops' rows, from the first; they must ascend. */
  readonly nRows: number;
  /** The columns that the tree may ask for, ascending. */
  readonly columns: Int32Array;
  /** Those that a node at some depth may ask for, among `columns`; called once for each node that looks for a split. */
  readonly columnsOf: (depth: number) => Int32Array;
  /** Called for each leaf: its run of the loops' rows, and its value before the learning rate. */
  readonly onLeaf: (start: number, end: number, weight: number) => void;
}

/** So many values are counted between two pauses: some 20 ms of work. */
const valuesAtOnce = 10_000_000;

/** A node whose rows may be split: its run of them, its sums and split, and, with more than {@link fewRows} rows, its histogram. */
interface OpenNode {
  readonly node: number;
  readonly start: number;
  readonly end: number;
  readonly depth: number;
  readonly search: NodeSearch;
  histogram: number;
}

const noHistogram = -1;

const countRows = ({ start, end }: OpenNode): number => end - start;

/** How many histograms a tree of so many rows may need at once: of two siblings one waits, and the other has at most half the rows. */
export function countHistograms(nRows: number): number {
  return nRows > fewRows ? Math.ceil(Math.log2(nRows / fewRows)) + 1 : 0;
}

export function createTreeGrower(loops: HistogramLoops, rules: BoostingRules, maxDepth: number, nHistograms: number): TreeGrower {
  return { loops, rules, maxDepth, spare: Array.from({ length: nHistograms }, (_, h) => h) };
}

/**
 * Grows one tree, depth by depth limited, with histograms of second-order gradients. Of two children only the smaller is
 * counted, the other is the parent less the smaller; few rows are counted without a histogram.
 *
 * @returns after a pause for every {@link valuesAtOnce} values
 */
export function* growRegressionTree(grower: TreeGrower, { output, nRows, columns, columnsOf, onLeaf }: TreeTask): Generator<undefined, RegressionTree> {
  const { loops, rules, maxDepth, spare } = grower;
  const tree = createTreeBuilder();
  const open = (start: number, end: number, depth: number, G: number, H: number): OpenNode => ({ node: tree.add(H, leafWeight(rules, G, H)), start, end, depth, search: createNodeSearch(rules, G, H), histogram: noHistogram });
  const maySplit = (child: OpenNode): boolean => countRows(child) >= 2 && child.search.H >= 2 * rules.minChildWeight && (maxDepth === 0 || child.depth < maxDepth);
  const close = ({ node, start, end, histogram }: OpenNode): void => {
    if (histogram !== noHistogram) spare.push(histogram);
    onLeaf(start, end, tree.weightOf(node));
  };

  const rowsAtOnce = Math.max(fewRows, Math.floor(valuesAtOnce / columns.length));
  let nCounted = 0;
  const tally = function* (count: (histogram: number, start: number, end: number) => void, histogram: number, start: number, end: number): Generator<undefined, void> {
    for (let from = start; from < end; from += rowsAtOnce) {
      const to = Math.min(end, from + rowsAtOnce);
      nCounted += to - from;
      if (nCounted > rowsAtOnce) {
        nCounted = to - from;
        yield;
      }
      count(histogram, from, to);
    }
  };
  const countAnew = function* (child: OpenNode): Generator<undefined, void> {
    // There are enough: see countHistograms.
    child.histogram = spare.pop() as number;
    loops.clear(child.histogram);
    yield* tally(loops.count, child.histogram, child.start, child.end);
  };
  /** Finds the best split of a node whose histogram is counted, or that has few rows. */
  const lookAt = (child: OpenNode): void => {
    const asked = columnsOf(child.depth);
    if (child.histogram !== noHistogram) return loops.search(child.histogram, asked, child.search);
    nCounted += countRows(child);
    loops.searchFew(child.start, child.end, asked, child.search);
  };

  loops.startTree(output, columns);
  const root = openRoot(loops, output, nRows, open);
  const waiting: OpenNode[] = [];
  if (maySplit(root)) {
    if (nRows > fewRows) yield* countAnew(root);
    lookAt(root);
    waiting.push(root);
  } else {
    close(root);
  }

  for (let parent = waiting.pop(); parent !== undefined; parent = waiting.pop()) {
    const { node, start, end, depth, search, histogram } = parent;
    const isWorth = search.column >= 0 && search.gain >= rules.gamma;
    const middle = isWorth ? loops.partition(start, end, search) : start;
    // With minChildWeight 0 a rounding residue may look like a row; a side without rows is no split.
    if (middle === start || middle === end) {
      close(parent);
      continue;
    }
    const left = open(start, middle, depth + 1, search.leftG, search.leftH);
    const right = open(middle, end, depth + 1, search.G - search.leftG, search.H - search.leftH);
    tree.split(node, search, left.node, right.node);
    const [small, large] = countRows(left) <= countRows(right) ? [left, right] : [right, left];
    const [splitSmall, splitLarge] = [maySplit(small), maySplit(large)];
    if (splitSmall && countRows(small) > fewRows) yield* countAnew(small);
    if (splitLarge && countRows(large) > fewRows) {
      large.histogram = histogram;
      if (small.histogram !== noHistogram) loops.subtract(histogram, small.histogram);
      else yield* tally(loops.withdraw, histogram, small.start, small.end);
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
  return tree.finish();
}

/** The root with the sums of its rows, in their order. */
function openRoot({ rows, gradients, stride }: HistogramLoops, output: number, nRows: number, open: (start: number, end: number, depth: number, G: number, H: number) => OpenNode): OpenNode {
  let G = 0;
  let H = 0;
  for (let p = 0; p < nRows; p++) {
    const at = 2 * (output * stride + rows[p]);
    G += gradients[at];
    H += gradients[at + 1];
  }
  return open(0, nRows, 0, G, H);
}
