import { createRecipe } from '../../core/features/recipe.ts';
import { modelName } from '../../core/model/modelName.ts';
import { measureImportance, type ModelImportance } from '../../node/measureImportance.ts';
import { count } from '../count.ts';
import { readFeatureSource, type SourceOptions } from '../featureSource.ts';
import { closeIncomplete, note, print, printJson, withLab, type Coverage, type SessionOptions } from '../session.ts';
import { readUsableModel } from '../usableModel.ts';

interface ImportanceOptions extends SessionOptions, Pick<SourceOptions, 'labels' | 'seed'> {
  readonly repeats: number;
  readonly json?: boolean;
}

const N_COLUMNS = 20;

/** Tells which columns matter to a model: by what its trees say, and on clips by how much is lost without each. */
export async function importance(modelPath: string, source: string | undefined, options: ImportanceOptions): Promise<void> {
  const { labels, seed, repeats: nRepeats, json } = options;
  const model = await readUsableModel(modelPath);
  const { columns, recipe, trainedOn } = model.description;
  const { found, coverage } = await withLab(options, async (lab, task): Promise<{ found: ModelImportance; coverage: Coverage }> => {
    if (source === undefined) return { found: await measureImportance(lab, model, undefined, task), coverage: { nFiles: 0, nSkipped: 0 } };
    const { featureSet, rate } = createRecipe(recipe.featureSet, recipe.rate);
    const { table, coverage } = await readFeatureSource(lab, source, { set: featureSet, rate, seed, ...(labels && { labels }) }, task);
    return { found: await measureImportance(lab, model, { table, nRepeats, seed }, task), coverage };
  });
  if (trainedOn.synthetic) note('The model was trained on synthetic speech: its columns say nothing about human speech.');
  if (json) printJson({ model: modelName(model), columns, ...withLists(found) });
  else print([modelName(model), ...describe(found, columns)].join('\n'));
  closeIncomplete(coverage);
}

function describe({ own, permutation, outOfBagAccuracy }: ModelImportance, columns: readonly string[]): string[] {
  const lines = own.flatMap(({ measure, values }) => ['', `By ${measure}`, ...ranked(values, columns, (value) => String(Number(value.toPrecision(4))))]);
  if (permutation) {
    const { baseline, mean, deviation, nRepeats, nClips, inTraining } = permutation;
    lines.push('', `By permutation: what the UAR of ${baseline.toFixed(3)} over ${count(nClips, 'clip')} loses when one column is shuffled, mean ± deviation of ${nRepeats}`);
    if (inTraining) lines.push('The model was trained on these clips, so this says what it leans on where it has learnt by heart; other clips say what it needs.');
    lines.push(...ranked(mean, columns, (value, j) => `${value.toFixed(4)} ± ${(deviation[j] ?? 0).toFixed(4)}`));
  }
  if (outOfBagAccuracy !== undefined) lines.push('', `Out of bag, each clip judged by the trees that did not learn from it: accuracy ${outOfBagAccuracy.toFixed(3)}. That is of new clips of known voices, and no substitute for a cross-validation by speaker.`);
  return lines;
}

function ranked(values: Float64Array, columns: readonly string[], text: (value: number, column: number) => string): string[] {
  const mattering = Array.from(values.keys()).filter((j) => (values[j] ?? 0) > 0);
  if (mattering.length === 0) return ['  no column matters by itself'];
  const order = mattering.sort((a, b) => (values[b] ?? 0) - (values[a] ?? 0) || a - b).slice(0, N_COLUMNS);
  const width = Math.max(...order.map((j) => columns[j]?.length ?? 0));
  const rest = values.length - order.length;
  return [...order.map((j) => `  ${(columns[j] ?? '').padEnd(width)}  ${text(values[j] ?? 0, j)}`), ...(rest > 0 ? [`  … ${mattering.length - order.length} more that matter, ${values.length - mattering.length} that do not (--json has all)`] : [])];
}

const withLists = ({ own, permutation, outOfBagAccuracy }: ModelImportance): object => ({
  own: Object.fromEntries(own.map(({ measure, values }) => [measure, [...values]])),
  ...(permutation && { permutation: { ...permutation, mean: [...permutation.mean], deviation: [...permutation.deviation] } }),
  ...(outOfBagAccuracy !== undefined && { outOfBagAccuracy }),
});
