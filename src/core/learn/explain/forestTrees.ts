import type { ExplainedTrees } from '../boosting/treeShap.ts';
import { addLeafShares, type RandomForestModel } from '../forest/forestModel.ts';

/** A forest as trees that add up to the probability of a class: each leaf adds its share of the class over the number of trees. */
export function forestTrees(model: RandomForestModel, k: number): ExplainedTrees {
  const { treeStart, feature, left, right, threshold, nClasses, nFeatures, leafCounts, classWeights } = model;
  const nTrees = treeStart.length - 1;
  const nNodes = feature.length;
  const value = new Float64Array(nNodes);
  const cover = new Float64Array(nNodes);
  const shares = new Float64Array(nClasses);
  for (let tree = 0; tree < nTrees; tree++) {
    // Children follow their parent.
    for (let node = treeStart[tree + 1] - 1; node >= treeStart[tree]; node--) {
      if (feature[node] >= 0) {
        cover[node] = cover[left[node]] + cover[right[node]];
        continue;
      }
      shares.fill(0);
      addLeafShares(model, tree, left[node], shares, 0);
      value[node] = shares[k] / nTrees;
      for (let c = 0; c < nClasses; c++) cover[node] += leafCounts[left[node] * nClasses + c] * (classWeights ? classWeights[tree * nClasses + c] : 1);
    }
  }
  return { treeStart, feature, left, right, threshold, equalGoesLeft: true, missingLeft: new Int8Array(nNodes), nFeatures, baseMargins: [0], value, cover };
}
