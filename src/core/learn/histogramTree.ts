import { accumulate, leafGain, leafWeight, searchColumn, subtract, withdraw, type BoostingRules, type HistogramSplit } from './histogram.ts';
import type { QuantileBins } from './quantileBins.ts';

/** One grown regression tree; node numbers count from its root, siblings are neighbours, children follow their parent. */
export interface RegressionTree {
  /** −1 at a leaf. */
  readonly feature: Int32Array;
  /** Rows in bins up to this one go left. */
  readonly bin: Int32Array;
  readonly left: Int32Array;
  readonly right: Int32Array;
  /** What the split gained; 0 at a leaf. */
  readonly gain: Float32Array;
  /** Sum of the second derivatives of the node's rows. */
  readonly cover: Float32Array;
  /** The best value of the node, before the learning rate. */
  readonly weight: Float32Array;
}

/** What trees of one machine share: the binned rows, the rules and scratch memory. One plan grows one tree at a time. */
export interface TreeGrower {
  readonly bins: QuantileBins;
  readonly rules: BoostingRules;
  /** Most questions on the way to a leaf; 0 for no limit. */
  readonly maxDepth: number;
  readonly spareHistograms: Float64Array[];
}

/** A split below this gain is noise to xgboost (kRtEps). */
const minGain = 1e-6;

/** A node that is to be split: its split, its rows and the histogram of its columns. */
interface OpenNode {
  readonly node: number;
  readonly start: number;
  readonly end: number;
  readonly depth: number;
  readonly G: number;
  readonly H: number;
  readonly split: HistogramSplit;
  histogram: Float64Array;
}

export function createTreeGrower(bins: QuantileBins, rules: BoostingRules, maxDepth: number): TreeGrower {
  return { bins, rules, maxDepth, spareHistograms: [] };
}

function takeHistogram(grower: TreeGrower): Float64Array {
  return grower.spareHistograms.pop() ?? new Float64Array(2 * grower.bins.cuts.length);
}

const noSplit = (): HistogramSplit => ({ feature: -1, bin: 0, gain: 0, leftG: 0, leftH: 0 });

/**
 * Grows one tree on the rows named by `rows`, depth by depth limited, with histograms of second-order gradients; of two
 * children only the smaller is counted, the other is the parent less the smaller.
 *
 * @param rows the rows to learn from; reordered so that the rows of each leaf are neighbours
 * @param gradients g and `hessians` h of the loss, by row
 * @param columns the columns that may be asked for, ascending
 * @param onLeaf called for each leaf: its node and its run of `rows`
 */
