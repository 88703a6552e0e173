import { SerError } from '../errors.ts';
import type { Classifier } from './classifier.ts';
import { gradientBoosting, gradientBoostingParameters } from './gradientBoosting.ts';
import type { ParameterRules } from './parameters.ts';
import { randomForest, randomForestParameters } from './randomForest.ts';
import { multiclassSvmParameters, supportVectorMachine } from './supportVectorMachine.ts';

/** A learner with the rules of its hyper-parameters, from which forms, help texts and checks are made. */
export interface RegisteredClassifier extends Classifier {
  readonly parameters: ParameterRules;
}

/** Every learner of the product, in the order in which it is offered. */
export const classifiers: readonly RegisteredClassifier[] = [
  { ...supportVectorMachine, parameters: multiclassSvmParameters },
  { ...randomForest, parameters: randomForestParameters },
  { ...gradientBoosting, parameters: gradientBoostingParameters },
];

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
