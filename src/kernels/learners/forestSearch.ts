import { ENTROPY, Forest } from './forest';
import { scanEntropy, scanGini, scanWeighted } from './forestScan';
import { sortKeys } from './forestSort';

/** Looks through one feature of the open node for a better split; returns whether it has more than one value there. */
export function searchFeature(forest: Forest, feature: i32, count: i32): bool {
  const column = forest.codes + ((usize(feature) * usize(forest.nRows)) << forest.codeSize);
  if (forest.codeSize === 1) gather<u16>(forest, column, count);
  else gather<u32>(forest, column, count);
  if (forest.lowestCode === forest.highestCode) return false;
  const sorted = sortKeys(forest, count);
  if (forest.isWeighted) scanWeighted(forest, feature, sorted, count);
  else if (forest.criterion === ENTROPY) scanEntropy(forest, feature, sorted, count);
  else scanGini(forest, feature, sorted, count);
  return true;
}

/** Writes the keys of the open node's rows, and the lowest and the highest code. */
function gather<T>(forest: Forest, column: usize, count: i32): void {
  const shift = forest.codeShift;
  let lowest = i32.MAX_VALUE;
  let highest = 0;
  let key = forest.keys;
  let item = forest.items + usize(forest.start) * 8;
  const end = item + usize(count) * 8;
  while (item < end) {
    const code = i32(load<T>(column + usize(load<u32>(item)) * sizeof<T>()));
    lowest = min(lowest, code);
    highest = max(highest, code);
    store<i32>(key, (code << shift) | load<i32>(item, 4));
    item += 8;
    key += 4;
  }
  forest.lowestCode = lowest;
  forest.highestCode = highest;
}
