import type { Learner } from '../classifier.ts';
import { createModelReader, maxClasses, maxFeatures } from '../modelReader.ts';
import { checkParams, type ParameterRules } from '../parameters.ts';
import { nearestNeighboursSpaces } from '../search/defaultSpaces.ts';

export type NearestNeighboursParams = {
  /** Neighbours that are asked; all training rows where there are fewer. */
  readonly k: number;
  /** 'distance' weighs a neighbour by 1 / distance, and where any lies at distance 0 asks these alone. */
  readonly weights: 'uniform' | 'distance';
};

const weightings = ['uniform', 'distance'] as const;

const parameters: ParameterRules<NearestNeighboursParams> = {
  k: { kind: 'number', min: 1, max: 1_000_000, integer: true },
  weights: { kind: 'choice', choices: weightings },
};

const defaults: NearestNeighboursParams = { k: 5, weights: 'uniform' };

export const checkNeighbourParams = (params: NearestNeighboursParams): NearestNeighboursParams => checkParams('knn', parameters, defaults, params);

/** The training rows themselves. */
export interface NearestNeighboursModel {
  readonly kind: 'knn';
  readonly nClasses: number;
  readonly nFeatures: number;
  /** At most the number of rows. */
  readonly k: number;
  readonly weights: NearestNeighboursParams['weights'];
  /** n × nFeatures, row-major. */
  readonly rows: Float32Array;
  /** The class of each row. */
  readonly rowClasses: Int32Array;
}

function parseModel(value: unknown): NearestNeighboursModel {
  const reader = createModelReader(value, 'knn');
  const nClasses = reader.count('nClasses', 2, maxClasses);
  const nFeatures = reader.count('nFeatures', 1, maxFeatures);
  const rowClasses = reader.array('rowClasses', 'Int32Array');
  const outside = rowClasses.findIndex((k) => k < 0 || k >= nClasses);
  if (outside >= 0) reader.fail(`rowClasses[${outside}] is ${rowClasses[outside]}; it must be in [0, ${nClasses})`);
  const rows = reader.array('rows', 'Float32Array', rowClasses.length * nFeatures);
  const k = reader.count('k', 1, rowClasses.length);
  const weights = reader.choice('weights', weightings);
  return { kind: 'knn', nClasses, nFeatures, k, weights, rows, rowClasses };
}

/** What is known of {@link nearestNeighbours} without fitting. */
export const nearestNeighboursLearner: Learner<NearestNeighboursParams, NearestNeighboursModel> = {
  id: 'knn',
  name: 'k nearest neighbours',
  scaling: 'standard',
  defaults,
  parameters,
  spaces: nearestNeighboursSpaces,
  parseModel,
};
