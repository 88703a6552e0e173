import type { KernelRows } from './kernelCache.ts';

/** A binary support vector problem: minimise ½αᵀQα − Σα with 0 ≤ α ≤ bound, Σ sign·α = 0 and Q = sign·signᵀ·K. */
export interface SmoProblem {
  readonly kernel: KernelRows;
  /** +1 or −1 for each row. */
  readonly sign: Int8Array;
  /** The largest α of each row: C times the weight of its class. */
  readonly bound: Float64Array;
  /** The largest violation of the optimality conditions that is let pass. */
  readonly tolerance: number;
  /** Leave rows aside that seem settled at a bound; the answer is the same within the tolerance. */
  readonly shrinking: boolean;
}

export interface SmoSolution {
  /** sign·α of each row: 0 off the support vectors. The decision value of x is Σ coefficients·K(·, x) − rho. */
  readonly coefficients: Float64Array;
  readonly rho: number;
  /** Whether the tolerance was reached before the limit of iterations. */
  readonly converged: boolean;
}

/** What stands in for a curvature that is not positive. */
const tiny = 1e-12;
/** Elementary operations between two yields: some 20 ms. */
const workPerStep = 2e7;

interface SmoState {
  readonly problem: SmoProblem;
  readonly alpha: Float64Array;
  /** violation[t] = −sign·gradient = sign[t] − Σ sign·α·K(·, t); an optimum has max over canRise ≤ min over canFall. */
  readonly violation: Float64Array;
  /** Whether sign·α may still grow. */
  readonly canRise: Uint8Array;
  /** Whether sign·α may still shrink. */
  readonly canFall: Uint8Array;
  /** The first nActive entries are the rows not left aside. */
  readonly active: Int32Array;
  nActive: number;
  unshrunk: boolean;
}

function mark(state: SmoState, t: number): void {
  const { sign, bound } = state.problem;
  const aboveZero = state.alpha[t] > 0;
  const belowBound = state.alpha[t] < bound[t];
  state.canRise[t] = (sign[t] > 0 ? belowBound : aboveZero) ? 1 : 0;
  state.canFall[t] = (sign[t] > 0 ? aboveZero : belowBound) ? 1 : 0;
}

/** The active row that violates most upwards, or −1. */
function selectFirst(state: SmoState): number {
  const { violation, canRise, active, nActive } = state;
  let best = -1;
  let largest = -Infinity;
  for (let a = 0; a < nActive; a++) {
    const t = active[a];
    if (canRise[t] === 1 && violation[t] >= largest) {
      largest = violation[t];
      best = t;
    }
  }
  return best;
}

/**
 * The partner of row `i` which lowers the objective most in second-order approximation, (v_i − v_j)² / (K_ii + K_jj −
 * 2K_ij), or −1 when the tolerance is met.
 */
function selectSecond(state: SmoState, i: number, row: Float32Array): number {
  const { violation, canFall, active, nActive } = state;
  const { diagonal } = state.problem.kernel;
  const vi = violation[i];
  const di = diagonal[i];
  let best = -1;
  let largestDrop = -Infinity;
  let smallest = Infinity;
  for (let a = 0; a < nActive; a++) {
    const t = active[a];
    if (canFall[t] === 0) continue;
    const v = violation[t];
    if (v < smallest) smallest = v;
    const difference = vi - v;
    if (difference > 0) {
      const curvature = di + diagonal[t] - 2 * row[t];
      const drop = (difference * difference) / (curvature > 0 ? curvature : tiny);
      if (drop >= largestDrop) {
        largestDrop = drop;
        best = t;
      }
    }
  }
  return vi - smallest < state.problem.tolerance ? -1 : best;
}

/** Moves sign·α of i up and of j down by the best step within the box, and the violations with them. */
function step(state: SmoState, i: number, j: number, rowI: Float32Array, rowJ: Float32Array): void {
  const { alpha, violation, active, nActive } = state;
  const { sign, bound, kernel } = state.problem;
  const curvature = kernel.diagonal[i] + kernel.diagonal[j] - 2 * rowI[j];
  const roomI = sign[i] > 0 ? bound[i] - alpha[i] : alpha[i];
  const roomJ = sign[j] > 0 ? alpha[j] : bound[j] - alpha[j];
  const wanted = (violation[i] - violation[j]) / (curvature > 0 ? curvature : tiny);
  const size = Math.min(wanted, roomI, roomJ);
  // At a bound the exact bound is set, so that rounding leaves no almost-bound α.
  if (size === roomI) alpha[i] = sign[i] > 0 ? bound[i] : 0;
  else alpha[i] += sign[i] * size;
  if (size === roomJ) alpha[j] = sign[j] > 0 ? 0 : bound[j];
  else alpha[j] -= sign[j] * size;
  mark(state, i);
  mark(state, j);
  for (let a = 0; a < nActive; a++) {
    const t = active[a];
    violation[t] -= size * (rowI[t] - rowJ[t]);
  }
}

