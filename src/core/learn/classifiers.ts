import { SerError } from '../errors.ts';
import { gradientBoostingParameters } from './boosting/boostingParameters.ts';
import type { Classifier } from './classifier.ts';
import { gradientBoostingSpaces, logisticRegressionSpaces, nearestNeighboursSpaces, randomForestSpaces, svmSpaces } from './search/defaultSpaces.ts';
import { gradientBoosting } from './boosting/gradientBoosting.ts';
import { logisticRegression, logisticRegressionParameters } from './baselines/logisticRegression.ts';
import { majorityClass } from './baselines/majorityClass.ts';
import { nearestNeighbours, nearestNeighboursParameters } from './baselines/nearestNeighbours.ts';
import type { ParameterRules } from './parameters.ts';
import { randomForest, randomForestParameters } from './forest/randomForest.ts';
import type { DefaultSpaces } from './search/searchSpace.ts';
import { multiclassSvmParameters, supportVectorMachine } from './svm/supportVectorMachine.ts';
import { createVotingEnsemble } from './baselines/votingEnsemble.ts';

/** A learner with the rules of its hyper-parameters, from which forms, help texts and checks are made. */
export interface RegisteredClassifier extends Classifier {
  readonly parameters: ParameterRules;
  /** What a search tries when it is not told; absent where there is nothing worth it. */
  readonly spaces?: DefaultSpaces;
}

/** The learners that stand alone, each of which an ensemble can hold. */
const single: readonly RegisteredClassifier[] = [
  { ...supportVectorMachine, parameters: multiclassSvmParameters, spaces: svmSpaces },
  { ...randomForest, parameters: randomForestParameters, spaces: randomForestSpaces },
  { ...gradientBoosting, parameters: gradientBoostingParameters, spaces: gradientBoostingSpaces },
  { ...logisticRegression, parameters: logisticRegressionParameters, spaces: logisticRegressionSpaces },
  { ...nearestNeighbours, parameters: nearestNeighboursParameters, spaces: nearestNeighboursSpaces },
  { ...majorityClass, parameters: {} },
];

/** Every learner of the product, in the order in which it is offered. */
export const classifiers: readonly RegisteredClassifier[] = [...single, createVotingEnsemble(single, { members: 'svm+rf+xgboost' })];

/**
 * The learner with an id.
 *
 * @throws `parameter-invalid` for an unknown id, with the known ones
 */
export function classifierById(id: string): RegisteredClassifier {
  const found = classifiers.find((classifier) => classifier.id === id);
  if (found === undefined) {
    const known = classifiers.map((classifier) => classifier.id);
    throw new SerError('parameter-invalid', `There is no classifier "${id}"; there are ${known.join(', ')}.`, { id, known });
  }
  return found;
}
