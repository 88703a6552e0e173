import { logisticRegression } from './baselines/logisticRegression.ts';
import { majorityClass } from './baselines/majorityClass.ts';
import { nearestNeighbours } from './baselines/nearestNeighbours.ts';
import { createVotingEnsemble } from './baselines/votingEnsemble.ts';
import { gradientBoosting } from './boosting/gradientBoosting.ts';
import type { Classifier } from './classifier.ts';
import { randomForest } from './forest/randomForest.ts';
import { ENSEMBLE_MEMBERS, findById } from './learners.ts';
import { supportVectorMachine } from './svm/supportVectorMachine.ts';

const single: readonly Classifier[] = [supportVectorMachine, randomForest, gradientBoosting, logisticRegression, nearestNeighbours, majorityClass];

/** The {@link learners} with their arithmetic, in the same order. */
export const classifiers: readonly Classifier[] = [...single, createVotingEnsemble(single, ENSEMBLE_MEMBERS)];

/**
 * The learner with an id.
 *
 * @throws `parameter-invalid` for an unknown id, with the known ones
 */
export const classifierById = (id: string): Classifier => findById(classifiers, id);
