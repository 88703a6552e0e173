import { mark, Problem } from './svmProblem';

const TINY: f64 = 1e-12;

/** The position of the active row that violates most upwards (the last of several), or −1. */
export function selectFirst(problem: Problem): i32 {
  if (problem.largest === -Infinity) return -1;
  const largest = f64x2.splat(problem.largest);
  for (let a = (problem.nActive - 1) & -2; a >= 0; a -= 2) {
    const at = usize(a) * 8;
    const found = i64x2.bitmask(f64x2.eq(largest, f64x2.add(v128.load(problem.violationActive + at), v128.load(problem.riseActive + at))));
    if (found !== 0) return a + (found >> 1);
  }
  return -1;
}

/** The last of `n` float64 that equals `value`, or −1. */
function lastEqual(values: usize, n: i32, value: f64): i32 {
  const wanted = f64x2.splat(value);
  for (let a = (n - 1) & -2; a >= 0; a -= 2) {
    const found = i64x2.bitmask(f64x2.eq(wanted, v128.load(values + usize(a) * 8)));
    if (found !== 0) return a + (found >> 1);
  }
  return -1;
}

function positive(values: v128, otherwise: v128): v128 {
  return v128.bitselect(values, otherwise, f64x2.gt(values, f64x2.splat(0)));
}

/** The position of the partner of active row `i` that lowers the objective most (the last of several), or −1 when the tolerance is met. */
export function selectSecond(problem: Problem, i: i32): i32 {
  const end = usize(problem.nActive) * 8;
  const fall = problem.fallActive - problem.violationActive;
  const diagonal = problem.diagonalActive - problem.violationActive;
  const drops = problem.drops - problem.violationActive;
  const vi = load<f64>(problem.violationActive + usize(i) * 8);
  const first = f64x2.splat(vi);
  const own = f64x2.splat(load<f64>(problem.diagonalActive + usize(i) * 8));
  const tiny = f64x2.splat(TINY);
  const zero = f64x2.splat(0);
  let row = problem.rowI;
  let smallest0 = f64x2.splat(Infinity);
  let smallest1 = smallest0;
  let best0 = zero;
  let best1 = zero;
  const last = problem.violationActive + end;
  for (let at = problem.violationActive; at < last; at += 32) {
    const v0 = f64x2.add(v128.load(at), v128.load(at + fall));
    const v1 = f64x2.add(v128.load(at, 16), v128.load(at + fall, 16));
    smallest0 = f64x2.pmin(smallest0, v0);
    smallest1 = f64x2.pmin(smallest1, v1);
    // A row that cannot fall gives a difference of −∞, and thus 0.
    const difference0 = f64x2.pmax(zero, f64x2.sub(first, v0));
    const difference1 = f64x2.pmax(zero, f64x2.sub(first, v1));
    const kernel0 = f64x2.promote_low_f32x4(v128.load64_zero(row));
    const kernel1 = f64x2.promote_low_f32x4(v128.load64_zero(row, 8));
    const curvature0 = positive(f64x2.sub(f64x2.add(own, v128.load(at + diagonal)), f64x2.add(kernel0, kernel0)), tiny);
    const curvature1 = positive(f64x2.sub(f64x2.add(own, v128.load(at + diagonal, 16)), f64x2.add(kernel1, kernel1)), tiny);
    const drop0 = f64x2.div(f64x2.mul(difference0, difference0), curvature0);
    const drop1 = f64x2.div(f64x2.mul(difference1, difference1), curvature1);
    v128.store(at + drops, drop0);
    v128.store(at + drops, drop1, 16);
    best0 = f64x2.pmax(best0, drop0);
    best1 = f64x2.pmax(best1, drop1);
    row += 16;
  }
  best0 = f64x2.pmax(best0, best1);
  smallest0 = f64x2.pmin(smallest0, smallest1);
  if (vi - min(f64x2.extract_lane(smallest0, 0), f64x2.extract_lane(smallest0, 1)) < problem.tolerance) return -1;
  const best = max(f64x2.extract_lane(best0, 0), f64x2.extract_lane(best0, 1));
  return best > 0 ? lastEqual(problem.drops, problem.nActive, best) : -1;
}
/** Moves the coefficient of active row i up and that of j down, and the violations with them, whose largest it finds. */
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
  const last = violation + usize(problem.nActive) * 8;
  const rise = problem.riseActive - violation;
  let rowI = problem.rowI;
  let rowJ = problem.rowJ;
  let best0 = f64x2.splat(-Infinity);
  let best1 = best0;
  for (let at = violation; at < last; at += 32) {
    const difference0 = f64x2.sub(f64x2.promote_low_f32x4(v128.load64_zero(rowI)), f64x2.promote_low_f32x4(v128.load64_zero(rowJ)));
    const difference1 = f64x2.sub(f64x2.promote_low_f32x4(v128.load64_zero(rowI, 8)), f64x2.promote_low_f32x4(v128.load64_zero(rowJ, 8)));
    const v0 = f64x2.sub(v128.load(at), f64x2.mul(sizes, difference0));
    const v1 = f64x2.sub(v128.load(at, 16), f64x2.mul(sizes, difference1));
    v128.store(at, v0);
    v128.store(at, v1, 16);
    best0 = f64x2.pmax(best0, f64x2.add(v0, v128.load(at + rise)));
    best1 = f64x2.pmax(best1, f64x2.add(v1, v128.load(at + rise, 16)));
    rowI += 16;
    rowJ += 16;
  }
  best0 = f64x2.pmax(best0, best1);
  problem.largest = max(f64x2.extract_lane(best0, 0), f64x2.extract_lane(best0, 1));
}
