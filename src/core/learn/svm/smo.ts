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
/** Iterations between two attempts to leave rows aside; fewer where there are fewer rows. */
const shrinkInterval = 1000;

export const maxIterations = (nRows: number): number => Math.max(10_000_000, 100 * nRows);

interface SmoState {
  readonly problem: SmoProblem;
  /** sign·α, within [lower, upper]. */
  readonly coefficients: Float64Array;
  readonly lower: Float64Array;
  readonly upper: Float64Array;
  /** violation[t] = −sign·gradient = sign[t] − Σ coefficients·K(·, t); an optimum has max where coefficients may rise ≤ min where they may fall. */
  readonly violation: Float64Array;
  readonly isActive: Uint8Array;
  /** The rows not left aside, ascending. */
  active: Int32Array;
  unshrunk: boolean;
  /** Elementary operations since the last yield, those of kernel values apart. */
  work: number;
  kernelWork: number;
}

/** The active row that violates most upwards, or −1. */
function selectFirst(state: SmoState): number {
  const { violation, active, coefficients, upper } = state;
  let best = -1;
  let largest = -Infinity;
  for (let a = 0; a < active.length; a++) {
    const t = active[a];
    if (coefficients[t] < upper[t] && violation[t] >= largest) {
      largest = violation[t];
      best = t;
    }
  }
  return best;
}

/**
 * The partner of row `i` which lowers the objective most in second-order approximation, (v_i − v_j)² / (K_ii + K_jj −
 * 2K_ij), or −1 when the tolerance is met or nothing lowers it (kernel values may overflow float32).
 */
function selectSecond(state: SmoState, i: number, row: Float32Array): number {
  const { violation, active, coefficients, lower } = state;
  const { diagonal } = state.problem.kernel;
  const vi = violation[i];
  const di = diagonal[i];
  let best = -1;
  let largestDrop = 0;
  let smallest = Infinity;
  for (let a = 0; a < active.length; a++) {
    const t = active[a];
    if (coefficients[t] <= lower[t]) continue;
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
  return vi - smallest < state.problem.tolerance || largestDrop === 0 ? -1 : best;
}

/** Moves the coefficient of i up and that of j down by the best step within the box, and the violations with them. */
function step(state: SmoState, i: number, j: number, rowI: Float32Array, rowJ: Float32Array): void {
  const { coefficients, lower, upper, violation, active } = state;
  const { diagonal } = state.problem.kernel;
  const curvature = diagonal[i] + diagonal[j] - 2 * rowI[j];
  const roomI = upper[i] - coefficients[i];
  const roomJ = coefficients[j] - lower[j];
  const wanted = (violation[i] - violation[j]) / (curvature > 0 ? curvature : tiny);
  const size = Math.min(wanted, roomI, roomJ);
  // At a bound the exact bound is set, so that rounding leaves no almost-bound coefficient.
  coefficients[i] = size === roomI ? upper[i] : coefficients[i] + size;
  coefficients[j] = size === roomJ ? lower[j] : coefficients[j] - size;
  for (let a = 0; a < active.length; a++) {
    const t = active[a];
    violation[t] -= size * (rowI[t] - rowJ[t]);
  }
  state.work += 4 * active.length;
}

/** Whether it is time to yield; the work is then counted afresh. */
function isDue(state: SmoState): boolean {
  const kernelWork = state.problem.kernel.work();
  if (state.work + kernelWork - state.kernelWork <= workPerStep) return false;
  state.work = 0;
  state.kernelWork = kernelWork;
  return true;
}

/** Computes the violations of the rows left aside afresh and takes all rows in again. */
function* takeAllIn(state: SmoState): Generator<void> {
  const { coefficients, violation, isActive } = state;
  const { sign, kernel } = state.problem;
  const all = Int32Array.from({ length: kernel.nRows }, (_, t) => t);
  const aside = all.filter((t) => isActive[t] === 0);
  if (aside.length === 0) return;
  for (const t of aside) violation[t] = sign[t];
  for (let j = 0; j < kernel.nRows; j++) {
    if (coefficients[j] === 0) continue;
    const row = kernel.row(j);
    for (let a = 0; a < aside.length; a++) violation[aside[a]] -= coefficients[j] * row[aside[a]];
    state.work += aside.length;
    if (isDue(state)) yield;
  }
  isActive.fill(1);
  state.active = all;
}

/** Leaves rows aside that are at a bound and clearly want to stay there. */
function* shrink(state: SmoState): Generator<void> {
  const { violation, isActive, active, coefficients, lower, upper } = state;
  let highest = -Infinity;
  let lowest = Infinity;
  for (const t of active) {
    if (coefficients[t] < upper[t] && violation[t] > highest) highest = violation[t];
    if (coefficients[t] > lower[t] && violation[t] < lowest) lowest = violation[t];
  }
  // Near the end what was left aside too early comes back, once.
  if (!state.unshrunk && highest - lowest <= state.problem.tolerance * 10) {
    state.unshrunk = true;
    yield* takeAllIn(state);
  }
  for (const t of state.active) {
    if ((coefficients[t] >= upper[t] && violation[t] > highest) || (coefficients[t] <= lower[t] && violation[t] < lowest)) isActive[t] = 0;
  }
  state.active = state.active.filter((t) => isActive[t] === 1);
}

/**
 * The offset at which rows between their bounds have the decision value ±1; the middle of its range without such rows.
 *
 * @param violation at the optimum
 */
export function offsetOf({ sign, bound }: Pick<SmoProblem, 'sign' | 'bound'>, coefficients: Float64Array, violation: Float64Array): number {
  let upper = Infinity;
  let lower = -Infinity;
  let sum = 0;
  let nFree = 0;
  for (let t = 0; t < violation.length; t++) {
    const value = -violation[t];
    const alpha = sign[t] * coefficients[t];
    const rises = sign[t] > 0 ? alpha < bound[t] : alpha > 0;
    if (alpha > 0 && alpha < bound[t]) {
      sum += value;
      nFree++;
    } else if (rises) {
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
  const { kernel, sign, bound, shrinking } = problem;
  const n = kernel.nRows;
  const state: SmoState = {
    problem,
    coefficients: new Float64Array(n),
    lower: bound.map((value, t) => (sign[t] > 0 ? 0 : -value)),
    upper: bound.map((value, t) => (sign[t] > 0 ? value : 0)),
    violation: Float64Array.from(sign),
    isActive: new Uint8Array(n).fill(1),
    active: Int32Array.from({ length: n }, (_, t) => t),
    unshrunk: false,
    work: 0,
    kernelWork: kernel.work(),
  };

  let untilShrink = Math.min(n, shrinkInterval);
  let converged = false;
  for (let iteration = maxIterations(n); iteration > 0; iteration--) {
    if (shrinking && --untilShrink === 0) {
      untilShrink = Math.min(n, shrinkInterval);
      yield* shrink(state);
    }
    const i = selectFirst(state);
    const rowI = i < 0 ? undefined : kernel.row(i);
    const j = rowI === undefined ? -1 : selectSecond(state, i, rowI);
    if (rowI !== undefined && j >= 0) {
      step(state, i, j, rowI, kernel.row(j));
    } else if (state.active.length < n) {
      yield* takeAllIn(state);
      // If that shows a violation, one step is taken before rows are left aside again.
      untilShrink = 2;
    } else {
      converged = true;
      break;
    }
    if (isDue(state)) yield;
  }
  yield* takeAllIn(state);
  return { coefficients: state.coefficients, rho: offsetOf(problem, state.coefficients, state.violation), converged };
}
