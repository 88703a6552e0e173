import type { ClipRemark, ClipSound } from '../core/audio/clipSound.ts';
import type { Degradation } from '../core/audio/degrade/degradation.ts';
import type { Span } from '../core/audio/slidingWindows.ts';
import type { SampleClipPlan } from '../core/audio/synthesis/samplePlan.ts';
import type { Fingerprint } from '../core/corpus/audit/fingerprint.ts';
import type { RecordingMeasures } from '../core/corpus/audit/recordingMeasures.ts';
import type { EvaluationPlan, FoldOutcome, PooledSplit, PooledTable } from '../core/evaluation/crossValidate.ts';
import type { EvaluationRun } from '../core/evaluation/evaluationRun.ts';
import type { PairExpert } from '../core/evaluation/pairs/pairExpert.ts';
import type { PairShapPart } from '../core/evaluation/pairs/pairShap.ts';
import type { ClassPair } from '../core/evaluation/pairs/rankPairs.ts';
import type { SearchTask } from '../core/evaluation/search.ts';
import type { ExternalAnswers, ExternalFigures, LabelMatch } from '../core/evaluation/studies/externalTest.ts';
import type { Recipe } from '../core/features/recipe.ts';
import type { FitProgress, Params, UnitRange } from '../core/learn/classifier.ts';
import type { Explanation } from '../core/learn/explain/explanation.ts';
import type { Matrix } from '../core/learn/matrix.ts';
import type { EmbeddingMap } from '../core/map/embeddingMap.ts';
import type { MapMethod } from '../core/map/mapMethod.ts';
import type { PermutationImportance } from '../core/learn/permutationImportance.ts';
import type { Pipeline } from '../core/learn/pipeline.ts';
import type { JudgedRows, OwnImportance, ShufflePlan } from '../core/model/modelImportance.ts';
import type { Preparation } from '../core/learn/preparation/preparation.ts';
import type { OpenSound } from './clipWork.ts';
import type { Call } from './rpc.ts';

/** What a learner is fitted on. Over shared memory the matrix is not copied. */
export interface FitRequest {
  readonly classifier: string;
  readonly params: Params;
  readonly seed: number;
  readonly X: Matrix;
  readonly y: Int32Array;
  readonly nClasses: number;
  /** Who speaks in each row of X, for a validation part of other speakers; absent where no learner asks for one, or it is unknown. */
  readonly groups?: Int32Array;
  readonly preparation?: Preparation;
}

/** Some units of a learner whose fit can be divided. */
export interface PartRequest extends FitRequest {
  readonly range: UnitRange;
}

/** One fold: fit on `train` rows, predict `test` rows. */
export interface FoldRequest extends FitRequest {
  readonly train: Int32Array;
  readonly test: Int32Array;
  /** Choose the parameters on the `train` rows first; `speakers` are of all rows. */
  readonly search?: Pick<SearchTask, 'candidates' | 'fitted' | 'speakers'>;
}

/** What the folds of an evaluation brought, to be pooled into one record. */
export interface PoolRequest {
  readonly table: PooledTable;
  readonly plan: EvaluationPlan;
  readonly splits: readonly PooledSplit[];
  readonly outcomes: readonly FoldOutcome[];
}

/** Contested rows, `test`, for an expert on two classes that is fitted on `train` rows; `speakers` are of all rows. */
export interface PairRequest extends Omit<FitRequest, 'preparation'>, PairExpert {
  readonly train: Int32Array;
  readonly test: Int32Array;
}

/** Held-out rows, `test`, of two emotions to explain by a gradient boosting that is fitted on their `train` rows. */
export interface PairShapRequest extends Omit<FitRequest, 'classifier' | 'groups' | 'preparation'> {
  readonly pair: ClassPair;
  readonly train: Int32Array;
  readonly test: Int32Array;
}

/** Parameters to score over an inner split of all rows: `folds` is the fold of each. */
export interface ScoreRequest extends FitRequest {
  readonly folds: Int32Array;
}

