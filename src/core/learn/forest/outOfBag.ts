import { SerError } from '../../errors.ts';
import { createBootstrap, drawRows } from './bootstrap.ts';
import { predictedClasses, type FitProgress, type TrainingData } from '../classifier.ts';
import { addLeafShares, leafOf, type RandomForestModel } from './forestModel.ts';
import { createRandom } from '../random.ts';
import type { RandomForestParams } from './forestLearner.ts';
import { checkFeatures } from '../trainingData.ts';

/** What the trees of a forest say of the training rows that they were not grown on. */
export interface OutOfBag {
  /** nRows × nClasses: the mean over those trees; zeros for a row that every tree has seen. */
  readonly probabilities: Float64Array;
  /** How many trees have not seen each row. */
  readonly nTrees: Int32Array;
  /** The share of right predictions among the rows that at least one tree has not seen; NaN when there is none. */
  readonly accuracy: number;
}

/**
 * Judges each training row by the trees whose bootstrap sample left it out. The samples are drawn again from the seed, so that a
 * model need not keep them.
 *
 * Rows of one speaker are drawn apart: for speech this tells of new clips of known speakers, and is no substitute for a
 * cross-validation by speaker.
 *
 * @param data the rows that the model was fitted on, in the same order; `seed` and `params` as in the fit
 * @throws `parameter-invalid` for a forest without bootstrap; `feature-mismatch`
 * @see scikit-learn, `RandomForestClassifier(oob_score=True)`
 */
export function* outOfBag(model: RandomForestModel, { X, y, nClasses }: TrainingData, params: Pick<RandomForestParams, 'bootstrap' | 'classWeight'>, seed: number): Generator<FitProgress, OutOfBag> {
  if (!params.bootstrap) throw new SerError('parameter-invalid', 'A forest without bootstrap has no out-of-bag rows: every tree has seen all.', { bootstrap: false });
  checkFeatures(X, model.nFeatures);
  const bootstrap = createBootstrap(y, nClasses, params);
  const total = model.treeStart.length - 1;
  const probabilities = new Float64Array(X.nRows * nClasses);
  const nTrees = new Int32Array(X.nRows);
  const weights = new Int32Array(X.nRows);
  for (let tree = 0; tree < total; tree++) {
    drawRows(bootstrap, weights, createRandom(seed, tree));
    for (let row = 0; row < X.nRows; row++) {
      if (weights[row] > 0) continue;
      nTrees[row]++;
      addLeafShares(model, tree, leafOf(model, tree, X, row), probabilities, row * nClasses);
    }
    yield { done: tree + 1, total, unit: 'tree' };
  }
  for (let i = 0; i < probabilities.length; i++) probabilities[i] /= Math.max(1, nTrees[Math.floor(i / nClasses)]);
  const predicted = predictedClasses(probabilities, nClasses);
  let nJudged = 0;
  let nRight = 0;
  for (let row = 0; row < X.nRows; row++) {
    if (nTrees[row] === 0) continue;
    nJudged++;
    if (predicted[row] === y[row]) nRight++;
  }
  return { probabilities, nTrees, accuracy: nRight / nJudged };
}
