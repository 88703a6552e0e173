import { classifierById } from '../learn/classifiers.ts';
import type { FitProgress } from '../learn/classifier.ts';
import { explainPredictions } from '../learn/explain/explainPredictions.ts';
import type { Explanation } from '../learn/explain/explanation.ts';
import type { LearnerKernels } from '../learn/learnerKernels.ts';
import type { Matrix } from '../learn/matrix.ts';
import type { EmotionModel } from './emotionModel.ts';
import { predictModel } from './predictModel.ts';

/**
 * Why a model answers as it does: as `explainPredictions`, with the model's temperature. It divides log-odds, so that they add up to
 * those of the tempered probabilities; contributions to a probability are those before it, and say so.
 *
 * @throws SerError as `explainPredictions`
 */
export function* explainModel(model: EmotionModel, X: Matrix, kernels?: LearnerKernels): Generator<FitProgress, Explanation[]> {
  const { classifier, classes, columns, normalize, trainedOn, decision } = model.description;
  // Rows that are normalised by speaker have the mean 0, in training too.
  const means = normalize === 'speaker' ? new Float64Array(columns.length) : trainedOn.statistics?.means;
  const found = yield* explainPredictions({ classifier: classifierById(classifier), pipeline: model.pipeline, nClasses: classes.length, ...(means && { means }) }, X, kernels);
  if (!decision) return found;
  const probabilities = predictModel(model, X, kernels);
  return found.map((explanation, row) => temper(explanation, decision.temperature, probabilities.subarray(row * classes.length, (row + 1) * classes.length)));
}

function temper(explanation: Explanation, temperature: number, probabilities: Float64Array): Explanation {
  const { answer, next, base, score, contributions } = explanation;
  if (explanation.of === 'probability') return { ...explanation, beforeTemperature: true };
  return { ...explanation, probability: probabilities[answer], nextProbability: probabilities[next], base: base / temperature, score: score / temperature, contributions: contributions.map((value) => value / temperature) };
}
