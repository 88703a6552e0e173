import { bootstrapIntervals, clustersOf, type BootstrapOptions, type Interval } from '../metrics/clusterBootstrap.ts';
import { createClusterSums, weighClusterSums } from '../metrics/clusterSums.ts';
import type { EvaluationRun } from '../evaluationRun.ts';
import { mcnemarTest, type McNemar } from './mcnemar.ts';
import { accuracy, classFigures, macroF1, uar } from '../metrics/metrics.ts';
import { pairPredictions } from './pairedPredictions.ts';
import { resampledTTest, type ResampledTTest } from './resampledTTest.ts';

/** The first run's figure less the second's, with its interval over speakers; null with a single speaker. */
export interface Difference {
  readonly value: number;
  readonly interval: Interval | null;
}

/** Whether two runs differ by more than chance. */
export interface RunComparison {
  readonly nClips: number;
  readonly accuracy: Difference;
  readonly uar: Difference;
  readonly macroF1: Difference;
  /** Over clips, which it takes to be independent. */
  readonly mcnemar: McNemar;
  /** Over the folds' UAR; absent from runs of one fold. */
  readonly tTest?: ResampledTTest;
}

/**
 * Compares two runs on the same clips in the same folds, as two learners or two feature sets under one protocol and seed.
 *
 * The interval of a difference draws speakers, both runs' answers to a speaker's clips together, so what makes a speaker hard for
 * both cancels; an interval without 0 says that the runs differ on speakers like these.
 *
 * @throws SerError as {@link pairPredictions}
 */
export function compareRuns(first: EvaluationRun, second: EvaluationRun, options: BootstrapOptions): RunComparison {
  const K = first.classes.length;
  const pairs = pairPredictions(first, second);
  const clusters = clustersOf(pairs.map(([{ speaker }]) => speaker), pairs.map(([{ file }]) => file));
  const sums = createClusterSums(clusters, 2 * K * K, (row, out) => pairs[row].forEach(({ trueClass, predictedClass }, run) => out[run * K * K + trueClass * K + predictedClass]++));
  const total = new Float64Array(sums.nSums);
  const differences = (weights: Float64Array, out: Float64Array): void => {
    weighClusterSums(sums, weights, total);
    const [a, b] = [0, 1].map((run) => first.classes.map((_, k) => Array.from(total.subarray((run * K + k) * K, (run * K + k + 1) * K))));
    out[0] = accuracy(a) - accuracy(b);
    const [ofA, ofB] = [classFigures(a), classFigures(b)];
    out[1] = uar(ofA) - uar(ofB);
    out[2] = macroF1(a, ofA) - macroF1(b, ofB);
  };
  const values = new Float64Array(3);
  differences(new Float64Array(clusters.nClusters).fill(1), values);
  const intervals = bootstrapIntervals(clusters.nClusters, 3, differences, options);
  const right = (run: 0 | 1): Uint8Array => Uint8Array.from(pairs, (pair) => (pair[run].trueClass === pair[run].predictedClass ? 1 : 0));
  const { folds } = first;
  const testToTrain = folds.reduce((n, { nTest }) => n + nTest, 0) / folds.reduce((n, { nTrain }) => n + nTrain, 0);
  return {
    nClips: pairs.length,
    accuracy: { value: values[0], interval: intervals[0] },
    uar: { value: values[1], interval: intervals[1] },
    macroF1: { value: values[2], interval: intervals[2] },
    mcnemar: mcnemarTest(right(0), right(1)),
    ...(folds.length > 1 && { tTest: resampledTTest(folds.map(({ uar }) => uar), second.folds.map(({ uar }) => uar), testToTrain) }),
  };
}
