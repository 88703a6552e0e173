import type { Learner } from '../classifier.ts';
import { createModelReader, maxClasses, maxFeatures } from '../modelReader.ts';

export type MajorityClassParams = Record<never, never>;

export interface MajorityClassModel {
  readonly kind: 'majority';
  readonly nClasses: number;
  readonly nFeatures: number;
  /** The share of each class among the training rows. */
  readonly shares: Float64Array;
}

function parseModel(value: unknown): MajorityClassModel {
  const reader = createModelReader(value, 'majority');
  const nClasses = reader.count('nClasses', 2, maxClasses);
  const nFeatures = reader.count('nFeatures', 1, maxFeatures);
  const shares = reader.array('shares', 'Float64Array', nClasses);
  const sum = shares.reduce((total, share) => total + share, 0);
  if (shares.some((share) => share < 0) || Math.abs(sum - 1) > 1e-9) reader.fail('shares must be at least 0 and sum to 1');
  return { kind: 'majority', nClasses, nFeatures, shares };
}

/** What is known of {@link majorityClass} without fitting. */
export const majorityClassLearner: Learner<MajorityClassParams, MajorityClassModel> = {
  id: 'majority',
  name: 'Majority class (floor)',
  scaling: 'none',
  defaults: {},
  parameters: {},
  parseModel,
};
