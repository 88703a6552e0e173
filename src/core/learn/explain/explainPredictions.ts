import { SerError } from '../../errors.ts';
import type { LogisticRegressionModel } from '../baselines/logisticRegressionLearner.ts';
import type { GradientBoostingModel } from '../boosting/boostingModel.ts';
import { boostingContributions, treeContributions, type ExplainedTrees } from '../boosting/treeShap.ts';
import type { Classifier, FitProgress } from '../classifier.ts';
import type { RandomForestModel } from '../forest/forestModel.ts';
import type { LearnerKernels } from '../learnerKernels.ts';
import { selectRows, type Matrix } from '../matrix.ts';
import { predictPipeline, type Pipeline } from '../pipeline.ts';
import { inAllColumns, selectColumns } from '../preparation/columnChoice.ts';
import { applyScaler } from '../preparation/scaler.ts';
import type { Explanation } from './explanation.ts';
import { forestTrees } from './forestTrees.ts';
import { occlusion } from './occlusion.ts';

/** A fitted learner, and where its training rows lay. */
export interface ExplainedModel {
  readonly classifier: Classifier;
  readonly pipeline: Pipeline;
  readonly nClasses: number;
  /** The mean of each column of the training rows, as the pipeline takes them; absent where it is not known. */
  readonly means?: ArrayLike<number>;
}

type Explained = Pick<Explanation, 'method' | 'of' | 'base' | 'score' | 'contributions'>;

/**
 * Explains the answer to each row: gradient boosting by exact SHAP values and logistic regression by its exact terms, in log-odds of
 * the answer against the next likeliest class; random forests by exact SHAP values in probability; all others by occlusion towards
 * the training mean, which is no exact account. Yields after each row.
 *
 * @param X rows as the pipeline takes them
 * @throws SerError as `predictPipeline`; `model-invalid` for a learner without exact contributions whose means are not known
 * @see S. M. Lundberg, S.-I. Lee, "A Unified Approach to Interpreting Model Predictions", 2017 (SHAP; linear models in section 4);
 *   M. D. Zeiler, R. Fergus, "Visualizing and Understanding Convolutional Networks", 2014 (occlusion)
 */
export function* explainPredictions(model: ExplainedModel, X: Matrix, kernels?: LearnerKernels): Generator<FitProgress, Explanation[]> {
  const { classifier, pipeline, nClasses } = model;
  const probabilities = predictPipeline(classifier, pipeline, X, kernels);
  const explain = explainerOf(model, kernels);
  const found: Explanation[] = [];
  for (let row = 0; row < X.nRows; row++) {
    const own = probabilities.subarray(row * nClasses, (row + 1) * nClasses);
    const [answer, next] = likeliestTwo(own);
    const { contributions, ...explained } = explain(selectRows(X, [row]), answer, next);
    found.push({ ...explained, answer, next, probability: own[answer], nextProbability: own[next], contributions: inAllColumns(pipeline.columns, contributions, X.nColumns) });
    yield { done: row + 1, total: X.nRows, unit: 'step' };
  }
  return found;
}

/** The first largest, as predictions are made, and the first largest of the rest. */
function likeliestTwo(probabilities: Float64Array): readonly [number, number] {
  let [best, next] = [-1, -1];
  for (let k = 0; k < probabilities.length; k++) {
    if (best < 0 || probabilities[k] > probabilities[best]) [best, next] = [k, best];
    else if (next < 0 || probabilities[k] > probabilities[next]) next = k;
  }
  return [best, next];
}

/** What explains a row; contributions are of the columns that the model sees. */
function explainerOf({ classifier, pipeline, means }: ExplainedModel, kernels: LearnerKernels | undefined): (row: Matrix, answer: number, next: number) => Explained {
  const seen = (row: Matrix): Matrix => {
    const chosen = pipeline.columns ? selectColumns(pipeline.columns, row) : row;
    return pipeline.scaler ? applyScaler(pipeline.scaler, chosen) : chosen;
  };
  switch (classifier.id) {
    case 'xgboost':
      return (row, answer, next) => explainBoosting(pipeline.model as GradientBoostingModel, seen(row), answer, next);
    case 'rf': {
      const treesOf = new Map<number, ExplainedTrees>();
      return (row, answer) => {
        const trees = treesOf.get(answer) ?? forestTrees(pipeline.model as RandomForestModel, answer);
        treesOf.set(answer, trees);
        return summed('shap', 'probability', treeContributions(trees, seen(row)));
      };
    }
    case 'logistic':
      return (row, answer, next) => explainLogistic(pipeline.model as LogisticRegressionModel, seen(row), answer, next);
    default: {
      const at = means ?? (pipeline.columns ? undefined : pipeline.scaler?.mean);
      if (!at) throw new SerError('model-invalid', `${classifier.name} is explained by setting columns to their training means, which this model does not keep; train it again.`);
      return (row, answer) => ({ method: 'occlusion', of: 'probability', ...occlusion((X) => predictPipeline(classifier, pipeline, X, kernels), row, at, answer, pipeline.columns?.chosen) });
    }
  }
}

function explainBoosting(model: GradientBoostingModel, row: Matrix, answer: number, next: number): Explained {
  const width = model.nFeatures + 1;
  const all = boostingContributions(model, row);
  // Of two classes the one margin is that of the second against the first.
  const of = (k: number): Float64Array => (model.objective === 'softmax' ? all.subarray(k * width, (k + 1) * width) : all.map((value) => (k === 1 ? value / 2 : -value / 2)));
  const [one, other] = [of(answer), of(next)];
  return summed('shap', 'log-odds', one.map((value, j) => value - other[j]));
}

/** The score of a class is its intercept and Σ weight · standardised value; the mean of the training rows is 0 there. */
function explainLogistic({ classes, weights, intercepts, nFeatures }: LogisticRegressionModel, row: Matrix, answer: number, next: number): Explained {
  const terms = new Float64Array(nFeatures + 1);
  const add = (k: number, sign: number): void => {
    // Of two classes the first has no weights of its own; one that was not learnt is never the answer.
    const vector = classes.indexOf(k) - (classes.length - intercepts.length);
    if (vector < 0) return;
    for (let j = 0; j < nFeatures; j++) terms[j] += sign * weights[vector * nFeatures + j] * row.data[j];
    terms[nFeatures] += sign * intercepts[vector];
  };
  add(answer, 1);
  add(next, -1);
  return summed('linear', 'log-odds', terms);
}

/** @param terms contributions with the base behind them */
function summed(method: Explanation['method'], of: Explanation['of'], terms: Float64Array): Explained {
  const base = terms[terms.length - 1];
  const contributions = terms.slice(0, -1);
  return { method, of, base, score: contributions.reduce((sum, value) => sum + value, base), contributions };
}
