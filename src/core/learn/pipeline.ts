import type { Classifier, FitProgress, Learner, ModelUnits, Params, TrainingData, UnitRange } from './classifier.ts';
import { chooseByAnova, selectColumns, type ColumnChoice } from './preparation/columnChoice.ts';
import type { LearnerKernels } from './learnerKernels.ts';
import type { Matrix } from './matrix.ts';
import type { Preparation } from './preparation/preparation.ts';
import { applyScaler, fitScaler, type Scaler } from './preparation/scaler.ts';
import { smote } from './preparation/smote.ts';

/** A fitted learner with the scaler that was fitted on the same rows; no scaler where the learner does not need one. */
export interface Pipeline {
  /** What scaler and model see of a row; all columns where it is absent. */
  readonly columns?: ColumnChoice;
  readonly scaler: Scaler | undefined;
  readonly model: unknown;
}

/**
 * Chooses columns, fits the scaler, makes rows of small classes and fits the learner, in this order and on the training rows alone,
 * so that nothing of the test side can leak in.
 *
 * @param preparation class weights are a parameter of the learner, see `balancedParams`
 * @throws SerError as the learner, {@link chooseByAnova} and {@link smote}
 */
export function* fitPipeline(classifier: Classifier, data: TrainingData, params: Params, seed: number, kernels?: LearnerKernels, { balance, select }: Preparation = {}): Generator<FitProgress, Pipeline> {
  const columns = select === undefined ? undefined : chooseByAnova(data, select);
  const chosen = columns ? selectColumns(columns, data.X) : data.X;
  const scaler = classifier.scaling === 'standard' ? fitScaler(chosen) : undefined;
  const scaled: TrainingData = { ...data, X: scaler ? applyScaler(scaler, chosen) : chosen };
  const learnt = balance === 'smote' ? yield* beforeFit(smote(scaled, seed)) : scaled;
  return { ...(columns && { columns }), scaler, model: yield* classifier.fit(learnt, params, seed, kernels) };
}

/** Reports that nothing is fitted yet. */
function* beforeFit<T>(steps: Generator<void, T>): Generator<FitProgress, T> {
  let step = steps.next();
  for (; !step.done; step = steps.next()) yield { done: 0, total: 1, unit: 'step' };
  return step.value;
}

/** A learner whose models are made of units, of which any part can be fitted alone. */
export type DividedLearner = Learner & { readonly units: ModelUnits };
export type DividedClassifier = Classifier & Required<Pick<Classifier, 'fitPart'>>;

export const isDivided = (learner: Learner): learner is DividedLearner => learner.units !== undefined;
export const fitsInParts = (classifier: Classifier): classifier is DividedClassifier => classifier.fitPart !== undefined;

/** As {@link fitPipeline}, for some units of the model; columns, scaler and new rows are the same in every part. */
export function* fitPipelinePart(classifier: DividedClassifier, data: TrainingData, params: Params, seed: number, range: UnitRange, kernels?: LearnerKernels, preparation?: Preparation): Generator<FitProgress, Pipeline> {
  return yield* fitPipeline({ ...classifier, fit: (scaled) => classifier.fitPart(scaled, params, seed, range, kernels) }, data, params, seed, kernels, preparation);
}

/** The pipeline of which these are the parts, in order. */
export function mergePipelines({ units }: DividedLearner, parts: readonly Pipeline[]): Pipeline {
  return { ...parts[0], model: units.merge(parts.map(({ model }) => model)) };
}

/** Probabilities of each row, nRows × nClasses, row-major. */
export function predictPipeline(classifier: Classifier, { columns, scaler, model }: Pipeline, X: Matrix, kernels?: LearnerKernels): Float64Array {
  const chosen = columns ? selectColumns(columns, X) : X;
  return classifier.predictProba(model, scaler ? applyScaler(scaler, chosen) : chosen, kernels);
}
