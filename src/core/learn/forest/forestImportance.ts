import type { RandomForestModel } from './forestModel.ts';
import type { RandomForestParams } from './forestLearner.ts';

/**
 * How much each feature lowers the impurity of the training rows: for each tree the falls at the nodes that ask for the
 * feature, each times the weight of the node's rows, divided by their sum over all features; then the mean over the trees.
 * Features with many distinct values gain from chance; {@link permutationImportance} on rows that were not trained on does not
 * have this fault.
 *
 * @param criterion that the forest was grown with
 * @returns nFeatures shares, from 0 to 1; their sum is 1, or 0 where no tree asks anything
 * @see scikit-learn, `RandomForestClassifier.feature_importances_`
 */
export function impurityImportance(model: RandomForestModel, criterion: RandomForestParams['criterion']): Float64Array {
  const nTrees = model.treeStart.length - 1;
  const importance = new Float64Array(model.nFeatures);
  for (let tree = 0; tree < nTrees; tree++) {
    const falls = impurityFalls(model, tree, criterion);
    const sum = falls.reduce((total, fall) => total + fall, 0);
    if (sum > 0) falls.forEach((fall, j) => (importance[j] += fall / sum));
  }
  const sum = importance.reduce((total, value) => total + value, 0);
  return sum > 0 ? importance.map((value) => value / sum) : importance;
}

/** The weighted falls of impurity in one tree, by feature. */
function impurityFalls({ treeStart, feature, left, right, leafCounts, classWeights, nClasses, nFeatures }: RandomForestModel, tree: number, criterion: RandomForestParams['criterion']): Float64Array {
  const start = treeStart[tree];
  const end = treeStart[tree + 1];
  const counts = new Float64Array((end - start) * nClasses);
  const weightedImpurity = new Float64Array(end - start);
  const falls = new Float64Array(nFeatures);
  // Children have higher numbers than their parent.
  for (let node = end - 1; node >= start; node--) {
    const at = (node - start) * nClasses;
    if (feature[node] < 0) {
      for (let k = 0; k < nClasses; k++) counts[at + k] = leafCounts[left[node] * nClasses + k] * (classWeights ? classWeights[tree * nClasses + k] : 1);
      weightedImpurity[node - start] = impurityOf(counts, at, nClasses, criterion);
      continue;
    }
    const low = left[node] - start;
    const high = right[node] - start;
    for (let k = 0; k < nClasses; k++) counts[at + k] = counts[low * nClasses + k] + counts[high * nClasses + k];
    weightedImpurity[node - start] = impurityOf(counts, at, nClasses, criterion);
    falls[feature[node]] += Math.max(0, weightedImpurity[node - start] - weightedImpurity[low] - weightedImpurity[high]);
  }
  return falls;
}

/** Impurity times weight: with class counts n_c and sum n, n − Σn_c²/n for Gini, n·ln n − Σ n_c·ln n_c for entropy. */
function impurityOf(counts: Float64Array, at: number, nClasses: number, criterion: RandomForestParams['criterion']): number {
  let sum = 0;
  let inner = 0;
  for (let k = 0; k < nClasses; k++) {
    const count = counts[at + k];
    sum += count;
    if (count > 0) inner += criterion === 'gini' ? count * count : count * Math.log(count);
  }
  return criterion === 'gini' ? sum - inner / sum : sum * Math.log(sum) - inner;
}
