import { resolve, basename } from 'node:path';
import { createRecipe } from '../../core/features/recipe.ts';
import { checkColumns, modelName, openModelFile } from '../../node/classifyClips.ts';
import { readBytes } from '../../node/readClip.ts';
import { testModel, type ExternalResult } from '../../node/testModel.ts';
import { readFeatureSource } from '../featureSource.ts';
import type { LabelColumns } from '../../core/interchange/featureCsv.ts';
import { formatExternalResult } from '../externalText.ts';
import { ofFile } from '../ofFile.ts';
import { closeIncomplete, note, print, printJson, withLab, type SessionOptions } from '../session.ts';

interface TestOptions extends SessionOptions {
  readonly seed: number;
  readonly labels?: LabelColumns;
  readonly json?: boolean;
}

/** Tests a model on corpora that it was not trained on. */
export async function test(modelPath: string, sources: readonly string[], options: TestOptions): Promise<void> {
  const model = await ofFile(modelPath, async () => {
    const opened = openModelFile(await readBytes(modelPath));
    checkColumns(opened);
    return opened;
  });
  const { recipe, trainedOn, metrics } = model.description;
  const { featureSet, rate } = createRecipe(recipe.featureSet, recipe.rate);
  const results: ExternalResult[] = [];
  let nFiles = 0;
  let nSkipped = 0;
  await withLab(options, async (lab, task) => {
    for (const source of sources) {
      const { table, data, coverage } = await readFeatureSource(lab, source, { set: featureSet, rate, seed: options.seed, ...(options.labels && { labels: options.labels }) }, task);
      nFiles += coverage.nFiles;
      nSkipped += coverage.nSkipped;
      if (data.synthetic) note(`${source} is synthetic speech: figures on it say nothing about human speech.`);
      results.push(await testModel(lab, model, basename(resolve(source)), table, options.seed, task));
    }
  });
  if (trainedOn.synthetic) note('The model was trained on synthetic speech: its estimates say nothing about human speech.');
  if (options.json) printJson({ model: modelName(model), seed: options.seed, trainedOn: { ...trainedOn, statistics: undefined }, metrics, results });
  else print([`${modelName(model)}${metrics ? ` · its own cross-validation ${metrics.cv}: UAR ${metrics.uar.toFixed(3)} over ${model.description.classes.length} emotions` : ' · no cross-validation is known of it'}`, ...results.map(formatExternalResult)].join('\n\n'));
  closeIncomplete({ nFiles, nSkipped });
}
