import { SerError } from '../core/errors.ts';
import type { FeatureTable } from '../core/evaluation/featureTable.ts';
import { curveSplits, readCurve, type CurveUnit, type LearningCurve } from '../core/evaluation/studies/learningCurve.ts';
import { parseProtocol, sharesSpeakers } from '../core/evaluation/protocols/protocol.ts';
import { createSplits } from '../core/evaluation/protocols/splits.ts';
import type { EvaluationRun } from '../core/evaluation/evaluationRun.ts';
import { evaluateSplits, type EvaluationRequest } from './evaluateModel.ts';
import type { Lab } from './lab.ts';
import type { TaskOptions } from './task.ts';

/** What to measure; each fold is trained `nPoints` times, at least 2. */
export type CurveRequest = Pick<EvaluationRequest, 'model' | 'params' | 'cv' | 'seed' | 'normalize' | 'data'> & { readonly by: CurveUnit; readonly nPoints: number };

/**
 * Cross-validates a learner on growing, nested shares of each fold's training side.
 *
 * @throws SerError as `createSplits`, `curveSplits` and the learner; `cv-invalid` for a curve by speakers under a protocol that
 *   tests known voices; `cancelled`
 */
export async function measureLearningCurve(lab: Pick<Lab, 'pool'>, table: FeatureTable, { by, nPoints, ...request }: CurveRequest, { signal, onProgress }: TaskOptions = {}): Promise<LearningCurve> {
  const protocol = parseProtocol(request.cv);
  if (by === 'speakers' && sharesSpeakers(protocol)) {
    throw new SerError('cv-invalid', `A curve by speakers shows what more voices bring for new ones; ${request.cv} tests voices that it trains on. Use --cv speaker:6, or --by clips.`);
  }
  const splits = curveSplits(table, createSplits(table, protocol, request.seed), by, nPoints, request.seed);
  const runs: EvaluationRun[] = [];
  for (const [point, reduced] of splits.entries()) {
    const total = nPoints * reduced.folds.length;
    const task: TaskOptions = { signal, onProgress: ({ phase, done }) => onProgress?.({ phase, done: point * reduced.folds.length + done, total }) };
    runs.push(await evaluateSplits(lab, table, reduced, request, task));
  }
  return readCurve(table, by, splits, runs, { seed: request.seed });
}
