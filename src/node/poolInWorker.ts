import type { EvaluationPlan, FoldOutcome } from '../core/evaluation/crossValidate.ts';
import type { EvaluationRun } from '../core/evaluation/evaluationRun.ts';
import type { FeatureTable } from '../core/evaluation/featureTable.ts';
import type { Split } from '../core/evaluation/protocols/splits.ts';
import type { Lab } from './lab.ts';
import type { TaskOptions } from './task.ts';

/**
 * The same as `poolFolds`, in a worker: the draws of its intervals take some tenths of a second for thousands of clips, and seconds
 * for a hundred thousand.
 *
 * @throws SerError `cancelled`
 */
export function poolInWorker(pool: Lab['pool'], table: FeatureTable, plan: EvaluationPlan, folds: readonly Split[], outcomes: readonly FoldOutcome[], { signal }: TaskOptions): Promise<EvaluationRun> {
  const { emotions, speakers, files, corpora } = table;
  // The training sides of all folds together are as many times the corpus as there are folds.
  const splits = folds.map(({ train: { length }, ...split }) => ({ ...split, train: { length } }));
  return pool.run('poolFolds', { table: { emotions, speakers, files, ...(corpora && { corpora }) }, plan, splits, outcomes }, { signal });
}
