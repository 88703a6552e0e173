import { rankFeatures, type RankedFeature, type ShuffleUnit } from '../../core/evaluation/studies/importanceStudy.ts';
import { createRecipe } from '../../core/features/recipe.ts';
import { modelName } from '../../core/model/modelName.ts';
import { importanceStudy, trainingData } from '../../node/importanceStudy.ts';
import { measureImportance, type ModelImportance } from '../../node/measureImportance.ts';
import { count } from '../count.ts';
import { readFeatureSource, type SourceOptions } from '../featureSource.ts';
import { closeIncomplete, note, print, printJson, withLab, type Coverage, type SessionOptions } from '../session.ts';
import { readUsableModel } from '../usableModel.ts';

interface ImportanceOptions extends SessionOptions, Pick<SourceOptions, 'labels' | 'seed'> {
  readonly repeats: number;
  readonly by: ShuffleUnit;
  readonly json?: boolean;
}

const N_COLUMNS = 20;

/** Tells which columns matter to a model: by what its trees say, and on clips by how much is lost without each. */
export async function importance(modelPath: string, source: string | undefined, options: ImportanceOptions): Promise<void> {
  const { labels, seed, repeats: nRepeats, by, json } = options;
  const model = await readUsableModel(modelPath);
  const { columns, recipe, trainedOn } = model.description;
  const { found, coverage } = await withLab(options, async (lab, task): Promise<{ found: ModelImportance; coverage: Coverage }> => {
    const remember = (found: ModelImportance, data = trainingData(model), nLabelled = 0): void => void lab.store.saveStudy({ kind: 'importance', data, record: importanceStudy(model, found, { seed, nLabelled }) });
    if (source === undefined) {
      const found = await measureImportance(lab, model, undefined, task);
      remember(found);
      return { found, coverage: { nFiles: 0, nSkipped: 0 } };
    }
    const { featureSet, rate } = createRecipe(recipe.featureSet, recipe.rate);
    const { table, data, coverage } = await readFeatureSource(lab, source, { set: featureSet, rate, seed, ...(labels && { labels }) }, task);
    const found = await measureImportance(lab, model, { table, nRepeats, by, seed }, task);
    remember(found, data, table.files.length);
    return { found, coverage };
  });
  if (trainedOn.synthetic) note('The model was trained on synthetic speech: its columns say nothing about human speech.');
  if (json) printJson({ model: modelName(model), columns, ...withLists(found) });
  else print([modelName(model), ...describe(found, columns)].join('\n'));
  closeIncomplete(coverage);
}

function describe({ own, permutation, outOfBagAccuracy }: ModelImportance, columns: readonly string[]): string[] {
  const lines = own.flatMap(({ measure, values }) => ['', `By ${measure}`, ...ranked(rankFeatures(columns, values), 'column', ({ value }) => String(Number(value.toPrecision(4))))]);
  if (permutation) {
    const { by, names, baseline, mean, deviation, nRepeats, nClips, inTraining } = permutation;
    lines.push('', `By permutation: what the UAR of ${baseline.toFixed(3)} over ${count(nClips, 'clip')} loses when ${by === 'family' ? 'the columns of one family are' : 'one column is'} shuffled, mean ± deviation of ${nRepeats}`);
    if (inTraining) lines.push('The model was trained on these clips, so this says what it leans on where it has learnt by heart; other clips say what it needs.');
    lines.push(...ranked(rankFeatures(names, mean, deviation), by, ({ value, deviation: spread = 0 }) => `${value.toFixed(4)} ± ${spread.toFixed(4)}`));
  }
  if (outOfBagAccuracy !== undefined) lines.push('', `Out of bag, each clip judged by the trees that did not learn from it: accuracy ${outOfBagAccuracy.toFixed(3)}. That is of new clips of known voices, and no substitute for a cross-validation by speaker.`);
  return lines;
}

function ranked(features: readonly RankedFeature[], by: ShuffleUnit, text: (feature: RankedFeature) => string): string[] {
  const mattering = features.filter(({ value }) => value > 0);
  if (mattering.length === 0) return [`  no ${by} matters by itself`];
  // Few enough are listed all.
  const listed = features.length <= N_COLUMNS ? features : mattering.slice(0, N_COLUMNS);
  const width = Math.max(...listed.map(({ name }) => name.length));
  const rest = features.length - listed.length;
  return [...listed.map((feature) => `  ${feature.name.padEnd(width)}  ${text(feature)}`), ...(rest > 0 ? [`  … ${mattering.length - listed.length} more that matter, ${features.length - mattering.length} that do not (--json has all)`] : [])];
}

const withLists = ({ own, permutation, outOfBagAccuracy }: ModelImportance): object => ({
  own: Object.fromEntries(own.map(({ measure, values }) => [measure, [...values]])),
  ...(permutation && { permutation: { ...permutation, mean: [...permutation.mean], deviation: [...permutation.deviation] } }),
  ...(outOfBagAccuracy !== undefined && { outOfBagAccuracy }),
});
