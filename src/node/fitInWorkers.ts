import { learnerById } from '../core/learn/learners.ts';
import { isDivided, mergePipelines, type Pipeline } from '../core/learn/pipeline.ts';
import type { FitRequest } from '../protocol/analysis.ts';
import type { Lab } from './lab.ts';
import type { TaskOptions } from './task.ts';

/**
 * Fits a learner: one whose fit can be divided in as many parts as there are workers, at the same time; the others in one
 * worker. The model does not depend on the number of parts.
 *
 * @throws SerError of the learner; `cancelled`
 */
export async function fitInWorkers(pool: Lab['pool'], request: FitRequest, { signal, onProgress }: TaskOptions): Promise<Pipeline> {
  const learner = learnerById(request.classifier);
  if (!isDivided(learner) || pool.size === 1) {
    return pool.run('fit', request, { signal, onProgress: (fit) => onProgress?.({ phase: 'fit', done: fit.done, total: fit.total, fit, ...(fit.losses && { losses: new Map([[0, fit.losses]]) }) }) });
  }
  const total = learner.units.count(request.params);
  const nParts = Math.min(pool.size, total);
  const unitsDone = new Array<number>(nParts).fill(0);
  // When one part fails, the others need not go on.
  const failure = new AbortController();
  const ended = signal ? AbortSignal.any([signal, failure.signal]) : failure.signal;
  const fitPart = (_: unknown, part: number): Promise<Pipeline> => {
    const range = { from: Math.floor((part * total) / nParts), to: Math.floor(((part + 1) * total) / nParts) };
    const report = ({ done }: { readonly done: number }): void => {
      unitsDone[part] = done;
      onProgress?.({ phase: 'fit', done: unitsDone.reduce((sum, value) => sum + value, 0), total });
    };
    return pool.run('fitPart', { ...request, range }, { signal: ended, onProgress: report });
  };
  try {
    return mergePipelines(learner, await Promise.all(unitsDone.map(fitPart)));
  } catch (error) {
    failure.abort();
    throw error;
  }
}