/** A model file's bytes, and their hash by which a worker keeps the model that it has parsed. */
export interface ModelRequest {
  readonly modelHash: string;
  readonly modelBytes: Uint8Array;
}

export interface PredictRequest extends ModelRequest {
  readonly X: Matrix;
}

/** A clip to degrade; what is random comes from the seed's stream. */
export interface DegradedRequest {
  readonly path: string;
  readonly recipe: Recipe;
  readonly degradation: Degradation;
  readonly seed: number;
  readonly stream: number;
  readonly voices: readonly string[];
}

/** A part of a clip. */
export interface ExcerptRequest {
  readonly path: string;
  readonly from: number;
  readonly to: number;
  readonly recipe: Recipe;
}

/** Windows of an opened recording to judge by a model, and the recipe of its columns. */
export interface WindowsRequest extends ModelRequest {
  readonly sound: OpenSound;
  readonly recipe: Recipe;
  readonly windows: readonly Span[];
}

/** What a model says of windows: a row of probabilities each, and why the row means little, where it does. */
export interface JudgedWindows {
  readonly probabilities: Float64Array;
  readonly remarks: readonly (ClipRemark | null)[];
}

/** What an audit of a corpus must know of a clip's samples: their SHA-256 with their rate, in hexadecimal, and measures of them. */
export interface ClipAudit {
  readonly samplesHash: string;
  readonly measures: RecordingMeasures;
  readonly fingerprint: Fingerprint;
}

/** What the analysis workers do. */
export interface AnalysisContract {
  /** The SHA-256 of a file's bytes, in hexadecimal. */
  hashFile: Call<{ readonly path: string }, string>;
  extractFeatures: Call<{ readonly path: string; readonly recipe: Recipe }, Float32Array>;
  /** The features of a clip after a degradation; `voices` are other clips, for babble. */
  extractDegraded: Call<DegradedRequest, Float32Array>;
  /** The features of a part of a clip, and what its sound is like. Samples are counted from 0; `to` is the one after the last. */
  extractExcerpt: Call<ExcerptRequest, { readonly vector: Float32Array; readonly sound: ClipSound }>;
  /** Opens a recording, parts of which are to be read: a file that is not WAV is decoded into shared memory. */
  openSound: Call<{ readonly path: string }, OpenSound>;
  /** Judges windows; progress is how many are done. */
  classifyWindows: Call<WindowsRequest, JudgedWindows, number>;
  measureSound: Call<{ readonly path: string }, ClipSound>;
  auditClip: Call<{ readonly path: string }, ClipAudit>;
  writeSampleClip: Call<{ readonly dir: string; readonly clip: SampleClipPlan; readonly seed: number }, null>;
  evaluateFold: Call<FoldRequest, FoldOutcome, FitProgress>;
  poolFolds: Call<PoolRequest, EvaluationRun>;
  groupEqualRows: Call<{ readonly X: Matrix }, Int32Array>;
  scoreExternal: Call<{ readonly answers: ExternalAnswers; readonly match: LabelMatch; readonly seed: number }, ExternalFigures>;
  /** The class of each contested row. */
  judgePair: Call<PairRequest, Int32Array, FitProgress>;
  explainPair: Call<PairShapRequest, PairShapPart, FitProgress>;
  fit: Call<FitRequest, Pipeline, FitProgress>;
  fitPart: Call<PartRequest, Pipeline, FitProgress>;
  /** The UAR of parameters over an inner split. */
  scoreParams: Call<ScoreRequest, number, FitProgress>;
  predict: Call<PredictRequest, Float64Array>;
  /** Why the model answers as it does for each row. */
  explain: Call<PredictRequest, Explanation[], FitProgress>;
  ownImportance: Call<ModelRequest, OwnImportance[]>;
  permuteColumns: Call<ModelRequest & JudgedRows & ShufflePlan, PermutationImportance, FitProgress>;
  outOfBagAccuracy: Call<ModelRequest & JudgedRows, number, FitProgress>;
  /** The rows as points in two dimensions. */
  mapRows: Call<{ readonly X: Matrix; readonly method: MapMethod; readonly seed: number }, EmbeddingMap, FitProgress>;
}
