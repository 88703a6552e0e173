import { applyTemperature } from '../evaluation/metrics/temperature.ts';
import { classifierById } from '../learn/classifiers.ts';
import type { LearnerKernels } from '../learn/learnerKernels.ts';
import type { Matrix } from '../learn/matrix.ts';
import { predictPipeline } from '../learn/pipeline.ts';
import type { EmotionModel } from './emotionModel.ts';

/**
 * A model's probabilities of each row: those of its learner, with the model's temperature where it has one.
 *
 * @returns nRows × nClasses, row-major, each row summing to 1
 * @throws SerError as the learner's `predictProba`
 */
export function predictModel({ description, pipeline }: EmotionModel, X: Matrix, kernels?: LearnerKernels): Float64Array {
  const probabilities = predictPipeline(classifierById(description.classifier), pipeline, X, kernels);
  return description.decision ? applyTemperature(probabilities, description.classes.length, description.decision.temperature) : probabilities;
}
