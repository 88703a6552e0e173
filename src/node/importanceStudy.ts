import type { EvaluatedData } from '../core/evaluation/evaluationRun.ts';
import type { ImportanceStudy } from '../core/evaluation/studies/importanceStudy.ts';
import { modelName } from '../core/model/modelName.ts';
import { testedModel } from './externalStudy.ts';
import type { ModelImportance } from './measureImportance.ts';
import type { ModelFile } from './trainModel.ts';

const DIGITS = 6;

/**
 * What to remember of a measurement.
 *
 * @param nLabelled the labelled clips that were given, counted or not
 */
export function importanceStudy(model: ModelFile, { own, permutation, outOfBagAccuracy }: ModelImportance, { seed, nLabelled }: { readonly seed: number; readonly nLabelled: number }): ImportanceStudy {
  const { classifier, normalize, columns } = model.description;
  return {
    model: classifier,
    name: modelName(model),
    ...(normalize && { normalize }),
    tested: testedModel(model),
    seed,
    columns,
    own: own.map(({ measure, values }) => ({ measure, values: rounded(values) })),
    ...(permutation && { permutation: { ...permutation, mean: rounded(permutation.mean), deviation: rounded(permutation.deviation), nUnmatched: nLabelled - permutation.nClips } }),
    ...(outOfBagAccuracy !== undefined && { outOfBagAccuracy }),
  };
}

/** The data of a measurement without clips: what the model says of those that it was trained on, wherever they lie. */
export function trainingData({ description: { trainedOn, recipe } }: ModelFile): EvaluatedData {
  return { name: trainedOn.corpus, root: '', corpus: trainedOn.convention ?? '', synthetic: trainedOn.synthetic, featureSet: recipe.featureSet, recipe };
}

const rounded = (values: Float64Array): number[] => Array.from(values, (value) => Number(value.toPrecision(DIGITS)));
