import type { Clusters } from './clusterBootstrap.ts';
import type { ProbabilityTable } from './probabilityTable.ts';
import { rankRows, rocAuc, type RankedRows } from './rocAuc.ts';

/** The area under a class's ROC curve on a draw of clusters, given how often each was drawn; NaN where either side has no row. */
export type AreaOfDraw = (weights: Float64Array) => number;

/**
 * Prepares the area under the ROC curve of class k for many draws of clusters. A draw of C clusters of n rows takes C² steps from
 * counts of each pair of clusters, or n by going through the rows, whichever is less.
 */
export function prepareArea(table: ProbabilityTable, k: number, { clusterOf, nClusters }: Clusters): AreaOfDraw {
  const ranked = rankRows(table, k);
  if (nClusters * nClusters > clusterOf.length) {
    const rowWeights = new Float64Array(clusterOf.length);
    return (weights) => {
      for (let row = 0; row < rowWeights.length; row++) rowWeights[row] = weights[clusterOf[row]];
      return rocAuc(ranked, rowWeights);
    };
  }
  const wins = pairWins(ranked, clusterOf, nClusters);
  const nPositive = new Float64Array(nClusters);
  const nRows = new Float64Array(nClusters);
  for (let row = 0; row < clusterOf.length; row++) {
    nRows[clusterOf[row]]++;
    if (table.trueClasses[row] === k) nPositive[clusterOf[row]]++;
  }
  return (weights) => {
    let area = 0;
    let positives = 0;
    let rows = 0;
    for (let a = 0; a < nClusters; a++) {
      if (weights[a] === 0) continue;
      positives += weights[a] * nPositive[a];
      rows += weights[a] * nRows[a];
      let won = 0;
      for (let b = 0; b < nClusters; b++) won += weights[b] * wins[a * nClusters + b];
      area += weights[a] * won;
    }
    return area / (positives * (rows - positives));
  };
}

/** [a, b]: pairs of a row of the class in cluster a and a row of the rest in b of which the first ranks higher, half of equal ones. */
function pairWins({ orders, isPositive }: RankedRows, clusterOf: Int32Array, nClusters: number): Float64Array {
  const wins = new Float64Array(nClusters * nClusters);
  for (let o = 0; o < orders.length; o++) {
    const above = new Float64Array(nClusters);
    for (let i = 0; i < orders[o].length; i++) {
      const cluster = clusterOf[orders[o][i]];
      if (isPositive[o][i] === 1) above[cluster]++;
      else for (let a = 0; a < nClusters; a++) wins[a * nClusters + cluster] += above[a] / orders.length;
    }
  }
  return wins;
}
