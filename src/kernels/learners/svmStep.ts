import { mark, Problem } from './svmProblem';

const TINY: f64 = 1e-12;

/** The position of the last of the largest lanes: `at` holds the positions of `values`. */
function lastLargest(values: v128, at: v128): i32 {
  const v0 = f64x2.extract_lane(values, 0);
  const v1 = f64x2.extract_lane(values, 1);
  const a0 = f64x2.extract_lane(at, 0);
  const a1 = f64x2.extract_lane(at, 1);
  if (max(v0, v1) === -Infinity) return -1;
  return i32(v0 > v1 ? a0 : v1 > v0 ? a1 : max(a0, a1));
}

/** The position of the active row that violates most upwards, or −1. */
export function selectFirst(problem: Problem): i32 {
  const end = usize(problem.nActive) * 8;
  const violation = problem.violationActive;
  const rise = problem.riseActive;
  let best = f64x2.splat(-Infinity);
  let bestAt = f64x2.splat(-1);
  let here = f64x2(0, 1);
  for (let at: usize = 0; at < end; at += 16) {
    const v = f64x2.add(v128.load(violation + at), v128.load(rise + at));
    const isBest = f64x2.ge(v, best);
    best = v128.bitselect(v, best, isBest);
    bestAt = v128.bitselect(here, bestAt, isBest);
    here = f64x2.add(here, f64x2.splat(2));
  }
  return lastLargest(best, bestAt);
}

/** The position of the partner of active row `i` that lowers the objective most, or −1 when the tolerance is met. */
export function selectSecond(problem: Problem, i: i32): i32 {
  const end = usize(problem.nActive) * 8;
  const violation = problem.violationActive;
  const fall = problem.fallActive;
  const diagonal = problem.diagonalActive;
  const vi = load<f64>(violation + usize(i) * 8);
  const first = f64x2.splat(vi);
  const own = f64x2.splat(load<f64>(diagonal + usize(i) * 8));
  const nothing = f64x2.splat(-Infinity);
  const zero = f64x2.splat(0);
  let row = problem.rowI;
  let smallest = f64x2.splat(Infinity);
  let best = nothing;
  let bestAt = f64x2.splat(-1);
  let here = f64x2(0, 1);
  for (let at: usize = 0; at < end; at += 16) {
    const v = f64x2.add(v128.load(violation + at), v128.load(fall + at));
    smallest = f64x2.pmin(smallest, v);
    const difference = f64x2.sub(first, v);
    const kernel = f64x2.promote_low_f32x4(v128.load64_zero(row));
    let curvature = f64x2.sub(f64x2.add(own, v128.load(diagonal + at)), f64x2.mul(f64x2.splat(2), kernel));
    curvature = v128.bitselect(curvature, f64x2.splat(TINY), f64x2.gt(curvature, zero));
    const drop = v128.bitselect(f64x2.div(f64x2.mul(difference, difference), curvature), nothing, f64x2.gt(difference, zero));
    const isBest = f64x2.ge(drop, best);
    best = v128.bitselect(drop, best, isBest);
    bestAt = v128.bitselect(here, bestAt, isBest);
    here = f64x2.add(here, f64x2.splat(2));
    row += 8;
  }
  if (vi - min(f64x2.extract_lane(smallest, 0), f64x2.extract_lane(smallest, 1)) < problem.tolerance) return -1;
  return lastLargest(best, bestAt);
}

/** Moves the coefficient of active row i up and that of j down, and the violations with them. */
export function step(problem: Problem, i: i32, j: i32): void {
  const violation = problem.violationActive;
  const coefficientI = problem.coefficients + usize(load<i32>(problem.rowsActive + usize(i) * 4)) * 8;
  const coefficientJ = problem.coefficients + usize(load<i32>(problem.rowsActive + usize(j) * 4)) * 8;
  const upper = load<f64>(coefficientI - problem.coefficients + problem.upper);
  const lower = load<f64>(coefficientJ - problem.coefficients + problem.lower);
  const curvature = load<f64>(problem.diagonalActive + usize(i) * 8) + load<f64>(problem.diagonalActive + usize(j) * 8) - 2 * f64(load<f32>(problem.rowI + usize(j) * 4));
  const roomI = upper - load<f64>(coefficientI);
  const roomJ = load<f64>(coefficientJ) - lower;
  const wanted = (load<f64>(violation + usize(i) * 8) - load<f64>(violation + usize(j) * 8)) / (curvature > 0 ? curvature : TINY);
  const size = min(min(wanted, roomI), roomJ);
  store<f64>(coefficientI, size === roomI ? upper : load<f64>(coefficientI) + size);
  store<f64>(coefficientJ, size === roomJ ? lower : load<f64>(coefficientJ) - size);
  mark(problem, i);
  mark(problem, j);

  const sizes = f64x2.splat(size);
  const end = usize(problem.nActive) * 8;
  let rowI = problem.rowI;
  let rowJ = problem.rowJ;
  for (let at: usize = 0; at < end; at += 16) {
    const difference = f64x2.sub(f64x2.promote_low_f32x4(v128.load64_zero(rowI)), f64x2.promote_low_f32x4(v128.load64_zero(rowJ)));
    v128.store(violation + at, f64x2.sub(v128.load(violation + at), f64x2.mul(sizes, difference)));
    rowI += 8;
    rowJ += 8;
  }
}
