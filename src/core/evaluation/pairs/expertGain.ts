import { bootstrapIntervals, clustersOf, type BootstrapOptions } from '../metrics/clusterBootstrap.ts';
import { createClusterSums, weighClusterSums } from '../metrics/clusterSums.ts';
import type { Difference } from '../comparison/compareRuns.ts';
import { classFigures, uar } from '../metrics/metrics.ts';
import type { HeldOutClips } from './heldOutClips.ts';

/** What an expert brings: it changes the answers to contested clips alone. */
export interface ExpertGain {
  readonly nContested: number;
  /** Contested clips that the learner had right alone, and that are right with the expert. */
  readonly nRightBefore: number;
  readonly nRightAfter: number;
  /** Of all emotions, with the expert. */
  readonly uar: number;
  /** That less the UAR without. */
  readonly gain: Difference;
  /** Helps or harms when the interval of the gain is wholly above or below 0. */
  readonly verdict: 'helps' | 'harms' | 'does not help';
}

/**
 * Compares the answers of a learner with those that an expert has changed. The interval of the gain draws speakers, both answers to
 * their clips together.
 *
 * @param contested rows of `held` that the expert has judged
 * @param judged its class for each of them
 */
export function expertGain({ nClasses: K, trueClasses, predicted, speakers, files }: HeldOutClips, contested: Int32Array, judged: Int32Array, options: BootstrapOptions): ExpertGain {
  const changed = predicted.slice();
  contested.forEach((row, i) => (changed[row] = judged[i]));
  const clusters = clustersOf(speakers, files);
  const sums = createClusterSums(clusters, 2 * K * K, (row, out) => {
    out[trueClasses[row] * K + changed[row]]++;
    out[(K + trueClasses[row]) * K + predicted[row]]++;
  });
  const counts = new Float64Array(sums.nSums);
  const uarOf = (from: number): number => uar(classFigures(Array.from({ length: K }, (_, k) => Array.from(counts.subarray((from + k) * K, (from + k + 1) * K)))));
  weighClusterSums(sums, new Float64Array(clusters.nClusters).fill(1), counts);
  const [after, before] = [uarOf(0), uarOf(K)];
  const [interval] = bootstrapIntervals(
    clusters.nClusters,
    1,
    (weights, out) => {
      weighClusterSums(sums, weights, counts);
      out[0] = uarOf(0) - uarOf(K);
    },
    options,
  );
  const nRight = (answers: Int32Array): number => contested.reduce((n, row) => n + (answers[row] === trueClasses[row] ? 1 : 0), 0);
  return {
    nContested: contested.length,
    nRightBefore: nRight(predicted),
    nRightAfter: nRight(changed),
    uar: after,
    gain: { value: after - before, interval },
    verdict: interval && interval[0] > 0 ? 'helps' : interval && interval[1] < 0 ? 'harms' : 'does not help',
  };
}
