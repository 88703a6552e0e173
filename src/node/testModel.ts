import type { ExternalPrediction } from '../core/evaluation/studies/externalStudy.ts';
import { externalPredictions, matchLabels, type AdaptedFigures, type ExternalAnswers, type ExternalFigures, type ExternalResult } from '../core/evaluation/studies/externalTest.ts';
import { robustnessRow } from '../core/evaluation/studies/robustness.ts';
import type { FeatureTable } from '../core/evaluation/featureTable.ts';
import { adaptRows } from '../core/learn/preparation/columnStatistics.ts';
import { SerError, isSerError } from '../core/errors.ts';
import type { Matrix } from '../core/learn/matrix.ts';
import { normaliseBySpeaker } from '../core/learn/preparation/speakerNormaliser.ts';
import type { DegradedCopy } from './degradedFeatures.ts';
import type { Lab } from './lab.ts';
import type { TaskOptions } from './task.ts';
import type { ModelFile } from './trainModel.ts';

export type { AdaptedFigures, ExternalResult };

/** How a model does on a corpus, and what it answers to each clip that counts, its features as they are. */
export interface CorpusTest {
  readonly result: ExternalResult;
  readonly predictions: readonly ExternalPrediction[];
}

/**
 * Tests a trained model on the clips of a corpus that it has not seen.
 *
 * @param copies the corpus after degradations, to test on as well: a degraded voice is measured against its own degraded clips, where
 *   the model measures voices so
 * @throws SerError `feature-mismatch` for other columns than the model's; `too-few-classes` when they share fewer than two
 *   emotions; `cancelled`
 */
export async function testModel({ pool }: Pick<Lab, 'pool'>, model: ModelFile, corpus: string, table: FeatureTable, seed: number, { signal, onProgress }: TaskOptions = {}, copies: readonly DegradedCopy[] = []): Promise<CorpusTest> {
  const { classes, columns, normalize, trainedOn, metrics, decision } = model.description;
  const threshold = decision?.threshold;
  if (table.columns.join() !== columns.join()) throw new SerError('feature-mismatch', `The model was trained on ${columns.length} columns of the set ${model.description.recipe.featureSet}; the features of ${corpus} are not these.`, { corpus });
  const match = matchLabels(classes, table.emotions);
  const answer = async (X: Matrix): Promise<ExternalAnswers> => {
    const probabilities = await pool.run('predict', { modelHash: model.hash, modelBytes: model.bytes, X }, { signal });
    return { files: table.files, speakers: table.speakers, emotions: table.emotions, modelClasses: classes, probabilities, ...(threshold !== undefined && { threshold }) };
  };
  // In a worker, since the draws of the interval take tenths of a second.
  const figuresOf = (answers: ExternalAnswers): Promise<ExternalFigures> => pool.run('scoreExternal', { answers, match, seed }, { signal });
  const score = async (X: Matrix): Promise<ExternalFigures> => figuresOf(await answer(X));
  const refusable = async (adapt: () => Matrix): Promise<AdaptedFigures> => {
    try {
      return await score(adapt());
    } catch (error) {
      if (isSerError(error) && (error.code === 'too-few-clips' || error.code === 'too-few-speakers')) return { refused: error.message };
      throw error;
    }
  };
  const asAsked = (X: Matrix): Matrix => (normalize === 'speaker' ? normaliseBySpeaker(X, table.speakers) : X);
  const answers = await answer(asAsked(table.X));
  const figures = await figuresOf(answers);
  const rows = [robustnessRow(figures)];
  for (const { degradation, X } of copies) {
    rows.push(robustnessRow(await score(asAsked(X)), degradation));
    onProgress?.({ phase: 'classify', done: rows.length - 1, total: copies.length });
  }
  const { statistics } = trainedOn;
  const result: ExternalResult = {
    corpus,
    ...match,
    normalize: normalize ?? 'raw',
    ...figures,
    adapted:
      normalize === 'speaker' || !statistics
        ? undefined
        : { corpus: await refusable(() => adaptRows(table.X, table.speakers, statistics, 'corpus')), speaker: await refusable(() => adaptRows(table.X, table.speakers, statistics, 'speaker')) },
    ...(copies.length > 0 && { robustness: { augment: model.description.augment ?? [], rows } }),
    ...(metrics && { recallFall: Object.fromEntries(match.classes.filter((name) => figures.perClass[name]?.support).map((name) => [name, (metrics.recall[name] ?? 0) - (figures.perClass[name]?.recall ?? 0)])) }),
  };
  return { result, predictions: externalPredictions(answers, match) };
}
