import { SerError } from '../../errors.ts';
import { bootstrapIntervals, clustersOf, type BootstrapOptions, type Interval } from '../metrics/clusterBootstrap.ts';
import { createClusterSums, weighClusterSums } from '../metrics/clusterSums.ts';
import type { EvaluationRun, HeldOutPrediction } from '../evaluationRun.ts';
import { mcnemarTest, type McNemar } from './mcnemar.ts';
import { accuracy, classFigures, uar } from '../metrics/metrics.ts';
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
 * @throws SerError `cv-invalid` when the runs hold out different clips or folds, or differ in their classes
 */
export function compareRuns(first: EvaluationRun, second: EvaluationRun, options: BootstrapOptions): RunComparison {
  const K = first.classes.length;
  if (first.classes.join('\0') !== second.classes.join('\0')) throw new SerError('cv-invalid', `The runs tell different emotions apart: ${first.classes.join(', ')} and ${second.classes.join(', ')}.`);
  const pairs = pairPredictions(first, second);
  const clusters = clustersOf(pairs.map(([{ speaker }]) => speaker), pairs.map(([{ file }]) => file));
  const sums = createClusterSums(clusters, 2 * K * K, (row, out) => pairs[row].forEach(({ trueClass, predictedClass }, run) => out[run * K * K + trueClass * K + predictedClass]++));
  const total = new Float64Array(sums.nSums);
  const differences = (weights: Float64Array, out: Float64Array): void => {
    weighClusterSums(sums, weights, total);
    const [a, b] = [0, 1].map((run) => first.classes.map((_, k) => Array.from(total.subarray((run * K + k) * K, (run * K + k + 1) * K))));
    out[0] = accuracy(a) - accuracy(b);
    out[1] = uar(classFigures(a)) - uar(classFigures(b));
  };
  const values = new Float64Array(2);
  differences(new Float64Array(clusters.nClusters).fill(1), values);
  const intervals = bootstrapIntervals(clusters.nClusters, 2, differences, options);
  const right = (run: 0 | 1): Uint8Array => Uint8Array.from(pairs, (pair) => (pair[run].trueClass === pair[run].predictedClass ? 1 : 0));
  const { folds } = first;
  const testToTrain = folds.reduce((n, { nTest }) => n + nTest, 0) / folds.reduce((n, { nTrain }) => n + nTrain, 0);
  return {
    nClips: pairs.length,
    accuracy: { value: values[0], interval: intervals[0] },
    uar: { value: values[1], interval: intervals[1] },
    mcnemar: mcnemarTest(right(0), right(1)),
    ...(folds.length > 1 && { tTest: resampledTTest(folds.map(({ uar }) => uar), second.folds.map(({ uar }) => uar), testToTrain) }),
  };
}

/** The runs' predictions of each clip in each fold. */
function pairPredictions(first: EvaluationRun, second: EvaluationRun): (readonly [HeldOutPrediction, HeldOutPrediction])[] {
  const keyOf = ({ fold, file, trueClass }: HeldOutPrediction): string => `${fold}\0${trueClass}\0${file}`;
  const others = new Map(second.predictions.map((prediction) => [keyOf(prediction), prediction]));
  const pairs = first.predictions.flatMap((prediction) => {
    const other = others.get(keyOf(prediction));
    return other ? [[prediction, other] as const] : [];
  });
  if (pairs.length !== first.predictions.length || pairs.length !== second.predictions.length) {
    throw new SerError('cv-invalid', `The runs do not hold out the same clips in the same folds: ${pairs.length} of ${first.predictions.length} and ${second.predictions.length} are shared.`, { shared: pairs.length });
  }
  return pairs;
}
