import type { LearnerKernels } from './learnerKernels.ts';
import type { Matrix } from './matrix.ts';
import type { ParameterRules } from './parameters.ts';
import type { DefaultSpaces } from './search/searchSpace.ts';

/** Mean log-losses in nats after so many rounds, 0 before the first. */
export interface RoundLosses {
  readonly round: number;
  /** Of the rows learnt from, by weight. */
  readonly training: number;
  /** Of those held out to stop early, where there are any. */
  readonly validation?: number;
}

/** One finished unit of a fit, at most about 50 ms of work; the caller may stop the fit between two units. */
export interface FitProgress {
  readonly done: number;
  readonly total: number;
  /** What a unit is, for display. */
  readonly unit: 'tree' | 'round' | 'pair' | 'step';
  /** The latest, by learners that lower them round by round. */
  readonly losses?: RoundLosses;
}

/** What a learner learns from. `y[i]` is the class index of row i, in [0, nClasses). */
export interface TrainingData {
  readonly X: Matrix;
  readonly y: Int32Array;
  readonly nClasses: number;
  /** How much row i counts, finite and at least 0; 1 by default. For learners that say so; the rest refuse it. */
  readonly weights?: Float32Array;
  /** A number for the speaker of each row, by which a learner that needs a validation part makes one that shares none. */
  readonly groups?: Int32Array;
}

/** Hyper-parameters are plain values, so that they can be shown, stored and compared. */
export type Params = Readonly<Record<string, number | string | boolean>>;

/** Some of the units (trees) that make up a model: from … to − 1. */
export interface UnitRange {
  readonly from: number;
  readonly to: number;
}

/**
 * A learner without its arithmetic: what it is called, what it takes, and how the models are read that it makes. Who only asks, checks
 * or reads needs no more.
 */
export interface Learner<P extends Params = Params, M = unknown> {
  readonly id: string;
  readonly name: string;
  readonly defaults: P;
  /** The rules of its hyper-parameters, from which forms, help texts and checks are made. */
  readonly parameters: ParameterRules<P>;
  /** What a search tries when it is not told; absent where there is nothing worth it. */
  readonly spaces?: DefaultSpaces;
  /** Whether the learner needs standardised columns; the scaler is fitted with it, on the training rows alone. */
  readonly scaling: 'standard' | 'none';
  /** 'learnt': NaN in X is a missing value, and the fit learns what to make of it. Absent where NaN is refused. */
  readonly missingValues?: 'learnt';
  /** 'used': the weights of the training data count. Absent where they are refused. */
  readonly rowWeights?: 'used';
  /** The units of a model of which any part can be fitted alone; absent where the units of a fit depend on each other. */
  readonly units?: ModelUnits<P, M>;
  /** The model when `value` (parsed from a file) is a sound one, with every index and length checked; throws `model-invalid`. */
  parseModel(value: unknown): M;
}

/**
 * Units that are fitted in any order and on any thread: merged in the order of their ranges, the parts make the model of the whole fit,
 * byte for byte.
 */
export interface ModelUnits<P extends Params = Params, M = unknown> {
  /** How many units a model with these parameters has. */
  count(params: P): number;
  merge(parts: readonly M[]): M;
}

/**
 * A learner that fits and predicts. A fitted model is plain data (numbers, strings, arrays, typed arrays), so it can be
 * posted to another thread, stored and compared; there is no "not fitted" state.
 *
 * `fit` is a synchronous generator that yields after each unit of work and returns the model. It throws a SerError:
 * `too-few-classes` (y holds fewer than two classes), `too-few-clips` (no rows), `feature-not-finite` (infinity, or NaN
 * where no missing values are learnt, in X, naming row and column), `parameter-invalid` (a hyper-parameter out of range,
 * with value and rule; weights that cannot be used).
 * It never writes to its input. The same input, parameters and seed give the same model, byte for byte. With compiled
 * kernels it may compute the same sooner; whether a learner's model is then equal to the last bit is said in its docstring.
 *
 * `predictProba` gives nRows × nClasses probabilities, row-major, each row summing to 1; it throws `feature-mismatch`
 * when X has another width than the training data, `feature-not-finite` as in `fit`. The predicted class is
 * the first largest.
 */
export interface Classifier<P extends Params = Params, M = unknown> extends Learner<P, M> {
  fit(data: TrainingData, params: P, seed: number, kernels?: LearnerKernels): Generator<FitProgress, M>;
  /** As `fit`, for some of the {@link Learner.units}; there where these are. */
  fitPart?(data: TrainingData, params: P, seed: number, range: UnitRange, kernels?: LearnerKernels): Generator<FitProgress, M>;
  predictProba(model: M, X: Matrix, kernels?: LearnerKernels): Float64Array;
}

/** The class of each row: the first largest of its probabilities. */
export function predictedClasses(probabilities: Float64Array, nClasses: number): Int32Array {
  const classes = new Int32Array(probabilities.length / nClasses);
  for (let row = 0; row < classes.length; row++) {
    let best = 0;
    for (let k = 1; k < nClasses; k++) {
      if (probabilities[row * nClasses + k] > probabilities[row * nClasses + best]) best = k;
    }
    classes[row] = best;
  }
  return classes;
}
