import type { ChosenParams, SearchRecord } from '../core/evaluation/evaluationRun.ts';
import { chosenParams } from '../core/evaluation/crossValidate.ts';
import { countFolds, firstLargest, INNER_PROTOCOL, innerFolds } from '../core/evaluation/search.ts';
import type { Params } from '../core/learn/classifier.ts';
import { learnerById } from '../core/learn/learners.ts';
import { createCandidates, type SearchRequest } from '../core/learn/search/searchSpace.ts';
import type { FitRequest } from '../protocol/analysis.ts';
import type { Lab } from './lab.ts';
import { mapConcurrently } from './mapConcurrently.ts';
import type { TaskOptions } from './task.ts';

/**
 * Sets down what a search will try.
 *
 * @param fixed parameters that are given, and so not searched
 * @throws SerError `parameter-invalid`
 */
export function planSearch(model: string, request: SearchRequest, fixed: Params, seed: number): SearchRecord {
  const { method, space } = request;
  return { method: method.kind === 'grid' ? 'grid' : `random:${method.nCandidates}`, candidates: createCandidates(learnerById(model), request, fixed, seed), ...(space && { space }), inner: INNER_PROTOCOL };
}

/**
 * Scores the candidates over an inner split of all rows, in parallel, and chooses the best.
 *
 * @param speakers of each row, as ranks
 * @throws SerError `too-few-speakers`, `cv-invalid`, as the learner; `cancelled`
 */
export async function searchOverAll(pool: Lab['pool'], plan: SearchRecord, request: FitRequest, speakers: Int32Array, { signal, onProgress }: TaskOptions): Promise<ChosenParams> {
  const folds = innerFolds(speakers);
  const total = plan.candidates.length;
  let done = 0;
  const uars = await mapConcurrently(plan.candidates, pool.size, async (candidate) => {
    const uar = await pool.run('scoreParams', { ...request, params: { ...request.params, ...candidate }, folds }, { signal });
    onProgress?.({ phase: 'search', done: ++done, total });
    return uar;
  });
  return chosenParams(plan, { chosen: firstLargest(uars), uars: Float64Array.from(uars), nFolds: countFolds(folds) });
}
