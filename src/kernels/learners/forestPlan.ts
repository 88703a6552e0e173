import { Forest } from './forest';
import { bucketBytes } from './forestSort';

/** Bytes of a `Forest` itself. */
export function forestBytes(): i32 {
  return i32(offsetof<Forest>());
}

/** Says what the trees learn from; see the fields of `Forest`. */
export function setForestData(forest: Forest, nRows: i32, nColumns: i32, nClasses: i32, codes: usize, codeSize: usize, y: usize): void {
  forest.nRows = nRows;
  forest.nColumns = nColumns;
  forest.nClasses = nClasses;
  forest.codes = codes;
  forest.codeSize = codeSize;
  forest.y = y;
}

/** Says how the rows of each tree are drawn, and how wide the parts of a key are; see core/learn/forest/bootstrap.ts. */
export function setForestDraws(forest: Forest, draws: i32, maxWeight: i32, nPresent: i32, classStart: usize, rowsByClass: usize, codeShift: i32, classShift: i32): void {
  forest.draws = draws;
  forest.maxWeight = maxWeight;
  forest.nPresent = nPresent;
  forest.classStart = classStart;
  forest.rowsByClass = rowsByClass;
  forest.codeShift = codeShift;
  forest.classShift = classShift;
}

/** Says how the trees grow. */
export function setForestOptions(forest: Forest, criterion: i32, isWeighted: i32, nCandidates: i32, minLeaf: i32, minSplit: i32, maxDepth: i32, countLog: usize, logScale: f64): void {
  forest.criterion = criterion;
  forest.isWeighted = isWeighted;
  forest.countLog = countLog;
  forest.logScale = logScale;
  forest.nCandidates = nCandidates;
  forest.minLeaf = minLeaf;
  forest.minSplit = minSplit;
  forest.maxDepth = maxDepth;
}

/** So many bytes that what follows is aligned to a vector. */
function padded(bytes: usize): usize {
  return (bytes + 15) & ~15;
}

/** Bytes that trees need to grow in; set the data first. */
export function forestWorkBytes(forest: Forest): usize {
  return layOut(forest, 0);
}

/** Gives the forest this space. */
export function setForestWork(forest: Forest, work: usize): void {
  layOut(forest, work);
}

function layOut(forest: Forest, work: usize): usize {
  const nRows = usize(forest.nRows);
  const nClasses = usize(forest.nClasses);
  // Keys are read and written in eights.
  const keyBytes = padded(nRows * 4 + 48);
  forest.items = work;
  forest.itemsApart = forest.items + padded(nRows * 8 + 8);
  forest.weights = forest.itemsApart + padded(nRows * 8 + 8);
  forest.features = forest.weights + padded(nRows * 4);
  forest.keys = forest.features + padded(usize(forest.nColumns) * 4);
  forest.sortedKeys = forest.keys + keyBytes;
  forest.buckets = forest.sortedKeys + keyBytes;
  forest.classWeights = forest.buckets + bucketBytes(forest.nRows);
  forest.counts = forest.classWeights + padded(nClasses * 8);
  forest.sides = forest.counts + padded(nClasses * 4);
  forest.pending = forest.sides + padded(nClasses * 8);
  forest.nodes = forest.pending + (nRows + 1) * 16;
  forest.leafEnds = forest.nodes + 2 * nRows * 16;
  return forest.leafEnds + nRows * 4 - work;
}

/** Where the class weights are, float64 each: those of the last tree. */
export function forestClassWeights(forest: Forest): usize {
  return forest.classWeights;
}

/** Where the nodes of the complete tree are, four int32 each as in `Forest.nodes`. */
export function forestNodes(forest: Forest): usize {
  return forest.nodes;
}

/** Writes the weighted rows of each class in each leaf, uint32, leaves × classes. */
export function countLeaves(forest: Forest, out: usize): void {
  const nClasses = usize(forest.nClasses);
  const classShift = forest.classShift;
  const weightMask = (1 << classShift) - 1;
  memory.fill(out, 0, usize(forest.nLeaves) * nClasses * 4);
  let item = forest.items;
  for (let leaf = 0; leaf < forest.nLeaves; leaf++) {
    const end = forest.items + usize(load<i32>(forest.leafEnds + usize(leaf) * 4)) * 8;
    for (; item < end; item += 8) {
      const payload = load<i32>(item, 4);
      const counter = out + usize(payload >> classShift) * 4;
      store<i32>(counter, load<i32>(counter) + (payload & weightMask));
    }
    out += nClasses * 4;
  }
}
