import { endLists, packAll, Problem } from './svmProblem';
import { addScaled, findEnds, gather } from './svmCache';

/** Leaves rows aside that are at a bound and clearly want to stay there. */
export function dropSettled(problem: Problem): void {
  let kept = 0;
  for (let a = 0; a < problem.nActive; a++) {
    const from = usize(a) * 8;
    const v = load<f64>(problem.violationActive + from);
    const rise = load<f64>(problem.riseActive + from);
    const fall = load<f64>(problem.fallActive + from);
    const row = load<i32>(problem.rowsActive + usize(a) * 4);
    if ((rise !== 0 && v > problem.highest) || (fall !== 0 && v < problem.lowest)) {
      store<u8>(problem.isActive + usize(row), 0);
      continue;
    }
    const to = usize(kept) * 8;
    store<f64>(problem.violationActive + to, v);
    store<f64>(problem.riseActive + to, rise);
    store<f64>(problem.fallActive + to, fall);
    store<f64>(problem.diagonalActive + to, load<f64>(problem.diagonalActive + from));
    store<i32>(problem.rowsActive + usize(kept) * 4, row);
    store<i32>(problem.columnsActive + usize(kept) * 4, load<i32>(problem.columnsActive + usize(a) * 4));
    kept++;
  }
  problem.nActive = kept;
  endLists(problem);
}

/** Lists the rows left aside, whose violations {@link takeIn} then computes. */
export function listAside(problem: Problem): void {
  let nAside = 0;
  for (let row = 0; row < problem.n; row++) {
    if (load<u8>(problem.isActive + usize(row)) !== 0) continue;
    store<i32>(problem.columnsAside + usize(nAside) * 4, load<i32>(problem.vectors + usize(row) * 4) * 4);
    store<f64>(problem.violationAside + usize(nAside) * 8, load<f64>(problem.sign + usize(row) * 8));
    nAside++;
  }
  problem.nAside = nAside;
  problem.position = nAside > 0 ? 0 : problem.n;
  findEnds(problem.cache, problem.columnsAside, nAside, problem.endsAside);
}

/**
 * Adds the shares of support vectors to the violations of the rows left aside, for about `work` multiply-adds; after the last
 * share all rows are active.
 *
 * @returns whether they are
 */
export function takeIn(problem: Problem, work: f64): bool {
  const cache = problem.cache;
  for (; problem.position < problem.n; problem.position++) {
    if (cache.spent >= work) return false;
    const coefficient = load<f64>(problem.coefficients + usize(problem.position) * 8);
    if (coefficient === 0) continue;
    gather(cache, load<i32>(problem.vectors + usize(problem.position) * 4), problem.columnsAside, problem.endsAside, problem.rowI);
    addScaled(-coefficient, problem.rowI, problem.nAside, problem.violationAside);
    cache.spent += f64(problem.nAside);
  }
  mergeAside(problem);
  return true;
}

/** Makes one list of violations of the active rows and those left aside, from its end on since it grows in place. */
function mergeAside(problem: Problem): void {
  let a = usize(problem.nActive) * 8;
  let k = usize(problem.nAside) * 8;
  for (let row = problem.n - 1; row >= 0; row--) {
    let v: f64;
    if (load<u8>(problem.isActive + usize(row)) !== 0) {
      a -= 8;
      v = load<f64>(problem.violationActive + a);
    } else {
      k -= 8;
      v = load<f64>(problem.violationAside + k);
    }
    store<f64>(problem.violationActive + usize(row) * 8, v);
  }
  packAll(problem);
}
