import { SerError } from '../core/errors.ts';
import type { Params } from '../core/learn/classifier.ts';
import { learnerById } from '../core/learn/learners.ts';
import { probabilityKind } from '../core/learn/probabilityKind.ts';
import { parseParams, parseSearchMethod, parseSearchSpace } from '../core/learn/search/paramText.ts';
import { balancedParams, preparationOf, type Balance, type Preparation } from '../core/learn/preparation/preparation.ts';
import { createCandidates, type SearchRequest } from '../core/learn/search/searchSpace.ts';

/** What `evaluate` and `train` are told about the learner. */
export interface LearningOptions {
  readonly model: string;
  readonly seed: number;
  /** Each `name=value`. */
  readonly param?: readonly string[];
  readonly search?: string;
  readonly space?: string;
  readonly balance?: Balance;
  readonly select?: number;
  /** The model's probabilities will be calibrated. */
  readonly calibrate?: boolean;
}

/** The learner's part of a request. */
export interface LearningRequest extends Preparation {
  readonly model: string;
  readonly seed: number;
  readonly params?: Params;
  readonly search?: SearchRequest;
}

/**
 * Reads the options by the rules of the learner that they name.
 *
 * @throws SerError `parameter-invalid` with the value and the rule
 */
export function readLearningOptions({ model, seed, param = [], search, space, balance, select, calibrate }: LearningOptions): LearningRequest {
  const learner = learnerById(model);
  const params = parseParams(learner, param);
  if (calibrate && probabilityKind(params) === 'scores') throw new SerError('parameter-invalid', `${model}: probability is false, so the model gives votes in place of probabilities, and --calibrate needs probabilities; leave that parameter out.`);
  const fixed = balancedParams(learner, balance, params);
  const preparation = preparationOf({ ...(balance && { balance }), ...(select !== undefined && { select }) });
  if (search === undefined) {
    if (space !== undefined) throw new SerError('parameter-invalid', 'The option --space says what a search tries; add --search grid or --search random:N.');
    return { model, seed, params, ...preparation };
  }
  const request: SearchRequest = { method: parseSearchMethod(search), ...(space !== undefined && { space: parseSearchSpace(learner, space) }) };
  // What cannot be searched is refused before any clip is read.
  createCandidates(learner, request, fixed, seed);
  return { model, seed, params, ...preparation, search: request };
}
