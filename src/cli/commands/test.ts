import { degradationKinds, parseDegradations, type Degradation } from '../../core/audio/degrade/degradation.ts';
import { formatRobustnessMarkdown } from '../../core/evaluation/studies/robustness.ts';
import { createRecipe } from '../../core/features/recipe.ts';
import type { LabelColumns } from '../../core/interchange/featureCsv.ts';
import { modelName } from '../../core/model/modelName.ts';
import { externalStudy, refuseTrainingData } from '../../node/externalStudy.ts';
import { ownMetrics } from '../../node/matchingRun.ts';
import { testModel, type ExternalResult } from '../../node/testModel.ts';
import type { ModelFile } from '../../node/trainModel.ts';
import { formatExternalResult } from '../externalText.ts';
import { readFeatureSource } from '../featureSource.ts';
import { ofFile } from '../ofFile.ts';
import { closeIncomplete, note, print, printJson, withLab, type SessionOptions } from '../session.ts';
import { readUsableModel } from '../usableModel.ts';

interface TestOptions extends SessionOptions {
  readonly seed: number;
  readonly labels?: LabelColumns;
  readonly robustness?: boolean;
  readonly degrade?: readonly Degradation[];
  readonly json?: boolean;
  readonly markdown?: boolean;
}

const allDegradations = (): Degradation[] => parseDegradations(degradationKinds.map(({ id }) => id).join());

/** Tests a model on corpora that it was not trained on, and where it is asked for also after degradations of them. */
export async function test(modelPath: string, sources: readonly string[], options: TestOptions): Promise<void> {
  const { seed, labels, robustness, degrade = allDegradations(), json, markdown } = options;
  const opened = await readUsableModel(modelPath);
  const { recipe, trainedOn } = opened.description;
  const { featureSet, rate } = createRecipe(recipe.featureSet, recipe.rate);
  const results: ExternalResult[] = [];
  let nFiles = 0;
  let nSkipped = 0;
  const model = await withLab(options, async (lab, task): Promise<ModelFile> => {
    const known = ownMetrics(lab.store, opened.description);
    const model = { ...opened, description: { ...opened.description, ...(known && { metrics: known }) } };
    for (const source of sources) {
      const { table, data, copies, coverage } = await readFeatureSource(lab, source, { set: featureSet, rate, seed, ...(labels && { labels }), ...(robustness && { augment: degrade }) }, task);
      nFiles += coverage.nFiles;
      nSkipped += coverage.nSkipped;
      await ofFile(source, () => refuseTrainingData(model, table, data.name));
      if (data.synthetic) note(`${source} is synthetic speech: figures on it say nothing about human speech.`);
      const tested = await testModel(lab, model, data.name, table, seed, task, copies);
      lab.store.saveStudy({ kind: 'external', data, record: externalStudy(model, table, tested, { seed, nUnreadable: coverage.nSkipped }) });
      results.push(tested.result);
    }
    return model;
  });
  if (trainedOn.synthetic) note('The model was trained on synthetic speech: its estimates say nothing about human speech.');
  const { metrics } = model.description;
  if (json) printJson({ model: modelName(model), seed, trainedOn: { ...trainedOn, statistics: undefined }, metrics, results });
  else if (markdown) print(formatRobustnessMarkdown(results.flatMap(({ corpus, robustness: curve }) => (curve ? [{ model: corpus, curves: [curve] }] : []))));
  else print([`${modelName(model)}${metrics ? ` · its own cross-validation ${metrics.cv}: UAR ${metrics.uar.toFixed(3)} over ${model.description.classes.length} emotions` : ' · no cross-validation is known of it'}`, ...results.map(formatExternalResult)].join('\n\n'));
  closeIncomplete({ nFiles, nSkipped });
}
