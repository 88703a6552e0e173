import { findEnds, Cache } from './svmCache';

/**
 * A binary problem and how far it is solved; src/core/learn/svm/smo.ts tells the algorithm. A list has a value for each row of the
 * problem; those named `…Active` hold the active rows in ascending order, packed, with space for three more. TypeScript writes
 * the fields in this order.
 */
@unmanaged
export class Problem {
  tolerance: f64;
  iterationsLeft: f64;
  /** The largest violation of the active rows that may rise, or −∞. */
  largest: f64;
  highest: f64;
  lowest: f64;
  cache: Cache;
  state: i32;
  n: i32;
  nActive: i32;
  untilShrink: i32;
  unshrunk: i32;
  /** While taking in: the row whose share comes next, and the number of rows left aside. */
  position: i32;
  nAside: i32;
  /** int32: number of the row's vector. */
  vectors: usize;
  coefficients: usize;
  lower: usize;
  upper: usize;
  diagonal: usize;
  sign: usize;
  /** bytes. */
  isActive: usize;
  /** int32: number of the row. */
  rowsActive: usize;
  /** int32: four times the number of the row's vector. */
  columnsActive: usize;
  violationActive: usize;
  /** 0 where the coefficient may rise, else −∞. */
  riseActive: usize;
  /** 0 where the coefficient may fall, else +∞. */
  fallActive: usize;
  diagonalActive: usize;
  /** What each active row as a partner would lower the objective by. */
  drops: usize;
  /** int32 for each block. */
  ends: usize;
  /** float32: rows of kernel values, as the list that they are gathered for. */
  rowI: usize;
  rowJ: usize;
  /** The same for the rows left aside. */
  columnsAside: usize;
  violationAside: usize;
  endsAside: usize;
}

/** Notes whether the coefficient of active row `a` may rise and fall. */
export function mark(problem: Problem, a: i32): void {
  const row = usize(load<i32>(problem.rowsActive + usize(a) * 4)) * 8;
  const coefficient = load<f64>(problem.coefficients + row);
  store<f64>(problem.riseActive + usize(a) * 8, coefficient < load<f64>(problem.upper + row) ? 0 : -Infinity);
  store<f64>(problem.fallActive + usize(a) * 8, coefficient > load<f64>(problem.lower + row) ? 0 : Infinity);
}

/** Fills the lists of the active rows, but for their violations, with all rows. */
export function packAll(problem: Problem): void {
  const n = problem.n;
  problem.nActive = n;
  memory.fill(problem.isActive, 1, usize(n));
  memory.copy(problem.diagonalActive, problem.diagonal, usize(n) * 8);
  for (let row = 0; row < n; row++) {
    store<i32>(problem.rowsActive + usize(row) * 4, row);
    store<i32>(problem.columnsActive + usize(row) * 4, load<i32>(problem.vectors + usize(row) * 4) * 4);
    mark(problem, row);
  }
  endLists(problem);
}

/** Ends the lists of the active rows with rows that cannot move, for loops over four at a time, and finds what goes with them. */
export function endLists(problem: Problem): void {
  for (let a = problem.nActive; (a & 3) !== 0; a++) {
    const at = usize(a) * 8;
    store<f64>(problem.violationActive + at, 0);
    store<f64>(problem.riseActive + at, -Infinity);
    store<f64>(problem.fallActive + at, Infinity);
    store<f64>(problem.diagonalActive + at, 0);
  }
  findEnds(problem.cache, problem.columnsActive, problem.nActive, problem.ends);
  const end = usize(problem.nActive) * 8;
  let best = f64x2.splat(-Infinity);
  for (let at: usize = 0; at < end; at += 16) {
    best = f64x2.pmax(best, f64x2.add(v128.load(problem.violationActive + at), v128.load(problem.riseActive + at)));
  }
  problem.largest = max(f64x2.extract_lane(best, 0), f64x2.extract_lane(best, 1));
}
