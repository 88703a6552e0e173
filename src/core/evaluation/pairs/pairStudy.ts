import { SerError } from '../../errors.ts';
import type { Params } from '../../learn/classifier.ts';
import type { ProbabilityKind } from '../../learn/probabilityKind.ts';
import type { Interval } from '../metrics/clusterBootstrap.ts';
import type { EvaluatedData } from '../evaluationRun.ts';
import type { SkippedFold } from '../protocols/splits.ts';
import type { ConfusedClip } from './confusedClips.ts';
import type { ExpertGain } from './expertGain.ts';
import type { PairShap } from './pairShap.ts';
import type { ClassPair, PairConfusion } from './rankPairs.ts';
import type { SeparatingFeature } from './separatingFeatures.ts';

/** What an expert on all columns, or on some, brings; or why it could not be had. */
export type ExpertResult = { readonly columns: number | 'all' } & (ExpertGain | { readonly refused: string });

/** A pair looked at closely. */
export interface PairFinding extends PairConfusion {
  /** The largest effects first. */
  readonly features: readonly SeparatingFeature[];
  /** Speakers with clips of both, whom the effects are of; 0 where nothing can be compared within a voice. */
  readonly nComparedSpeakers: number;
  /** Of a gradient boosting of the two, whatever learner is studied; absent from records of earlier versions. */
  readonly shap?: PairShap;
  readonly clips: readonly ConfusedClip[];
  readonly experts: readonly ExpertResult[];
}

/** Which emotions a learner confuses on new voices, what separates them, and whether experts for two emotions help. */
export interface PairStudy {
  readonly model: string;
  readonly params: Params;
  readonly cv: string;
  readonly seed: number;
  readonly normalize?: 'speaker';
  readonly data: EvaluatedData;
  readonly nClips: number;
  readonly nSpeakers: number;
  readonly nColumns: number;
  readonly classes: readonly string[];
  readonly uar: number;
  readonly uarInterval: Interval | null;
  readonly probabilities: ProbabilityKind;
  readonly skippedFolds?: readonly SkippedFold[];
  /** All pairs, the most confused first. */
  readonly ranking: readonly PairConfusion[];
  readonly pairs: readonly PairFinding[];
}

/**
 * The numbers of two emotions.
 *
 * @throws SerError `parameter-invalid` for an emotion that the data has not
 */
export function pairOf(classes: readonly string[], emotions: readonly [string, string]): ClassPair {
  const numberOf = (name: string): number => {
    const k = classes.indexOf(name);
    if (k < 0) throw new SerError('parameter-invalid', `There is no emotion "${name}"; the data has ${classes.join(', ')}.`, { name });
    return k;
  };
  return [numberOf(emotions[0]), numberOf(emotions[1])];
}

/** A pair in the order asked for. */
export function orderedPair(pair: PairConfusion, [first, second]: readonly [string, string]): PairConfusion {
  return pair.emotions[0] === first ? pair : { ...pair, emotions: [first, second], nConfused: [pair.nConfused[1], pair.nConfused[0]] };
}
