import { SerError } from '../../errors.ts';
import { assembleModel, boostingMargins, countOutputs, probabilitiesOf, type GradientBoostingModel } from './boostingModel.ts';
import { lossOfDerivatives, startingMargins, type Objective } from './boostingObjective.ts';
import { acceptedByBoosting, checkBoostingParams, gradientBoostingLearner, type GradientBoostingParams } from './boostingLearner.ts';
import { drawRows, drawTreeColumns } from './boostingSampling.ts';
import { createHeldOutLoss, holdOutGroups } from './boostingValidation.ts';
import type { Classifier, FitProgress, RoundLosses, TrainingData } from '../classifier.ts';
import { createHistogramLoops } from './histogramLoops.ts';
import { countHistograms, createTreeGrower, growRegressionTree } from './histogramTree.ts';
import type { LearnerKernels } from '../learnerKernels.ts';
import type { Matrix } from '../matrix.ts';
import { createQuantileBins, type QuantileBins } from './quantileBins.ts';
import { createRandom } from '../random.ts';
import type { RegressionTree } from './regressionTree.ts';
import { checkFeatures, checkTrainingData } from '../trainingData.ts';

function* fit(data: TrainingData, givenParams: GradientBoostingParams, seed: number, kernels?: LearnerKernels): Generator<FitProgress, GradientBoostingModel> {
  const params = checkBoostingParams(givenParams);
  checkTrainingData(data, acceptedByBoosting);
  if (params.objective === 'logistic' && data.nClasses !== 2) throw new SerError('parameter-invalid', `xgboost: objective is logistic, which is for 2 classes; there are ${data.nClasses}.`, { nClasses: data.nClasses });
  const { earlyStoppingRounds, nRounds, subsample } = params;
  const { learnt, heldOut } = earlyStoppingRounds > 0 ? holdOutGroups(data, params.validationShare, seed) : { learnt: data, heldOut: undefined };
  if (heldOut) checkTrainingData(learnt, acceptedByBoosting);
  const { X, y, nClasses, weights } = learnt;
  const { nRows } = X;
  const eta = Math.fround(params.eta);
  const name = params.objective === 'logistic' || (params.objective === 'auto' && nClasses === 2) ? 'logistic' : 'softmax';
  const nOutputs = countOutputs(name, nClasses);
  const objective: Objective = { name, nOutputs, y, weights };
  const bins = yield* paused(createQuantileBins(X, params.maxBin, weights), { done: 0, total: nRounds, unit: 'round' });
  const nHistograms = countHistograms(nRows);
  const loops = createHistogramLoops(kernels, bins, params, objective, nHistograms);
  const grower = createTreeGrower(loops, params, params.maxDepth, nHistograms);
  const baseMargins = startingMargins(objective, nClasses);
  const { stride, margins, rows } = loops;
  for (let k = 0; k < nOutputs; k++) margins.fill(baseMargins[k], k * stride, (k + 1) * stride);
  const isUsed = new Uint8Array(nRows);
  const allColumns = Int32Array.from({ length: X.nColumns }, (_, j) => j);
  const trees: RegressionTree[] = [];
  const heldOutLoss = heldOut && createHeldOutLoss(heldOut, name, bins, eta, baseMargins);
  const best = { loss: Infinity, nRounds };
  const lossesAfter = (round: number): RoundLosses => {
    loops.differentiate();
    return { round, training: lossOfDerivatives(objective, loops.gradients, stride), ...(heldOutLoss && { validation: heldOutLoss.value() }) };
  };
  let losses = lossesAfter(0);
  yield { done: 0, total: nRounds, unit: 'round', losses };

  for (let round = 0; round < nRounds; round++) {
    for (let k = 0; k < nOutputs; k++) {
      const random = createRandom(seed, round * nOutputs + k);
      const nDrawn = drawRows(rows, subsample, random);
      const columns = drawTreeColumns(allColumns, params, random);
      const treeMargins = margins.subarray(k * stride, k * stride + nRows);
      isUsed.fill(0);
      const growth = growRegressionTree(grower, {
        output: k,
        nRows: nDrawn,
        columns: columns.ofTree,
        columnsOf: columns.ofNode,
        onLeaf: (start, end, weight) => {
          const value = Math.fround(weight * eta);
          for (let p = start; p < end; p++) {
            treeMargins[rows[p]] += value;
            isUsed[rows[p]] = 1;
          }
        },
      });
      const tree = yield* paused(growth, { done: round, total: nRounds, unit: 'round', losses });
      trees.push(tree);
      if (nDrawn < nRows) addToRest(bins, tree, eta, isUsed, treeMargins);
      heldOutLoss?.add(tree, k);
      if (k < nOutputs - 1) yield { done: round, total: nRounds, unit: 'round', losses };
    }
    losses = lossesAfter(round + 1);
    yield { done: round + 1, total: nRounds, unit: 'round', losses };
    const { validation } = losses;
    if (validation === undefined) continue;
    if (validation < best.loss) Object.assign(best, { loss: validation, nRounds: round + 1 });
    else if (round + 1 - best.nRounds >= earlyStoppingRounds) break;
  }
  return assembleModel(trees.slice(0, best.nRounds * nOutputs), bins, eta, baseMargins, name, nClasses);
}

/** Runs work to its end, and reports the same progress at each of its pauses. */
function* paused<T>(work: Generator<undefined, T>, progress: FitProgress): Generator<FitProgress, T> {
  let step = work.next();
  for (; !step.done; step = work.next()) yield progress;
  return step.value;
}

/** Adds a tree's leaf values to the margins of rows that it did not learn from. */
function addToRest({ codes, nRows, cutStart, hasMissing }: QuantileBins, tree: RegressionTree, eta: number, isUsed: Uint8Array, margins: Float32Array): void {
  for (let i = 0; i < nRows; i++) {
    if (isUsed[i] === 1) continue;
    let node = 0;
    while (tree.feature[node] >= 0) {
      const column = tree.feature[node];
      const code = codes[column * nRows + i];
      const isMissing = hasMissing[column] === 1 && code === cutStart[column + 1] - cutStart[column];
      node = (isMissing ? tree.missingLeft[node] === 1 : code <= tree.bin[node]) ? tree.left[node] : tree.right[node];
    }
    margins[i] += Math.fround(tree.weight[node] * eta);
  }
}

function predictProba(model: GradientBoostingModel, X: Matrix): Float64Array {
  checkFeatures(X, model.nFeatures, acceptedByBoosting);
  return probabilitiesOf(model.objective, model.nClasses, boostingMargins(model, X));
}

/**
 * Gradient boosting of regression trees by second-order gradients on quantile histograms: the algorithm of xgboost's
 * `hist`. Two classes have one tree a round, as in XGBClassifier, more have one each. NaN is a missing value: every split
 * learns on which side it gains more; where none was seen in training it goes right. Rows may have weights.
 *
 * With `earlyStoppingRounds` whole speakers are held out of learning (see {@link holdOutGroups}, also for what it throws),
 * and the model ends with the round that was best on them; the fit then ends before its progress is complete.
 *
 * Progress counts rounds and is reported after each tree, and within large ones, with the losses after the last whole round. With
 * compiled kernels the model is the same, byte for byte.
 *
 * @see T. Chen, C. Guestrin, "XGBoost: A Scalable Tree Boosting System", KDD 2016; matched to xgboost 3.2.0
 */
export const gradientBoosting: Classifier<GradientBoostingParams, GradientBoostingModel> = {
  ...gradientBoostingLearner,
  fit,
  predictProba,
};
