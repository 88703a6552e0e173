import type { EvaluationRun } from '../evaluationRun.ts';
import type { BootstrapOptions } from '../metrics/clusterBootstrap.ts';
import { compareRuns, type Difference } from './compareRuns.ts';
import type { McNemar } from './mcnemar.ts';
import { pairPredictions, type PairedPrediction } from './pairedPredictions.ts';
import type { ResampledTTest } from './resampledTTest.ts';

/** A clip that one of two runs has right and the other wrong. */
export interface FlippedClip {
  readonly file: string;
  readonly speaker: string;
  readonly fold: number;
  readonly emotion: string;
  /** What the run that errs takes it for. */
  readonly takenFor: string;
}

/** What changes from one run to another: the second's figures less the first's, and the clips that are judged otherwise. */
export interface RunChange {
  readonly nClips: number;
  readonly nSpeakers: number;
  readonly accuracy: Difference;
  readonly uar: Difference;
  readonly macroF1: Difference;
  readonly mcnemar: McNemar;
  /** Absent from runs of one fold. */
  readonly tTest?: ResampledTTest;
  /** Right in the first and wrong in the second, in the order of the first. */
  readonly toWrong: readonly FlippedClip[];
  /** Wrong in the first and right in the second. */
  readonly toRight: readonly FlippedClip[];
  /** Wrong in both, for another emotion. */
  readonly nOtherwiseWrong: number;
}

/**
 * Looks from one run at another on the same clips in the same folds; see {@link compareRuns}, of whose figures these have the other
 * sign.
 *
 * @throws SerError as {@link pairPredictions}
 */
export function runChange(first: EvaluationRun, second: EvaluationRun, options: BootstrapOptions): RunChange {
  const { nClips, accuracy, uar, macroF1, mcnemar, tTest } = compareRuns(first, second, options);
  const pairs = pairPredictions(first, second);
  const isRight = ({ trueClass, predictedClass }: PairedPrediction[number]): boolean => trueClass === predictedClass;
  const flipped = (right: 0 | 1, wrong: 0 | 1): FlippedClip[] =>
    pairs
      .filter((pair) => isRight(pair[right]) && !isRight(pair[wrong]))
      .map((pair) => {
        const { file, speaker, fold, trueClass, predictedClass } = pair[wrong];
        return { file, speaker, fold, emotion: first.classes[trueClass], takenFor: first.classes[predictedClass] };
      });
  return {
    nClips,
    nSpeakers: first.nSpeakers,
    accuracy: turned(accuracy),
    uar: turned(uar),
    macroF1: turned(macroF1),
    mcnemar,
    ...(tTest && { tTest: { ...tTest, meanDifference: 0 - tTest.meanDifference, statistic: 0 - tTest.statistic } }),
    toWrong: flipped(0, 1),
    toRight: flipped(1, 0),
    nOtherwiseWrong: pairs.filter(([a, b]) => !isRight(a) && !isRight(b) && a.predictedClass !== b.predictedClass).length,
  };
}

/** From 0, so that nothing becomes −0. */
const turned = ({ value, interval }: Difference): Difference => ({ value: 0 - value, interval: interval && [0 - interval[1], 0 - interval[0]] });
