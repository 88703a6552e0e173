import { createHash } from 'node:crypto';
import { describeDegradation } from '../core/audio/degrade/degradation.ts';
import type { EvaluatedData, EvaluationRun } from '../core/evaluation/evaluationRun.ts';
import { classesOf, type FeatureTable } from '../core/evaluation/featureTable.ts';
import { speakerRanks } from '../core/evaluation/search.ts';
import { compareIds } from '../core/evaluation/protocols/compareIds.ts';
import type { Recipe } from '../core/features/recipe.ts';
import { encodeModelFile } from '../core/interchange/modelFile.ts';
import type { Params } from '../core/learn/classifier.ts';
import { learnerById } from '../core/learn/learners.ts';
import { columnStatistics } from '../core/learn/preparation/columnStatistics.ts';
import { balancedParams, preparationOf, type Preparation } from '../core/learn/preparation/preparation.ts';
import type { SearchRequest } from '../core/learn/search/searchSpace.ts';
import type { ModelDescription } from '../core/model/emotionModel.ts';
import { learnerParams } from '../core/model/learnerParams.ts';
import { fingerprint, matchingRun, metricsOf } from './matchingRun.ts';
import { inAllCopies, preparedRows, stoppingGroups } from './copies.ts';
import { decideAnswers, type Calibration } from './decideAnswers.ts';
import type { DegradedCopy } from './degradedFeatures.ts';
import { fitInWorkers } from './fitInWorkers.ts';
import type { Lab } from './lab.ts';
import { planSearch, searchOverAll } from './searchModel.ts';
import type { TaskOptions } from './task.ts';

export interface TrainingRequest extends Preparation {
  readonly title?: string;
  readonly model: string;
  readonly params?: Params;
  /** Choose parameters first, by an inner split by speaker of all clips. */
  readonly search?: SearchRequest;
  readonly seed: number;
  readonly recipe: Recipe;
  readonly normalize?: 'speaker';
  /** Degraded copies of the clips, which are learnt from as well. */
  readonly copies?: readonly DegradedCopy[];
  /** Choose a temperature, and a threshold, on held-out speakers. */
  readonly calibrate?: Calibration;
  readonly data: EvaluatedData;
}

/** A model as a file, ready to be written or used. */
export interface ModelFile {
  readonly hash: string;
  readonly bytes: Uint8Array;
  readonly description: ModelDescription;
}

/** A model that has just been trained, with the cross-validation that says what to expect of it, if the store has one. */
export interface TrainedModel extends ModelFile {
  readonly run: EvaluationRun | undefined;
}

/**
 * Trains a learner on a whole table and stores the model. An SVM is fitted with probabilities, since it will be asked for
 * its confidence; a search scores it without, as a cross-validation does. With `normalize` the columns are first standardised
 * within each speaker, which the model then asks of every clip that it judges. A calibration comes first, by models of the same kind
 * on other speakers: with a search each of them chooses for itself.
 *
 * @throws SerError `too-few-clips`, `too-few-classes`, `parameter-invalid`, `cancelled`; with a search as {@link searchOverAll}; as
 *   `balancedParams` and `fitPipeline`; with a calibration as {@link decideAnswers}
 */
export async function trainModel({ store, pool }: Pick<Lab, 'store' | 'pool'>, table: FeatureTable, request: TrainingRequest, { signal, onProgress }: TaskOptions = {}): Promise<TrainedModel> {
  const defaults = learnerParams(request.model, request.recipe.featureSet);
  const given = balancedParams(learnerById(request.model), request.balance, request.params ?? {});
  const preparation = preparationOf(request);
  const plan = request.search && planSearch(request.model, request.search, given, request.seed);
  const { classes, y } = classesOf(table);
  const { copies = [], normalize } = request;
  const asProbabilities: Params = { ...('probability' in defaults && { probability: true }), ...given };
  const judged = { model: request.model, params: { ...defaults, ...given }, fitted: asProbabilities, ...(plan && { candidates: plan.candidates }), seed: request.seed, ...(normalize && { normalize }), ...(preparation && { preparation }), copies };
  const decision = request.calibrate && (await decideAnswers(pool, table, judged, request.calibrate, { signal, onProgress }));
  const data = { classifier: request.model, seed: request.seed, X: preparedRows(table, normalize, copies), y: inAllCopies(y, copies.length), nClasses: classes.length, ...(preparation && { preparation }) };
  const chosen = plan && (await searchOverAll(pool, plan, { ...data, params: { ...defaults, ...given } }, inAllCopies(speakerRanks(table.speakers), copies.length), { signal, onProgress }));
  const params = { ...defaults, ...asProbabilities, ...chosen?.params };
  const pipeline = await fitInWorkers(pool, { ...data, ...stoppingGroups(table, params, copies.length), params }, { signal, onProgress });
  const known: ModelDescription = {
    ...(request.title !== undefined && { title: request.title }),
    classifier: request.model,
    params,
    ...(plan && chosen && { search: { ...plan, innerUar: chosen.innerUar, nInnerFolds: chosen.nInnerFolds } }),
    seed: request.seed,
    recipe: request.recipe,
    ...(normalize && { normalize }),
    ...preparation,
    ...(copies.length > 0 && { augment: copies.map(({ degradation }) => describeDegradation(degradation)) }),
    columns: table.columns,
    classes,
    trainedOn: {
      corpus: request.data.name,
      convention: request.data.corpus,
      synthetic: request.data.synthetic,
      nClips: table.files.length,
      speakers: [...new Set(table.speakers)].filter((speaker) => speaker !== '').sort(compareIds),
      fingerprint: fingerprint(table),
      statistics: columnStatistics(table.X),
    },
  };
  const matching = matchingRun(store, known, request.data);
  const run = matching && store.run(matching.id)?.run;
  const description: ModelDescription = { ...known, ...(run && { metrics: metricsOf(run) }), ...(decision && { decision }) };
  const bytes = encodeModelFile({ description, pipeline });
  const hash = createHash('sha256').update(bytes).digest('hex');
  store.saveModel(hash, bytes);
  return { hash, bytes, description, run };
}
