import { Forest } from './forest';
import { drawRows } from './forestDraws';
import { randomInteger, seedRandom } from './forestRandom';
import { searchFeature } from './forestSearch';
import { balanceClasses } from './forestWeights';

/** Begins tree number `treeIndex`: draws its rows and opens its root. */
export function startForestTree(forest: Forest, seed: i32, treeIndex: i32): void {
  seedRandom(forest, seed, treeIndex);
  drawRows(forest);
  const weights = forest.weights;
  let nItems = 0;
  const items = forest.items;
  for (let row = 0; row < forest.nRows; row++) {
    const weight = load<i32>(weights + usize(row) * 4);
    const item = items + usize(nItems) * 8;
    store<i32>(item, row);
    store<i32>(item, (load<i32>(forest.y + usize(row) * 4) << forest.classShift) | weight, 4);
    nItems += i32(weight > 0);
  }
  if (forest.isWeighted) balanceClasses(forest, nItems);
  for (let j = 0; j < forest.nColumns; j++) store<i32>(forest.features + usize(j) * 4, j);
  forest.nNodes = 0;
  forest.nLeaves = 0;
  forest.nPending = 0;
  forest.isOpen = 0;
  pushNode(forest, 0, nItems, 0, -1);
}

/**
 * Grows the tree for a while.
 *
 * @param budget how many values to look at, about; one column of a node is always finished
 * @returns the number of its nodes when it is complete, else 0
 */
export function growForestTree(forest: Forest, budget: i32): i32 {
  for (;;) {
    if (!forest.isOpen) {
      if (forest.nPending === 0) return forest.nNodes;
      openNode(forest);
      budget -= forest.end - forest.start;
      if (!forest.isOpen) continue;
    }
    const count = forest.end - forest.start;
    const nColumns = forest.nColumns;
    while (forest.nDrawn < nColumns && (forest.nDrawn < forest.nCandidates || !forest.hasVaried)) {
      if (budget <= 0) return 0;
      budget -= count;
      const drawn = forest.features + usize(forest.nDrawn) * 4;
      const picked = drawn + usize(randomInteger(forest, nColumns - forest.nDrawn)) * 4;
      const feature = load<i32>(picked);
      store<i32>(picked, load<i32>(drawn));
      store<i32>(drawn, feature);
      forest.nDrawn++;
      if (searchFeature(forest, feature, count)) forest.hasVaried = 1;
    }
    closeNode(forest);
  }
  // Not reached; the compiler asks for it.
  return 0;
}

function pushNode(forest: Forest, start: i32, end: i32, depth: i32, rightOf: i32): void {
  const entry = forest.pending + usize(forest.nPending++) * 16;
  store<i32>(entry, start);
  store<i32>(entry, end, 4);
  store<i32>(entry, depth, 8);
  store<i32>(entry, rightOf, 12);
}

/** Takes the next node: counts its classes, and makes it a leaf or opens it for search. */
function openNode(forest: Forest): void {
  const entry = forest.pending + usize(--forest.nPending) * 16;
  const start = load<i32>(entry);
  const end = load<i32>(entry, 4);
  const depth = load<i32>(entry, 8);
  const rightOf = load<i32>(entry, 12);
  const node = forest.nNodes++;
  if (rightOf >= 0) store<i32>(forest.nodes + usize(rightOf) * 16, node, 12);
  forest.start = start;
  forest.end = end;
  forest.depth = depth;
  forest.node = node;

  const counts = forest.counts;
  const classShift = forest.classShift;
  const weightMask = (1 << classShift) - 1;
  memory.fill(counts, 0, usize(forest.nClasses) * 4);
  let weight = 0;
  const endItem = forest.items + usize(end) * 8;
  for (let item = forest.items + usize(start) * 8; item < endItem; item += 8) {
    const payload = load<i32>(item, 4);
    const w = payload & weightMask;
    const counter = counts + usize(payload >> classShift) * 4;
    store<i32>(counter, load<i32>(counter) + w);
    weight += w;
  }
  forest.weight = weight;
  const firstClass = load<i32>(forest.items + usize(start) * 8, 4) >> classShift;
  const isPure = load<i32>(counts + usize(firstClass) * 4) === weight;
  const count = end - start;
  if (isPure || count < forest.minSplit || count < 2 * forest.minLeaf || (forest.maxDepth > 0 && depth >= forest.maxDepth)) {
    closeLeaf(forest);
    return;
  }
  forest.isOpen = 1;
  forest.nDrawn = 0;
  forest.hasVaried = 0;
  forest.bestFeature = -1;
  forest.bestScore = -Infinity;
}

function closeLeaf(forest: Forest): void {
  store<i32>(forest.nodes + usize(forest.node) * 16, -1);
  store<i32>(forest.leafEnds + usize(forest.nLeaves++) * 4, forest.end);
  forest.isOpen = 0;
}

/** Ends the search of the open node: parts its rows at the best split, or makes it a leaf where there is none. */
function closeNode(forest: Forest): void {
  if (forest.bestFeature < 0) {
    closeLeaf(forest);
    return;
  }
  const node = forest.nodes + usize(forest.node) * 16;
  store<i32>(node, forest.bestFeature);
  const column = forest.codes + ((usize(forest.bestFeature) * usize(forest.nRows)) << forest.codeSize);
  const middle = forest.codeSize === 1 ? partition<u16>(forest, column, node) : partition<u32>(forest, column, node);
  // The left child is grown next, so that it is the next node.
  pushNode(forest, middle, forest.end, forest.depth + 1, forest.node);
  pushNode(forest, forest.start, middle, forest.depth + 1, -1);
  forest.isOpen = 0;
}

/** Moves the items that go left to the front; returns where the right ones start. */
function partition<T>(forest: Forest, column: usize, node: usize): i32 {
  const code = forest.bestCode;
  const nextCode = forest.bestNextCode;
  const first = forest.items + usize(forest.start) * 8;
  const end = forest.items + usize(forest.end) * 8;
  let left = first;
  let right = forest.itemsApart;
  let low = 0;
  let high = 0;
  for (let item = first; item < end; item += 8) {
    const pair = load<u64>(item);
    const row = i32(pair);
    const its = i32(load<T>(column + usize(row) * sizeof<T>()));
    low = its === code ? row : low;
    high = its === nextCode ? row : high;
    // Both are written; only one counts. What is written on the left has been read.
    store<u64>(left, pair);
    store<u64>(right, pair);
    const goesLeft = usize(its <= code) * 8;
    left += goesLeft;
    right += 8 - goesLeft;
  }
  memory.copy(left, forest.itemsApart, right - forest.itemsApart);
  store<i32>(node, low, 4);
  store<i32>(node, high, 8);
  return forest.start + i32((left - first) >> 3);
}
