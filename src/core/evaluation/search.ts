import { SerError } from '../errors.ts';
import { predictedClasses, type Classifier, type FitProgress, type Params, type TrainingData } from '../learn/classifier.ts';
import type { LearnerKernels } from '../learn/learnerKernels.ts';
import { selectRows } from '../learn/matrix.ts';
import { fitPipeline, predictPipeline, type Pipeline } from '../learn/pipeline.ts';
import type { Preparation } from '../learn/preparation/preparation.ts';
import { classFigures, confusionMatrix, uar } from './metrics/metrics.ts';
import { compareIds } from './protocols/compareIds.ts';

/** Most groups of speakers that a search splits training rows into. */
const maxInnerFolds = 5;

/** How candidates are scored, as a protocol; fewer groups where there are fewer speakers. */
export const INNER_PROTOCOL = `speaker:${maxInnerFolds}`;

/** What is tried, and whose the rows are. */
export interface SearchTask {
  /** The parameters that each candidate is laid over. */
  readonly params: Params;
  readonly candidates: readonly Params[];
  /** Laid over the parameters for the last fit, beneath the chosen candidate: the probabilities that no candidate is scored by. */
  readonly fitted?: Params;
  /** Of each row a number that rises with the order of the speakers; −1 where the speaker is unknown. */
  readonly speakers: Int32Array;
  /** Made anew on the training side of each inner fold. */
  readonly preparation?: Preparation;
}

export interface SearchOutcome {
  /** The first candidate with the largest figure. */
  readonly chosen: number;
  /** Of each candidate the UAR over the held-out rows of all inner folds together. */
  readonly uars: Float64Array;
  readonly nFolds: number;
}

/** Each clip's speaker as the rank of the speaker's id; −1 for an unknown one. */
export function speakerRanks(speakers: readonly string[]): Int32Array {
  const ranks = new Map([...new Set(speakers)].filter((speaker) => speaker !== '').sort(compareIds).map((speaker, rank) => [speaker, rank]));
  return Int32Array.from(speakers, (speaker) => ranks.get(speaker) ?? -1);
}

/**
 * The inner fold of each training row: the rank of its speaker among the training speakers, modulo the number of folds, which
 * is 5 or the number of speakers where that is less.
 *
 * @param speakers as {@link SearchTask.speakers}, of training rows alone
 * @throws SerError `too-few-speakers` when a speaker is unknown or there are fewer than two
 */
export function innerFolds(speakers: Int32Array): Int32Array {
  const nUnknown = speakers.reduce((count, speaker) => count + (speaker < 0 ? 1 : 0), 0);
  if (nUnknown > 0) {
    throw new SerError('too-few-speakers', `The speaker of ${nUnknown} of ${speakers.length} training clips is unknown; a search splits them by speaker and needs all of them.`, { nUnknown, nClips: speakers.length });
  }
  const present = [...new Set(speakers)].sort((a, b) => a - b);
  if (present.length < 2) {
    throw new SerError('too-few-speakers', `The training clips are of ${present.length === 1 ? '1 speaker' : 'no speaker'}; a search splits them by speaker and needs at least 2.`, { nSpeakers: present.length });
  }
  const nFolds = Math.min(maxInnerFolds, present.length);
  const rank = new Map(present.map((speaker, i) => [speaker, i]));
  return speakers.map((speaker) => (rank.get(speaker) ?? 0) % nFolds);
}

/**
 * Scores parameters by an inner split of training rows: each fold's rows are judged by a learner, with a scaler of its own,
 * that was fitted on the others, as was what prepares them.
 *
 * @param folds the fold of each row, from {@link innerFolds}
 * @returns the UAR over all rows
 * @throws SerError as the learner; `cv-invalid` when a fold would train on one class
 */
export function* scoreParams(classifier: Classifier, data: TrainingData, params: Params, folds: Int32Array, seed: number, kernels?: LearnerKernels, preparation?: Preparation): Generator<FitProgress, number> {
  const { X, y, nClasses } = data;
  const nFolds = countFolds(folds);
  const predicted = new Int32Array(y.length);
  for (let fold = 0; fold < nFolds; fold++) {
    const rows = Int32Array.from(folds.keys());
    const train = rows.filter((row) => folds[row] !== fold);
    const test = rows.filter((row) => folds[row] === fold);
    const inner: TrainingData = { X: selectRows(X, train), y: train.map((row) => y[row]), nClasses };
    if (new Set(inner.y).size < 2) throw new SerError('cv-invalid', `Inner fold ${fold + 1} of ${nFolds} trains on clips of one emotion; a search needs at least 2 in each.`, { fold, nFolds });
    const steps = fitPipeline(classifier, inner, params, seed, kernels, preparation);
    let step = steps.next();
    for (; !step.done; step = steps.next()) yield { done: fold, total: nFolds, unit: 'step' };
    const classes = predictedClasses(predictPipeline(classifier, step.value, selectRows(X, test), kernels), nClasses);
    for (let i = 0; i < test.length; i++) predicted[test[i]] = classes[i];
    yield { done: fold + 1, total: nFolds, unit: 'step' };
  }
  return uar(classFigures(confusionMatrix(y, predicted, nClasses)));
}

/**
 * Scores every candidate on the training rows and chooses the best; among equal ones the first.
 *
 * @throws SerError as {@link innerFolds} and {@link scoreParams}
 */
export function* searchParams(classifier: Classifier, data: TrainingData, { params, candidates, speakers, preparation }: SearchTask, seed: number, kernels?: LearnerKernels): Generator<FitProgress, SearchOutcome> {
  const folds = innerFolds(speakers);
  const nFolds = countFolds(folds);
  const uars = new Float64Array(candidates.length);
  for (let c = 0; c < candidates.length; c++) {
    const steps = scoreParams(classifier, data, { ...params, ...candidates[c] }, folds, seed, kernels, preparation);
    let step = steps.next();
    for (; !step.done; step = steps.next()) yield { done: c * nFolds + step.value.done, total: candidates.length * nFolds, unit: 'step' };
    uars[c] = step.value;
  }
  return { chosen: firstLargest(uars), uars, nFolds };
}

/**
 * Searches on the training rows and fits the best candidate on all of them. Progress counts the inner fits and the last one, whose losses it has.
 *
 * @throws SerError as {@link searchParams} and the learner
 */
export function* fitBest(classifier: Classifier, data: TrainingData, task: SearchTask, seed: number, kernels?: LearnerKernels): Generator<FitProgress, { readonly pipeline: Pipeline; readonly search: SearchOutcome }> {
  const searching = searchParams(classifier, data, task, seed, kernels);
  let tried = searching.next();
  for (; !tried.done; tried = searching.next()) yield { ...tried.value, total: tried.value.total + 1 };
  const search = tried.value;
  const total = task.candidates.length * search.nFolds + 1;
  const fitting = fitPipeline(classifier, data, { ...task.params, ...task.fitted, ...task.candidates[search.chosen] }, seed, kernels, task.preparation);
  let fitted = fitting.next();
  for (; !fitted.done; fitted = fitting.next()) yield { done: total - 1, total, unit: 'step', ...(fitted.value.losses && { losses: fitted.value.losses }) };
  yield { done: total, total, unit: 'step' };
  return { pipeline: fitted.value, search };
}

/** The index of the first of the largest values. */
export function firstLargest(values: ArrayLike<number>): number {
  let best = 0;
  for (let i = 1; i < values.length; i++) if (values[i] > values[best]) best = i;
  return best;
}

export const countFolds = (folds: Int32Array): number => folds.reduce((most, fold) => Math.max(most, fold), 0) + 1;
