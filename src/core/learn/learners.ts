import { SerError } from '../errors.ts';
import { logisticRegressionLearner } from './baselines/logisticRegressionLearner.ts';
import { majorityClassLearner } from './baselines/majorityClassLearner.ts';
import { nearestNeighboursLearner } from './baselines/nearestNeighboursLearner.ts';
import { createVotingLearner } from './baselines/votingEnsembleLearner.ts';
import { gradientBoostingLearner } from './boosting/boostingLearner.ts';
import type { Learner } from './classifier.ts';
import { randomForestLearner } from './forest/forestLearner.ts';
import { svmLearner } from './svm/svmLearner.ts';

/** The learners that stand alone, each of which an ensemble can hold. */
const single: readonly Learner[] = [svmLearner, randomForestLearner, gradientBoostingLearner, logisticRegressionLearner, nearestNeighboursLearner, majorityClassLearner];

/** Who is in an ensemble of which nothing else is said. */
export const ENSEMBLE_MEMBERS = { members: 'svm+rf+xgboost' } as const;

/** Every learner of the product, in the order in which it is offered. */
export const learners: readonly Learner[] = [...single, createVotingLearner(single, ENSEMBLE_MEMBERS)];

/** As {@link classifierById}, for who neither fits nor predicts. */
export const learnerById = (id: string): Learner => findById(learners, id);

/**
 * The one of some learners with an id.
 *
 * @throws `parameter-invalid` for an unknown id, with the known ones
 */
export function findById<L extends Learner>(among: readonly L[], id: string): L {
  const found = among.find((learner) => learner.id === id);
  if (found === undefined) {
    const known = among.map((learner) => learner.id);
    throw new SerError('parameter-invalid', `There is no classifier "${id}"; there are ${known.join(', ')}.`, { id, known });
  }
  return found;
}
