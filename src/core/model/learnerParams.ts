import { featureSets } from '../features/featureSet.ts';
import type { Params } from '../learn/classifier.ts';
import { learnerById } from '../learn/learners.ts';

/**
 * A learner's hyper-parameters on a feature set: its own defaults, over them what suits the set, over them what was asked for.
 *
 * @param featureSet the set's id; an unknown one has nothing of its own
 * @throws SerError `parameter-invalid` for an unknown learner
 */
export function learnerParams(learner: string, featureSet: string, given: Params = {}): Params {
  const { defaults } = learnerById(learner);
  return { ...defaults, ...featureSets.find(({ id }) => id === featureSet)?.learnerDefaults[learner], ...given };
}
