import { featureSets } from '../features/featureSet.ts';
import type { ModelDescription } from './emotionModel.ts';
import { probabilityKind, type ProbabilityKind } from '../learn/probabilityKind.ts';
import type { Explanation } from '../learn/explain/explanation.ts';

/** A column's part in an answer. */
export interface ExplainedFeature {
  readonly column: string;
  /** Of the value, `1` where it has none; empty where it is not known. */
  readonly unit: string;
  /** As it was measured, before any normalisation. */
  readonly value: number;
  /** Above 0 where it speaks for the answer. */
  readonly contribution: number;
  /** Mean and spread (standard deviation) of the training rows; absent where the model does not keep them. */
  readonly training?: { readonly mean: number; readonly deviation: number };
}

/** An explanation in the names of a model's classes and columns. */
export interface NamedExplanation extends Omit<Explanation, 'answer' | 'next' | 'contributions'> {
  readonly answer: string;
  readonly next: string;
  readonly probabilities: ProbabilityKind;
  /** The largest parts first; of equal ones the earlier column. Columns without any part are left out. */
  readonly features: readonly ExplainedFeature[];
}

/**
 * Names what an explanation is of.
 *
 * @param values of the row as it was measured, one a column of the model
 */
export function readExplanation({ classes, columns, recipe, params, trainedOn: { statistics } }: Pick<ModelDescription, 'classes' | 'columns' | 'recipe' | 'params' | 'trainedOn'>, values: ArrayLike<number>, explanation: Explanation): NamedExplanation {
  const { answer, next, contributions, ...rest } = explanation;
  const units = new Map(featureSets.find(({ id }) => id === recipe.featureSet.split('/')[0])?.families.flatMap((family) => family.columns.map(({ name, unit }): [string, string] => [name, unit])));
  const order = Array.from(contributions.keys()).filter((j) => contributions[j] !== 0).sort((a, b) => Math.abs(contributions[b]) - Math.abs(contributions[a]) || a - b);
  return {
    ...rest,
    answer: classes[answer],
    next: classes[next],
    probabilities: probabilityKind(params),
    features: order.map((j) => ({ column: columns[j], unit: units.get(columns[j]) ?? '', value: values[j], contribution: contributions[j], ...(statistics && { training: { mean: statistics.means[j], deviation: statistics.deviations[j] } }) })),
  };
}
