import { describeDegradation } from '../core/audio/degrade/degradation.ts';
import { poolFolds, type EvaluationPlan, type FoldOutcome } from '../core/evaluation/crossValidate.ts';
import type { EvaluationRun } from '../core/evaluation/evaluationRun.ts';
import { classesOf, type FeatureTable } from '../core/evaluation/featureTable.ts';
import { parseProtocol } from '../core/evaluation/protocols/protocol.ts';
import { speakerRanks } from '../core/evaluation/search.ts';
import { createSplits, type Splits } from '../core/evaluation/protocols/splits.ts';
import { classifierById } from '../core/learn/classifiers.ts';
import { balancedParams, preparationOf } from '../core/learn/preparation/preparation.ts';
import type { SearchRequest } from '../core/learn/search/searchSpace.ts';
import { learnerParams } from '../core/model/learnerParams.ts';
import { inAllCopies, preparedRows, stoppingGroups, withCopies } from './copies.ts';
import type { DegradedCopy } from './degradedFeatures.ts';
import type { Lab } from './lab.ts';
import { mapConcurrently } from './mapConcurrently.ts';
import { planSearch } from './searchModel.ts';
import type { TaskOptions } from './task.ts';

/**
 * What to evaluate; parameters that are left out take the defaults of the learner on the feature set. With a search each fold
 * chooses what it searches on its own training side. Degraded copies of the training clips are learnt from as well; the test
 * side has none. Classes are balanced and columns selected on the training side of each fold.
 */
export type EvaluationRequest = Omit<EvaluationPlan, 'params' | 'search'> & { readonly params?: EvaluationPlan['params']; readonly search?: SearchRequest; readonly copies?: readonly DegradedCopy[] };

/**
 * Cross-validates a learner over a table, the folds in parallel, and stores the record.
 *
 * With `normalize` the columns are first standardised within each speaker. That sees no label, and no fold can change it,
 * since every speaker is measured against himself alone.
 *
 * @returns the record and its number in the store
 * @throws SerError as {@link createSplits}, {@link normaliseBySpeaker}, {@link planSearch}, `searchParams`, `fitPipeline`, `balancedParams` and the learner; `cancelled`
 */
export async function evaluateModel(lab: Pick<Lab, 'store' | 'pool'>, table: FeatureTable, request: EvaluationRequest, task: TaskOptions = {}): Promise<{ id: number; run: EvaluationRun }> {
  const splits = createSplits(table, parseProtocol(request.cv), request.seed);
  const run = await evaluateSplits(lab, table, splits, request, task);
  return { id: lab.store.saveRun(run), run };
}

/** Fits and tests a learner on each of the folds, in parallel, and pools what they bring into a record. */
export async function evaluateSplits({ pool }: Pick<Lab, 'pool'>, table: FeatureTable, { folds, skipped }: Splits, request: EvaluationRequest, { signal, onProgress }: TaskOptions = {}): Promise<EvaluationRun> {
  const given = balancedParams(classifierById(request.model), request.balance, request.params ?? {});
  const params = learnerParams(request.model, request.data.featureSet, given);
  const preparation = preparationOf(request);
  const { search: asked, copies = [], ...plan } = request;
  const search = asked && planSearch(request.model, asked, given, request.seed);
  const { classes, y } = classesOf(table);
  const X = preparedRows(table, request.normalize, copies);
  const yOfAll = inAllCopies(y, copies.length);
  const shares = new Array<number>(folds.length).fill(0);
  const report = (fold: number, share: number): void => {
    shares[fold] = share;
    onProgress?.({ phase: 'fold', done: shares.reduce((total, value) => total + value, 0), total: folds.length });
  };
  const searchOfFold = search && { candidates: search.candidates, speakers: inAllCopies(speakerRanks(table.speakers), copies.length) };
  report(0, 0);
  const outcomes = await mapConcurrently(folds, pool.size, async ({ train, test }, fold): Promise<FoldOutcome> => {
    const outcome = await pool.run(
      'evaluateFold',
      { classifier: request.model, params, seed: request.seed, X, y: yOfAll, nClasses: classes.length, train: withCopies(train, y.length, copies.length), test, ...stoppingGroups(table, params, copies.length), ...(preparation && { preparation }), ...(searchOfFold && { search: searchOfFold }) },
      { signal, onProgress: ({ done, total }) => report(fold, done / total) },
    );
    report(fold, 1);
    return outcome;
  });
  return poolFolds(table, { ...plan, params, ...(search && { search }), ...(skipped.length > 0 && { skippedFolds: skipped }), ...(copies.length > 0 && { augment: copies.map(({ degradation }) => describeDegradation(degradation)) }) }, folds, outcomes);
}
