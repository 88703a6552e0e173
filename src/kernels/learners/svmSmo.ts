import { packAll, Problem } from './svmProblem';
import { dropSettled, listAside, takeIn } from './svmShrink';
import { gather } from './svmCache';
import { selectFirst, selectSecond, step } from './svmStep';

const SHRINK_INTERVAL = 1000;
/** States: what a call has to go on with. */
const ITERATING = 0;
/** Violations of rows left aside are computed afresh, to leave others aside then. */
const TAKING_IN_TO_SHRINK = 1;
/** The same, to see whether the tolerance is met by all rows. */
const TAKING_IN = 2;
const CONVERGED = 3;
/** Multiply-adds that one row of an iteration is worth. */
const WORK_PER_ROW: f64 = 10;

/** Begins with all rows active and no coefficients. */
export function smoStart(problem: Problem): void {
  problem.state = ITERATING;
  problem.unshrunk = 0;
  problem.untilShrink = min(problem.n, SHRINK_INTERVAL);
  memory.copy(problem.violationActive, problem.sign, usize(problem.n) * 8);
  packAll(problem);
}

/** Goes on for about `work` multiply-adds. @returns 0 before the end, 1 converged, 2 at the limit of iterations; then all rows are active */
export function smoSteps(problem: Problem, work: f64): i32 {
  const cache = problem.cache;
  cache.spent = 0;
  while (cache.spent < work) {
    if (problem.state === CONVERGED) return 1;
    if (problem.state !== ITERATING) {
      if (takeIn(problem, work)) iterateAgain(problem);
    } else if (problem.iterationsLeft > 0) {
      problem.iterationsLeft--;
      if (--problem.untilShrink === 0) shrink(problem);
      else iterate(problem);
    } else if (problem.nActive < problem.n) {
      beginTakingIn(problem, TAKING_IN);
    } else {
      return 2;
    }
  }
  return 0;
}

function beginTakingIn(problem: Problem, state: i32): void {
  problem.state = state;
  listAside(problem);
}

/** Goes on after all rows have been taken in. */
function iterateAgain(problem: Problem): void {
  const isShrinking = problem.state === TAKING_IN_TO_SHRINK;
  problem.state = ITERATING;
  if (isShrinking) {
    dropSettled(problem);
    iterate(problem);
  } else {
    // If the rows taken in show a violation, one step is taken before rows are left aside again.
    problem.untilShrink = 2;
  }
}

function iterate(problem: Problem): void {
  const cache = problem.cache;
  const i = selectFirst(problem);
  let j = -1;
  if (i >= 0) {
    gatherActive(problem, i, problem.rowI);
    j = selectSecond(problem, i);
  }
  if (j >= 0) {
    gatherActive(problem, j, problem.rowJ);
    step(problem, i, j);
    cache.spent += WORK_PER_ROW * f64(problem.nActive);
  } else if (problem.nActive < problem.n) {
    beginTakingIn(problem, TAKING_IN);
  } else {
    problem.state = CONVERGED;
  }
}

function gatherActive(problem: Problem, a: i32, out: usize): void {
  const row = load<i32>(problem.rowsActive + usize(a) * 4);
  gather(problem.cache, load<i32>(problem.vectors + usize(row) * 4), problem.columnsActive, problem.ends, out);
}

/** Leaves rows aside that are at a bound and clearly want to stay there, and iterates; first it may have to take all in. */
function shrink(problem: Problem): void {
  problem.untilShrink = min(problem.n, SHRINK_INTERVAL);
  let highest = -Infinity;
  let lowest = Infinity;
  const end = usize(problem.nActive) * 8;
  for (let at: usize = 0; at < end; at += 8) {
    const v = load<f64>(problem.violationActive + at);
    if (load<f64>(problem.riseActive + at) === 0 && v > highest) highest = v;
    if (load<f64>(problem.fallActive + at) === 0 && v < lowest) lowest = v;
  }
  problem.highest = highest;
  problem.lowest = lowest;
  if (problem.unshrunk === 0 && highest - lowest <= problem.tolerance * 10) {
    problem.unshrunk = 1;
    beginTakingIn(problem, TAKING_IN_TO_SHRINK);
  } else {
    dropSettled(problem);
    iterate(problem);
  }
}
