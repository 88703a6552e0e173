import type { Classifier, DividedFit, FitProgress, Params, TrainingData, UnitRange } from './classifier.ts';
import type { LearnerKernels } from './learnerKernels.ts';
import type { Matrix } from './matrix.ts';
import { applyScaler, fitScaler, type Scaler } from './scaler.ts';

/** A fitted learner with the scaler that was fitted on the same rows; no scaler where the learner does not need one. */
export interface Pipeline {
  readonly scaler: Scaler | undefined;
  readonly model: unknown;
}

/** Fits the scaler and the learner on the training rows alone, so that nothing of the test side can leak in. */
export function* fitPipeline(classifier: Classifier, data: TrainingData, params: Params, seed: number, kernels?: LearnerKernels): Generator<FitProgress, Pipeline> {
  const scaler = classifier.scaling === 'standard' ? fitScaler(data.X) : undefined;
  const X = scaler ? applyScaler(scaler, data.X) : data.X;
  return { scaler, model: yield* classifier.fit({ ...data, X }, params, seed, kernels) };
}

/** A learner whose fit can be divided. */
export type DividedClassifier = Classifier & { readonly divided: DividedFit };

export const isDivided = (classifier: Classifier): classifier is DividedClassifier => classifier.divided !== undefined;

/** As {@link fitPipeline}, for some units of the model; the scaler is the same in every part. */
export function* fitPipelinePart(classifier: DividedClassifier, data: TrainingData, params: Params, seed: number, range: UnitRange, kernels?: LearnerKernels): Generator<FitProgress, Pipeline> {
  const { divided } = classifier;
  return yield* fitPipeline({ ...classifier, fit: (scaled) => divided.fitPart(scaled, params, seed, range, kernels) }, data, params, seed, kernels);
}

/** The pipeline of which these are the parts, in order. */
export function mergePipelines({ divided }: DividedClassifier, parts: readonly Pipeline[]): Pipeline {
  return { scaler: parts[0].scaler, model: divided.merge(parts.map(({ model }) => model)) };
}

/** Probabilities of each row, nRows × nClasses, row-major. */
export function predictPipeline(classifier: Classifier, { scaler, model }: Pipeline, X: Matrix): Float64Array {
  return classifier.predictProba(model, scaler ? applyScaler(scaler, X) : X);
}
