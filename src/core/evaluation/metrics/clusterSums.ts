import type { Clusters } from './clusterBootstrap.ts';

/** Sums of rows by cluster, without the zeros: cluster c has the entries from start[c] to start[c + 1]. */
export interface ClusterSums {
  readonly nSums: number;
  readonly start: Int32Array;
  readonly index: Int32Array;
  readonly value: Float64Array;
}

/**
 * Sums what each row adds, by cluster, so that a draw of clusters need not look at rows again.
 *
 * @param addRow adds a row's part to `sums` (nSums values)
 */
export function createClusterSums({ clusterOf, nClusters }: Clusters, nSums: number, addRow: (row: number, sums: Float64Array) => void): ClusterSums {
  const rows = Int32Array.from(clusterOf.keys()).sort((a, b) => clusterOf[a] - clusterOf[b] || a - b);
  const start = new Int32Array(nClusters + 1);
  const index: number[] = [];
  const value: number[] = [];
  const sums = new Float64Array(nSums);
  for (let c = 0, i = 0; c < nClusters; c++) {
    sums.fill(0);
    for (; i < rows.length && clusterOf[rows[i]] === c; i++) addRow(rows[i], sums);
    for (let s = 0; s < nSums; s++) {
      if (sums[s] === 0) continue;
      index.push(s);
      value.push(sums[s]);
    }
    start[c + 1] = index.length;
  }
  return { nSums, start, index: Int32Array.from(index), value: Float64Array.from(value) };
}

/** Writes the sums over all clusters to `out`, each cluster as often as `weights` says. */
export function weighClusterSums({ start, index, value }: ClusterSums, weights: Float64Array, out: Float64Array): void {
  out.fill(0);
  for (let c = 0; c < weights.length; c++) {
    const weight = weights[c];
    if (weight === 0) continue;
    for (let i = start[c]; i < start[c + 1]; i++) out[index[i]] += weight * value[i];
  }
}
