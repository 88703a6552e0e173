import { describeDegradation } from '../core/audio/degrade/degradation.ts';
import type { EvaluationPlan, FoldOutcome } from '../core/evaluation/crossValidate.ts';
import { classesOf, type FeatureTable } from '../core/evaluation/featureTable.ts';
import { parseProtocol } from '../core/evaluation/protocols/protocol.ts';
import { robustnessRow, type RobustnessCurve, type RobustnessReport } from '../core/evaluation/studies/robustness.ts';
import { createSplits } from '../core/evaluation/protocols/splits.ts';
import { learnerParams } from '../core/model/learnerParams.ts';
import { inAllCopies, preparedRows, withCopies } from './copies.ts';
import type { DegradedCopy } from './degradedFeatures.ts';
import type { EvaluationRequest } from './evaluateModel.ts';
import type { Lab } from './lab.ts';
import { mapConcurrently } from './mapConcurrently.ts';
import { poolInWorker } from './poolInWorker.ts';
import type { TaskOptions } from './task.ts';

/** The copies to test on, and those that a second model learns from as well. */
export interface RobustnessCopies {
  readonly tested: readonly DegradedCopy[];
  readonly augment: readonly DegradedCopy[];
}

/**
 * Cross-validates a learner that is trained on the clips as they are and tested on held-out voices as they are and after each
 * degradation; once more trained on degraded copies as well, where there are such.
 *
 * @throws SerError as `createSplits`, `normaliseBySpeaker` and the learner; `cancelled`
 */
export async function measureRobustness({ pool }: Pick<Lab, 'pool'>, table: FeatureTable, { tested, augment }: RobustnessCopies, request: Omit<EvaluationRequest, 'search' | 'copies' | 'balance' | 'select'>, { signal, onProgress }: TaskOptions = {}): Promise<RobustnessReport> {
  const plan: EvaluationPlan = { ...request, params: learnerParams(request.model, request.data.featureSet, request.params) };
  const { classes, y } = classesOf(table);
  const n = y.length;
  const { folds } = createSplits(table, parseProtocol(request.cv), request.seed);
  // Copies to learn from lie first, so that the rows to train on are the same as in an evaluation.
  const copies = [...augment, ...tested];
  const X = preparedRows(table, request.normalize, copies);
  const yOfAll = inAllCopies(y, copies.length);
  const nModels = augment.length > 0 ? 2 : 1;
  let done = 0;
  const curveOf = async (nLearnt: number): Promise<RobustnessCurve> => {
    const outcomes = await mapConcurrently(folds, pool.size, async ({ train, test }) => {
      const testAll = Int32Array.from({ length: test.length * (1 + tested.length) }, (_, i) => {
        const block = Math.floor(i / test.length);
        return (test[i % test.length] ?? 0) + (block === 0 ? 0 : n * (augment.length + block));
      });
      const outcome = await pool.run('evaluateFold', { classifier: plan.model, params: plan.params, seed: plan.seed, X, y: yOfAll, nClasses: classes.length, train: withCopies(train, n, nLearnt), test: testAll }, { signal });
      onProgress?.({ phase: 'fold', done: ++done, total: nModels * folds.length });
      return outcome;
    });
    const rows = await mapConcurrently([undefined, ...tested], pool.size, async (copy, block) => {
      const ofCopy = outcomes.map((outcome, f) => partOf(outcome, block, folds[f]?.test.length ?? 0, classes.length));
      const run = await poolInWorker(pool, table, plan, folds, ofCopy, { signal });
      return robustnessRow({ ...run, uarInterval: run.intervals?.uar ?? null }, copy?.degradation);
    });
    return { augment: augment.slice(0, nLearnt).map(({ degradation }) => describeDegradation(degradation)), rows };
  };
  const curves = [await curveOf(0), ...(augment.length > 0 ? [await curveOf(augment.length)] : [])];
  const { model, cv, seed, normalize, data } = plan;
  return { model, cv, seed, ...(normalize && { normalize }), data, nClips: folds.reduce((sum, { test }) => sum + test.length, 0), nClasses: classes.length, curves };
}

/** What a fold's outcome says of one block of `nTest` rows. */
function partOf({ predicted, probabilities, fitMs, predictMs }: FoldOutcome, block: number, nTest: number, nClasses: number): FoldOutcome {
  return { predicted: predicted.slice(block * nTest, (block + 1) * nTest), probabilities: probabilities.slice(block * nTest * nClasses, (block + 1) * nTest * nClasses), fitMs, predictMs };
}
