import { poolFolds, type EvaluationPlan, type FoldOutcome } from '../core/evaluation/crossValidate.ts';
import type { EvaluationRun } from '../core/evaluation/evaluationRun.ts';
import { classesOf, type FeatureTable } from '../core/evaluation/featureTable.ts';
import { parseProtocol } from '../core/evaluation/protocol.ts';
import { createSplits } from '../core/evaluation/splits.ts';
import { normaliseBySpeaker } from '../core/learn/speakerNormaliser.ts';
import { learnerParams } from '../core/model/learnerParams.ts';
import { sharedMatrix } from './extractFeatures.ts';
import type { Lab } from './lab.ts';
import { mapConcurrently } from './mapConcurrently.ts';
import type { TaskOptions } from './task.ts';

/** What to evaluate; parameters that are left out take the defaults of the learner on the feature set. */
export type EvaluationRequest = Omit<EvaluationPlan, 'params'> & { readonly params?: EvaluationPlan['params'] };

/**
 * Cross-validates a learner over a table, the folds in parallel, and stores the record.
 *
 * With `normalize` the columns are first standardised within each speaker. That sees no label, and no fold can change it,
 * since every speaker is measured against himself alone.
 *
 * @returns the record and its number in the store
 * @throws SerError as {@link createSplits}, {@link normaliseBySpeaker} and the learner; `cancelled`
 */
export async function evaluateModel({ store, pool }: Pick<Lab, 'store' | 'pool'>, table: FeatureTable, request: EvaluationRequest, { signal, onProgress }: TaskOptions = {}): Promise<{ id: number; run: EvaluationRun }> {
  const params = learnerParams(request.model, request.data.featureSet, request.params);
  const { classes, y } = classesOf(table);
  const splits = createSplits(table, parseProtocol(request.cv), request.seed);
  const X = request.normalize === 'speaker' ? normalised(table) : table.X;
  const shares = new Array<number>(splits.length).fill(0);
  const report = (fold: number, share: number): void => {
    shares[fold] = share;
    onProgress?.({ phase: 'fold', done: shares.reduce((total, value) => total + value, 0), total: splits.length });
  };
  report(0, 0);
  const outcomes = await mapConcurrently(splits, pool.size, async ({ train, test }, fold): Promise<FoldOutcome> => {
    const outcome = await pool.run(
      'evaluateFold',
      { classifier: request.model, params, seed: request.seed, X, y, nClasses: classes.length, train, test },
      { signal, onProgress: ({ done, total }) => report(fold, done / total) },
    );
    report(fold, 1);
    return outcome;
  });
  const run = poolFolds(table, { ...request, params }, splits, outcomes);
  return { id: store.saveRun(run), run };
}

/** A table's rows, standardised within each speaker, in memory that threads share. */
export function normalised(table: FeatureTable): FeatureTable['X'] {
  const X = sharedMatrix(table.X.nRows, table.X.nColumns);
  X.data.set(normaliseBySpeaker(table.X, table.speakers).data);
  return X;
}
