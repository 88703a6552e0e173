import { SerError } from '../../errors.ts';
import type { Random } from '../random.ts';
import type { TreeOptions } from './treeGrower.ts';

/** How the rows of each tree are drawn, and the form of the keys that hold how often. */
export interface Bootstrap {
  /** Undefined where every tree takes each row once. */
  readonly draws: 'rows' | 'classes' | undefined;
  /** A row is drawn at most so often for one tree; a draw beyond is made again. */
  readonly maxWeight: number;
  /** For drawing classes: the rows of the p-th class that has any are rowsByClass[classStart[p]] … */
  readonly classStart: Int32Array;
  readonly rowsByClass: Int32Array;
  /** A row of a node is one 31-bit key: rank << codeShift | class << classShift | weight. */
  readonly codeShift: number;
  readonly classShift: number;
}

/** The chance of more draws of a row, over a million rows, is below 10⁻³⁰. */
const ROW_WEIGHT_BITS = 5;

const bitsFor = (nValues: number): number => Math.ceil(Math.log2(Math.max(2, nValues)));

/**
 * Prepares the drawing of rows. Without balance each draw is one of all rows; with `balanced` class weights it is first one of
 * the classes, then one of its rows, so that every tree sees all classes about equally often. (A class with a handful of rows
 * among a hundred thousand is drawn less often, since the row weights are bounded.)
 *
 * @throws `parameter-invalid` when a key would need more than 31 bits: beyond 8 million rows with eight classes
 */
export function createBootstrap(y: Int32Array, nClasses: number, { bootstrap, classWeight }: Pick<TreeOptions, 'bootstrap' | 'classWeight'>): Bootstrap {
  const draws = bootstrap ? (classWeight === 'balanced' ? 'classes' : 'rows') : undefined;
  const nRows = y.length;
  const freeBits = 31 - bitsFor(nRows) - bitsFor(nClasses);
  const isBounded = draws === 'classes';
  // One bit less than there is, so that weight · (3 · nRows) is an int32.
  const classShift = draws === undefined ? 1 : isBounded ? Math.min(freeBits - 1, Math.max(ROW_WEIGHT_BITS, bitsFor(nRows + 1))) : ROW_WEIGHT_BITS;
  if (freeBits < classShift || (isBounded && classShift < ROW_WEIGHT_BITS)) {
    throw new SerError('parameter-invalid', `${nRows} rows × ${nClasses} classes are more than a random forest can code.`, { nRows, nClasses });
  }
  return { draws, maxWeight: 2 ** classShift - 1, classShift, codeShift: classShift + bitsFor(nClasses), ...groupByClass(y, isBounded ? nClasses : 0) };
}

function groupByClass(y: Int32Array, nClasses: number): Pick<Bootstrap, 'classStart' | 'rowsByClass'> {
  const groups = Array.from({ length: nClasses }, (): number[] => []);
  if (nClasses > 0) y.forEach((k, row) => groups[k].push(row));
  const present = groups.filter((rows) => rows.length > 0);
  const classStart = new Int32Array(present.length + 1);
  present.forEach((rows, p) => (classStart[p + 1] = classStart[p] + rows.length));
  return { classStart, rowsByClass: Int32Array.from(present.flat()) };
}

/** Draws as many rows as there are, with replacement: fills `weights` with how often each was drawn. */
export function drawRows({ draws, maxWeight, classStart, rowsByClass }: Bootstrap, weights: Int32Array, random: Random): void {
  weights.fill(draws === undefined ? 1 : 0);
  const nPresent = classStart.length - 1;
  for (let drawn = draws === undefined ? weights.length : 0; drawn < weights.length; ) {
    let row: number;
    if (draws === 'classes') {
      const p = random.integer(nPresent);
      row = rowsByClass[classStart[p] + random.integer(classStart[p + 1] - classStart[p])];
    } else {
      row = random.integer(weights.length);
    }
    if (weights[row] === maxWeight) continue;
    weights[row]++;
    drawn++;
  }
}
