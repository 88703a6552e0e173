import { describeDegradation } from '../core/audio/degrade/degradation.ts';
import type { EvaluationPlan } from '../core/evaluation/crossValidate.ts';
import type { EvaluationRun } from '../core/evaluation/evaluationRun.ts';
import type { FeatureTable } from '../core/evaluation/featureTable.ts';
import { parseProtocol } from '../core/evaluation/protocols/protocol.ts';
import { countRepeatedRows } from '../core/evaluation/repeatedRows.ts';
import { createSplits, type Splits } from '../core/evaluation/protocols/splits.ts';
import { learnerById } from '../core/learn/learners.ts';
import { balancedParams, preparationOf } from '../core/learn/preparation/preparation.ts';
import type { SearchRequest } from '../core/learn/search/searchSpace.ts';
import { learnerParams } from '../core/model/learnerParams.ts';
import type { DegradedCopy } from './degradedFeatures.ts';
import { judgeFolds } from './judgeFolds.ts';
import type { Lab } from './lab.ts';
import { poolInWorker } from './poolInWorker.ts';
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
export async function evaluateSplits({ pool }: Pick<Lab, 'pool'>, table: FeatureTable, { folds, skipped }: Splits, request: EvaluationRequest, task: TaskOptions = {}): Promise<EvaluationRun> {
  const given = balancedParams(learnerById(request.model), request.balance, request.params ?? {});
  const params = learnerParams(request.model, request.data.featureSet, given);
  const preparation = preparationOf(request);
  const { search: asked, copies = [], ...plan } = request;
  const search = asked && planSearch(request.model, asked, given, request.seed);
  const judged = { model: request.model, params, ...(search && { candidates: search.candidates }), seed: request.seed, ...(request.normalize && { normalize: request.normalize }), ...(preparation && { preparation }), copies };
  const outcomes = await judgeFolds(pool, table, folds, judged, task);
  const nRepeated = countRepeatedRows(await pool.run('groupEqualRows', { X: table.X }, { signal: task.signal }), folds);
  const pooled = { ...plan, params, ...(search && { search }), ...(nRepeated > 0 && { nRepeated }), ...(skipped.length > 0 && { skippedFolds: skipped }), ...(copies.length > 0 && { augment: copies.map(({ degradation }) => describeDegradation(degradation)) }) };
  return poolInWorker(pool, table, pooled, folds, outcomes, task);
}
