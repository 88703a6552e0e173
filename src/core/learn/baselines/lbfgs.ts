/** A smooth convex function of many variables. */
export interface Objective {
  readonly nVariables: number;
  /** Writes the gradient at `x` into `gradient` and returns the value; yields between parts of at most a few milliseconds. */
  evaluate(x: Float64Array, gradient: Float64Array): Generator<void, number>;
}

export interface MinimumOptions {
  /** The largest derivative in absolute value at which the search ends. */
  readonly tolerance: number;
  readonly maxSteps: number;
}

export interface Minimum {
  readonly x: Float64Array;
  readonly nSteps: number;
  /** Whether the tolerance was met. */
  readonly converged: boolean;
}

/** Pairs of steps and changes of the gradient from which the curvature is told. */
const memory = 10;
const maxTrials = 60;
/** Share of the promised decrease that a step must bring, and of the slope that it may leave. */
const decrease = 1e-4;
const curvature = 0.9;
/** Differences of values below this share of the value are rounding. */
const rounding = 1e-12;

/**
 * Finds the minimum of a convex function by L-BFGS from 0, with a bisection for the weak Wolfe conditions. Close to the
 * minimum, where values differ by rounding alone, the slope decides (the approximate Wolfe conditions).
 *
 * @returns the last point, also where the tolerance was not met: after `maxSteps`, or when no step leads down
 * @see D. C. Liu, J. Nocedal, "On the limited memory BFGS method for large scale optimization", Math. Programming 45, 1989;
 *   W. W. Hager, H. Zhang, "A new conjugate gradient method with guaranteed descent and an efficient line search", SIAM J.
 *   Optimization 16, 2005, section 4; A. S. Lewis, M. L. Overton, "Nonsmooth optimization via quasi-Newton methods", Math.
 *   Programming 141, 2013, for the bisection
 */
export function* minimise(objective: Objective, { tolerance, maxSteps }: MinimumOptions): Generator<void, Minimum> {
  const n = objective.nVariables;
  let x = new Float64Array(n);
  let gradient = new Float64Array(n);
  let value = yield* objective.evaluate(x, gradient);
  let trial = new Float64Array(n);
  let trialGradient = new Float64Array(n);
  const direction = new Float64Array(n);
  const history: Correction[] = [];
  for (let step = 0; step < maxSteps; step++) {
    if (largest(gradient) <= tolerance) return { x, nSteps: step, converged: true };
    descend(history, gradient, direction);
    let slope = dot(direction, gradient);
    if (!(slope < 0)) {
      history.length = 0;
      descend(history, gradient, direction);
      slope = dot(direction, gradient);
    }
    let shortest = 0;
    let longest = Infinity;
    let length = step === 0 ? 1 / Math.sqrt(-slope) : 1;
    let trialValue = NaN;
    let found = false;
    for (let t = 0; t < maxTrials && !found; t++) {
      for (let i = 0; i < n; i++) trial[i] = x[i] + length * direction[i];
      trialValue = yield* objective.evaluate(trial, trialGradient);
      yield;
      const trialSlope = dot(direction, trialGradient);
      const down = trialValue <= value + decrease * length * slope || (trialValue <= value + rounding * Math.abs(value) && trialSlope <= (2 * decrease - 1) * slope);
      if (!down) longest = length;
      else if (trialSlope < curvature * slope) shortest = length;
      else found = true;
      if (!found) length = longest < Infinity ? (shortest + longest) / 2 : 2 * shortest;
    }
    if (!found) return { x, nSteps: step, converged: false };
    remember(history, x, trial, gradient, trialGradient);
    [x, trial] = [trial, x];
    [gradient, trialGradient] = [trialGradient, gradient];
    value = trialValue;
  }
  return { x, nSteps: maxSteps, converged: largest(gradient) <= tolerance };
}

/** A step s, the change y of the gradient along it, and 1 / sᵀy. */
interface Correction {
  readonly s: Float64Array;
  readonly y: Float64Array;
  readonly rho: number;
}

function remember(history: Correction[], x: Float64Array, nextX: Float64Array, gradient: Float64Array, nextGradient: Float64Array): void {
  const oldest = history.length === memory ? history.shift() : undefined;
  const s = oldest?.s ?? new Float64Array(x.length);
  const y = oldest?.y ?? new Float64Array(x.length);
  for (let i = 0; i < x.length; i++) {
    s[i] = nextX[i] - x[i];
    y[i] = nextGradient[i] - gradient[i];
  }
  const product = dot(s, y);
  // Without curvature the matrix would no longer be positive definite.
  if (product > 0) history.push({ s, y, rho: 1 / product });
}

/** The two loops of L-BFGS: −H · gradient, where H approximates the inverse of the second derivatives. */
function descend(history: readonly Correction[], gradient: Float64Array, direction: Float64Array): void {
  const alphas = new Float64Array(history.length);
  for (let i = 0; i < gradient.length; i++) direction[i] = -gradient[i];
  for (let h = history.length - 1; h >= 0; h--) {
    alphas[h] = history[h].rho * dot(history[h].s, direction);
    addScaled(direction, -alphas[h], history[h].y);
  }
  const latest = history.at(-1);
  if (latest) {
    const scale = 1 / (latest.rho * dot(latest.y, latest.y));
    for (let i = 0; i < direction.length; i++) direction[i] *= scale;
  }
  for (let h = 0; h < history.length; h++) addScaled(direction, alphas[h] - history[h].rho * dot(history[h].y, direction), history[h].s);
}

function addScaled(to: Float64Array, factor: number, values: Float64Array): void {
  for (let i = 0; i < to.length; i++) to[i] += factor * values[i];
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i] * b[i];
  return sum;
}

function largest(values: Float64Array): number {
  let most = 0;
  for (let i = 0; i < values.length; i++) most = Math.max(most, Math.abs(values[i]));
  return most;
}