/** Computes the violations of the rows left aside afresh and takes all rows in again. */
function takeAllIn(state: SmoState): void {
  const { alpha, violation, active } = state;
  const { sign, kernel } = state.problem;
  const n = kernel.nRows;
  if (state.nActive === n) return;
  for (let a = state.nActive; a < n; a++) violation[active[a]] = sign[active[a]];
  for (let j = 0; j < n; j++) {
    if (alpha[j] === 0) continue;
    const row = kernel.row(j);
    const coefficient = sign[j] * alpha[j];
    for (let a = state.nActive; a < n; a++) violation[active[a]] -= coefficient * row[active[a]];
  }
  state.nActive = n;
}

/** Leaves rows aside that are at a bound and clearly want to stay there. */
function shrink(state: SmoState): void {
  const { violation, canRise, canFall, active } = state;
  let highest = -Infinity;
  let lowest = Infinity;
  for (let a = 0; a < state.nActive; a++) {
    const t = active[a];
    if (canRise[t] === 1 && violation[t] > highest) highest = violation[t];
    if (canFall[t] === 1 && violation[t] < lowest) lowest = violation[t];
  }
  if (!state.unshrunk && highest - lowest <= state.problem.tolerance * 10) {
    state.unshrunk = true;
    takeAllIn(state);
  }
  for (let a = state.nActive - 1; a >= 0; a--) {
    const t = active[a];
    const settled = (canRise[t] === 0 && violation[t] > highest) || (canFall[t] === 0 && violation[t] < lowest);
    if (!settled) continue;
    state.nActive--;
    active[a] = active[state.nActive];
    active[state.nActive] = t;
  }
}

/** The offset at which rows between their bounds have the decision value ±1; the middle of its range without such rows. */
function offset(state: SmoState): number {
  const { violation, canRise, canFall } = state;
  let upper = Infinity;
  let lower = -Infinity;
  let sum = 0;
  let nFree = 0;
  for (let t = 0; t < violation.length; t++) {
    const value = -violation[t];
    if (canRise[t] === 1 && canFall[t] === 1) {
      sum += value;
      nFree++;
    } else if (canRise[t] === 1) {
      upper = Math.min(upper, value);
    } else {
      lower = Math.max(lower, value);
    }
  }
  return nFree > 0 ? sum / nFree : (upper + lower) / 2;
}

/**
 * Solves a binary support vector problem by sequential minimal optimisation with second-order working sets and
 * shrinking. Yields after each 20 ms or so of work.
 *
 * LIBSVM's running sum of the bounded rows (G_bar) is not kept: it would spare work only in `takeAllIn`, which runs a
 * few times per problem, for one more full row at each change of a bound.
 *
 * @see R.-E. Fan, P.-H. Chen, C.-J. Lin, "Working Set Selection Using Second Order Information for Training Support
 *   Vector Machines", JMLR 6, 2005; C.-C. Chang, C.-J. Lin, "LIBSVM: A Library for Support Vector Machines", 2011
 */
export function* solveSmo(problem: SmoProblem): Generator<void, SmoSolution> {
  const { kernel, sign, shrinking } = problem;
  const n = kernel.nRows;
  const state: SmoState = {
    problem,
    alpha: new Float64Array(n),
    violation: Float64Array.from(sign),
    canRise: new Uint8Array(n),
    canFall: new Uint8Array(n),
    active: Int32Array.from({ length: n }, (_, t) => t),
    nActive: n,
    unshrunk: false,
  };
  for (let t = 0; t < n; t++) mark(state, t);

  const maxIterations = Math.max(10_000_000, 100 * n);
  let untilShrink = Math.min(n, 1000);
  let work = 0;
  let kernelWork = kernel.work();
  let converged = false;
  for (let iteration = 0; iteration < maxIterations; iteration++) {
    if (shrinking && --untilShrink === 0) {
      untilShrink = Math.min(n, 1000);
      shrink(state);
    }
    let i = selectFirst(state);
    let rowI = i < 0 ? undefined : kernel.row(i);
    let j = rowI === undefined ? -1 : selectSecond(state, i, rowI);
    if (j < 0) {
      const wasWhole = state.nActive === n;
      takeAllIn(state);
      i = wasWhole ? -1 : selectFirst(state);
      rowI = i < 0 ? undefined : kernel.row(i);
      j = rowI === undefined ? -1 : selectSecond(state, i, rowI);
      if (j < 0) {
        converged = true;
        break;
      }
      untilShrink = 1;
    }
    step(state, i, j, rowI as Float32Array, kernel.row(j));

    work += 4 * state.nActive;
    if (work + kernel.work() - kernelWork > workPerStep) {
      yield;
      work = 0;
      kernelWork = kernel.work();
    }
  }
  takeAllIn(state);
  return { coefficients: state.alpha.map((value, t) => value * sign[t]), rho: offset(state), converged };
}
