import { DRAWS_CLASSES, DRAWS_ROWS, Forest } from './forest';
import { randomInteger } from './forestRandom';

/** Fills `weights` with how often each row was drawn; twin of core/learn/forest/bootstrap.ts. */
export function drawRows(forest: Forest): void {
  const nRows = forest.nRows;
  const weights = forest.weights;
  if (forest.draws !== DRAWS_ROWS && forest.draws !== DRAWS_CLASSES) {
    for (let row = 0; row < nRows; row++) store<i32>(weights + usize(row) * 4, 1);
    return;
  }
  memory.fill(weights, 0, usize(nRows) * 4);
  for (let drawn = 0; drawn < nRows; ) {
    const row = forest.draws === DRAWS_CLASSES ? rowOfSomeClass(forest) : randomInteger(forest, nRows);
    const at = weights + usize(row) * 4;
    const weight = load<i32>(at);
    if (weight === forest.maxWeight) continue;
    store<i32>(at, weight + 1);
    drawn++;
  }
}

function rowOfSomeClass(forest: Forest): i32 {
  const start = forest.classStart + usize(randomInteger(forest, forest.nPresent)) * 4;
  const first = load<i32>(start);
  return load<i32>(forest.rowsByClass + usize(first + randomInteger(forest, load<i32>(start, 4) - first)) * 4);
}
