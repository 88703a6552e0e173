import { createHash } from 'node:crypto';
import { resolve } from 'node:path';
import type { EvaluatedData, RunSummary } from '../core/evaluation/evaluationRun.ts';
import type { FeatureTable } from '../core/evaluation/featureTable.ts';
import { parseProtocol, sharesSpeakers } from '../core/evaluation/protocols/protocol.ts';
import type { ModelDescription, ModelMetrics } from '../core/model/emotionModel.ts';
import type { ListedRun } from '../protocol/resultsView.ts';
import type { Store } from './store/store.ts';

/** SHA-256 of what a learner sees of a table, and of whose clips it is; the places of its files do not count. */
export function fingerprint({ columns, emotions, speakers, X }: FeatureTable): string {
  const hash = createHash('sha256').update(JSON.stringify([columns, emotions, speakers]));
  return hash.update(new Uint8Array(X.data.buffer, X.data.byteOffset, X.data.byteLength)).digest('hex');
}

/** The latest stored cross-validation that says what to expect of a model: of its learner, parameters or search, and data, and on new voices if there is one. */
export function matchingRun(store: Pick<Store, 'runs'>, description: ModelDescription, data: EvaluatedData): ListedRun | undefined {
  const runs = store.runs().filter(({ run }) => isOf(run, description, data));
  return runs.find(({ run }) => !sharesSpeakers(parseProtocol(run.cv))) ?? runs[0];
}

/**
 * The figures of a model's own cross-validation: those that its file keeps, else those of a run that was stored since. A model does
 * not know where its data lie, so the run is found by the name of the corpus, the number of its clips and its classes.
 */
export function ownMetrics(store: Pick<Store, 'runs'>, description: ModelDescription): ModelMetrics | undefined {
  if (description.metrics) return description.metrics;
  const runs = store.runs().filter(({ run }) => run.data.name === description.trainedOn.corpus && run.data.featureSet === description.recipe.featureSet);
  for (const { run } of runs) {
    const found = matchingRun({ runs: () => runs }, description, run.data);
    if (found) return metricsOf(found.run);
  }
  return undefined;
}

/** What a model's file keeps of a cross-validation. */
export function metricsOf({ cv, seed, nClips, accuracy, uar, macroF1, perClass }: RunSummary): ModelMetrics {
  return { cv, seed, nClips, accuracy, uar, macroF1, recall: Object.fromEntries(Object.entries(perClass).map(([name, { recall }]) => [name, recall])) };
}

/** Whether a stored cross-validation is of the same learner, parameters or search, and data; probabilities change no SVM. */
function isOf(run: RunSummary, { classifier, params, search, normalize, balance, select, augment, trainedOn, classes }: ModelDescription, data: EvaluatedData): boolean {
  const sameData = resolve(run.data.root) === resolve(data.root) && run.data.featureSet === data.featureSet && run.nClips === trainedOn.nClips && run.classes.join() === classes.join();
  const sameSearch = JSON.stringify(run.search?.candidates) === JSON.stringify(search?.candidates);
  // What was searched each fold chose for itself.
  const free = new Set(['probability', ...Object.keys(search?.candidates[0] ?? {})]);
  return sameData && sameSearch && run.model === classifier && run.normalize === normalize && run.balance === balance && run.select === select && run.augment?.join() === augment?.join() && Object.keys({ ...run.params, ...params }).every((name) => free.has(name) || run.params[name] === params[name]);
}
