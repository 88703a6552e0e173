import type { Params } from '../../learn/classifier.ts';
import type { ModelDescription } from '../../model/emotionModel.ts';
import type { HeldOutPrediction } from '../evaluationRun.ts';
import type { ExternalResult } from './externalTest.ts';

/** What a model says of itself, as far as readers of a test need it; its metrics may be of a later cross-validation. */
export interface TestedModel extends Pick<ModelDescription, 'classes' | 'augment' | 'balance' | 'select' | 'metrics'> {
  /** The SHA-256 of its file. */
  readonly hash: string;
  /** Absent from records of earlier versions. */
  readonly params?: Params;
  readonly trainedOn: { readonly corpus: string; readonly synthetic: boolean; readonly nClips: number; readonly nSpeakers: number };
}

/** The answer to one clip. Classes and probabilities are of the shared classes. */
export type ExternalPrediction = Omit<HeldOutPrediction, 'fold'>;

/** The test of one model on one corpus that it was not trained on, to remember. */
export interface ExternalStudy {
  /** The id of its learner. */
  readonly model: string;
  readonly normalize?: 'speaker';
  readonly tested: TestedModel;
  /** Of the bootstrap over speakers. */
  readonly seed: number;
  /** Speakers of the clips that were counted; 0 where they are unknown. */
  readonly nSpeakers: number;
  /** Clips of the corpus that were not counted, since the model has no class for their label. */
  readonly nUnmatched: number;
  /** Files of the corpus that could not be read. */
  readonly nUnreadable: number;
  readonly result: ExternalResult;
  /** Of each counted clip, its features as they are; absent from records of earlier versions. */
  readonly predictions?: readonly ExternalPrediction[];
}
