import { SerError } from '../core/errors.ts';
import type { FeatureTable } from '../core/evaluation/featureTable.ts';
import type { ExternalStudy, TestedModel } from '../core/evaluation/studies/externalStudy.ts';
import { fingerprint } from './matchingRun.ts';
import type { CorpusTest } from './testModel.ts';
import type { ModelFile } from './trainModel.ts';

/**
 * Refuses a test of a model on what it was trained on.
 *
 * @param name of the corpus
 * @throws SerError `table-invalid`
 */
export function refuseTrainingData({ description: { trainedOn } }: ModelFile, table: FeatureTable, name: string): void {
  if (trainedOn.fingerprint !== undefined && fingerprint(table) === trainedOn.fingerprint) {
    throw new SerError('table-invalid', `The model was trained on these ${table.files.length} clips of ${name}, so a test on them would say nothing of other audio; choose a corpus that it has not seen.`);
  }
}

/** What to remember of a test. */
export function externalStudy(model: ModelFile, table: FeatureTable, { result, predictions }: CorpusTest, { seed, nUnreadable }: Pick<ExternalStudy, 'seed' | 'nUnreadable'>): ExternalStudy {
  const { classifier, normalize } = model.description;
  const counted = table.speakers.filter((speaker, row) => speaker !== '' && Object.hasOwn(result.labelMap, table.emotions[row] ?? ''));
  return { model: classifier, ...(normalize && { normalize }), tested: testedModel(model), seed, nSpeakers: new Set(counted).size, nUnmatched: table.files.length - result.nClips, nUnreadable, result, predictions };
}

/** What a model says of itself, beside the figures of a test. */
export function testedModel({ hash, description: { params, classes, augment, balance, select, metrics, trainedOn } }: ModelFile): TestedModel {
  const { corpus, synthetic, nClips, speakers } = trainedOn;
  return { hash, params, classes, ...(augment && { augment }), ...(balance && { balance }), ...(select !== undefined && { select }), ...(metrics && { metrics }), trainedOn: { corpus, synthetic, nClips, nSpeakers: speakers.length } };
}