export function growRegressionTree(grower: TreeGrower, rows: Int32Array, gradients: Float32Array, hessians: Float32Array, columns: Int32Array, onLeaf: (node: number, start: number, end: number) => void): RegressionTree {
  const { bins, rules, maxDepth } = grower;
  const feature: number[] = [];
  const binOf: number[] = [];
  const left: number[] = [];
  const right: number[] = [];
  const gain: number[] = [];
  const cover: number[] = [];
  const weight: number[] = [];
  const addNode = (G: number, H: number): number => {
    left.push(0);
    right.push(0);
    binOf.push(0);
    gain.push(0);
    cover.push(H);
    weight.push(leafWeight(rules, G, H));
    return feature.push(-1) - 1;
  };
  const maySplit = (start: number, end: number, depth: number, H: number): boolean =>
    end - start >= 2 && H >= 2 * rules.minChildWeight && (maxDepth === 0 || depth < maxDepth);
  const isWorth = (split: HistogramSplit): boolean => split.gain > minGain && split.gain >= rules.gamma;

  let G = 0;
  let H = 0;
  for (let p = 0; p < rows.length; p++) {
    G += gradients[rows[p]];
    H += hessians[rows[p]];
  }
  const open: OpenNode[] = [];
  const root = addNode(G, H);
  if (maySplit(0, rows.length, 0, H)) {
    const histogram = takeHistogram(grower).fill(0);
    const split = noSplit();
    const parentGain = leafGain(rules, G, H);
    for (let c = 0; c < columns.length; c++) {
      accumulate(bins, columns[c], rows, 0, rows.length, gradients, hessians, histogram);
      searchColumn(rules, bins, columns[c], histogram, G, H, parentGain, split);
    }
    open.push({ node: root, start: 0, end: rows.length, depth: 0, G, H, split, histogram });
  } else {
    onLeaf(root, 0, rows.length);
  }

  for (let current = open.pop(); current !== undefined; current = open.pop()) {
    const { node, start, end, split, histogram } = current;
    const middle = isWorth(split) ? partition(bins, rows, start, end, split) : start;
    // With minChildWeight 0 a rounding residue may look like a row; a side without rows is no split.
    if (middle === start || middle === end) {
      grower.spareHistograms.push(histogram);
      onLeaf(node, start, end);
      continue;
    }
    const depth = current.depth + 1;
    const rightG = current.G - split.leftG;
    const rightH = current.H - split.leftH;
    feature[node] = split.feature;
    binOf[node] = split.bin;
    gain[node] = split.gain;
    left[node] = addNode(split.leftG, split.leftH);
    right[node] = addNode(rightG, rightH);
    const leftChild = { node: left[node], start, end: middle, depth, G: split.leftG, H: split.leftH, split: noSplit(), histogram };
    const rightChild = { node: right[node], start: middle, end, depth, G: rightG, H: rightH, split: noSplit(), histogram };
    const [small, large] = middle - start <= end - middle ? [leftChild, rightChild] : [rightChild, leftChild];
    const splitSmall = maySplit(small.start, small.end, depth, small.H);
    const splitLarge = maySplit(large.start, large.end, depth, large.H);
    if (!splitLarge) onLeaf(large.node, large.start, large.end);
    if (!splitSmall) onLeaf(small.node, small.start, small.end);

    if (splitSmall && splitLarge) small.histogram = takeHistogram(grower);
    for (let c = 0; c < columns.length && (splitSmall || splitLarge); c++) {
      const column = columns[c];
      if (splitSmall) {
        small.histogram.fill(0, 2 * bins.cutStart[column], 2 * bins.cutStart[column + 1]);
        accumulate(bins, column, rows, small.start, small.end, gradients, hessians, small.histogram);
        searchColumn(rules, bins, column, small.histogram, small.G, small.H, leafGain(rules, small.G, small.H), small.split);
      }
      if (splitLarge) {
        // Row by row where the smaller child has fewer rows than the column has numbers.
        if (splitSmall && small.end - small.start > bins.cutStart[column + 1] - bins.cutStart[column]) subtract(bins, column, small.histogram, large.histogram);
        else withdraw(bins, column, rows, small.start, small.end, gradients, hessians, large.histogram);
        searchColumn(rules, bins, column, large.histogram, large.G, large.H, leafGain(rules, large.G, large.H), large.split);
      }
    }
    // The smaller child goes first: so at most log₂(nRows) histograms wait.
    if (splitLarge) open.push(large);
    if (splitSmall) open.push(small);
    if (!splitLarge && !splitSmall) grower.spareHistograms.push(histogram);
  }
  return {
    feature: Int32Array.from(feature),
    bin: Int32Array.from(binOf),
    left: Int32Array.from(left),
    right: Int32Array.from(right),
    gain: Float32Array.from(gain),
    cover: Float32Array.from(cover),
    weight: Float32Array.from(weight),
  };
}

/** Moves the rows that go left to the front of rows[start … end); returns where the right ones start. */
function partition(bins: QuantileBins, rows: Int32Array, start: number, end: number, split: HistogramSplit): number {
  const codes = bins.codes;
  const column = split.feature * bins.nRows;
  let low = start;
  let high = end - 1;
  while (low <= high) {
    const row = rows[low];
    if (codes[column + row] <= split.bin) {
      low++;
    } else {
      rows[low] = rows[high];
      rows[high] = row;
      high--;
    }
  }
  return low;
}
