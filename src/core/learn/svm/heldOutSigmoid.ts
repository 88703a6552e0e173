import type { BinaryProblem, BinarySolver } from './binarySolver.ts';
import { fitSigmoid, type Sigmoid } from './platt.ts';
import { shuffle, type Random } from '../random.ts';

const nFolds = 5;

/**
 * Platt's sigmoid of a binary problem, from decision values of five folds which each come from a machine that has not seen
 * them, as LIBSVM makes it. A fold whose machine would see one class only takes that class for granted.
 */
export function* fitHeldOutSigmoid(solver: BinarySolver, { rows, sign, bound, tolerance }: BinaryProblem, random: Random): Generator<void, Sigmoid> {
  const n = rows.length;
  const order = shuffle(Int32Array.from({ length: n }, (_, t) => t), random);
  const decisions = new Float64Array(n);
  for (let fold = 0; fold < nFolds; fold++) {
    const from = Math.floor((fold * n) / nFolds);
    const to = Math.floor(((fold + 1) * n) / nFolds);
    const heldOut = order.slice(from, to).sort();
    const kept = new Int32Array(n - heldOut.length);
    kept.set(order.subarray(0, from));
    kept.set(order.subarray(to), from);
    kept.sort();
    const keptSign = Int8Array.from(kept, (t) => sign[t]);
    if (!keptSign.includes(1) || !keptSign.includes(-1)) {
      for (const t of heldOut) decisions[t] = keptSign[0] ?? 0;
      continue;
    }
    const keptRows = kept.map((t) => rows[t]);
    const solution = yield* solver.solve({ rows: keptRows, sign: keptSign, bound: Float64Array.from(kept, (t) => bound[t]), tolerance });
    const values = yield* solver.decide(keptRows, solution, heldOut.map((t) => rows[t]));
    for (let k = 0; k < heldOut.length; k++) decisions[heldOut[k]] = values[k];
  }
  return fitSigmoid(decisions, sign);
}
