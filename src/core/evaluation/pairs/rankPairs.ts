import { bootstrapIntervals, clustersOf, type BootstrapOptions, type Interval } from '../metrics/clusterBootstrap.ts';
import { createClusterSums, weighClusterSums } from '../metrics/clusterSums.ts';
import type { HeldOutClips } from './heldOutClips.ts';

/** Two classes by their numbers. */
export type ClassPair = readonly [number, number];

/** How much two emotions are taken for each other. */
export interface PairConfusion {
  readonly emotions: readonly [string, string];
  /** Held-out clips of either. */
  readonly nClips: number;
  /** Clips of the first taken for the second, and of the second taken for the first. */
  readonly nConfused: readonly [number, number];
  /** Both over `nClips`. */
  readonly share: number;
  /** Over speakers; null where too few have either. */
  readonly shareInterval: Interval | null;
}

/**
 * All pairs of emotions that have clips, the most confused first: by the share of the clips of either that are taken for the other,
 * of equal shares the earlier pair. The interval draws speakers with replacement.
 */
export function rankPairs({ classes, nClasses: K, trueClasses, predicted, speakers, files }: HeldOutClips, options: BootstrapOptions): PairConfusion[] {
  const clusters = clustersOf(speakers, files);
  const sums = createClusterSums(clusters, K * K, (row, out) => out[trueClasses[row] * K + predicted[row]]++);
  const counts = new Float64Array(K * K);
  const nOf = (k: number): number => counts.subarray(k * K, (k + 1) * K).reduce((sum, n) => sum + n, 0);
  weighClusterSums(sums, new Float64Array(clusters.nClusters).fill(1), counts);
  const pairs: ClassPair[] = [];
  for (let a = 0; a < K; a++) for (let b = a + 1; b < K; b++) if (nOf(a) > 0 && nOf(b) > 0) pairs.push([a, b]);
  const found = pairs.map(([a, b]) => ({ emotions: [classes[a], classes[b]] as const, nClips: nOf(a) + nOf(b), nConfused: [counts[a * K + b], counts[b * K + a]] as const }));
  const intervals = bootstrapIntervals(
    clusters.nClusters,
    pairs.length,
    (weights, out) => {
      weighClusterSums(sums, weights, counts);
      // 0 / 0 where a draw has no clip of either.
      pairs.forEach(([a, b], i) => (out[i] = (counts[a * K + b] + counts[b * K + a]) / (nOf(a) + nOf(b))));
    },
    options,
  );
  return found.map((pair, i) => ({ ...pair, share: (pair.nConfused[0] + pair.nConfused[1]) / pair.nClips, shareInterval: intervals[i] })).sort((one, other) => other.share - one.share);
}
