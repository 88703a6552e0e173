import type { Learner } from '../classifier.ts';
import { checkParams, type ParameterRules } from '../parameters.ts';
import { randomForestSpaces } from '../search/defaultSpaces.ts';
import { mergeForests, parseForest, type RandomForestModel } from './forestModel.ts';

export type RandomForestParams = {
  readonly nTrees: number;
  readonly criterion: 'gini' | 'entropy';
  /** Features drawn at each node: √nFeatures, log₂ nFeatures (each rounded down, at least 1) or all. */
  readonly maxFeatures: 'sqrt' | 'log2' | 'all';
  /** Grow each tree on nRows rows drawn with replacement. */
  readonly bootstrap: boolean;
  /** Fewest different rows in a leaf. */
  readonly minSamplesLeaf: number;
  /** Fewest different rows in a node that is split. */
  readonly minSamplesSplit: number;
  /** Most questions on the way to a leaf; 0 for no limit. */
  readonly maxDepth: number;
  /**
   * For classes of unlike size. `balanced`: every tree draws all classes equally often (without bootstrap their rows weigh as
   * much as if); `balancedSubsample`: it draws from all rows, which then weigh so much that the classes are equal.
   */
  readonly classWeight: 'none' | 'balanced' | 'balancedSubsample';
};

const parameters: ParameterRules<RandomForestParams> = {
  nTrees: { kind: 'number', min: 1, max: 100_000, integer: true },
  criterion: { kind: 'choice', choices: ['gini', 'entropy'] },
  maxFeatures: { kind: 'choice', choices: ['sqrt', 'log2', 'all'] },
  bootstrap: { kind: 'flag' },
  minSamplesLeaf: { kind: 'number', min: 1, integer: true },
  minSamplesSplit: { kind: 'number', min: 2, integer: true },
  maxDepth: { kind: 'number', min: 0, integer: true },
  classWeight: { kind: 'choice', choices: ['none', 'balanced', 'balancedSubsample'] },
};

const defaults: RandomForestParams = {
  nTrees: 500,
  criterion: 'gini',
  maxFeatures: 'sqrt',
  bootstrap: true,
  minSamplesLeaf: 1,
  minSamplesSplit: 2,
  maxDepth: 0,
  classWeight: 'none',
};

export const checkForestParams = (params: RandomForestParams): RandomForestParams => checkParams('rf', parameters, defaults, params);

/** What is known of {@link randomForest} without growing one; its units are trees. */
export const randomForestLearner: Learner<RandomForestParams, RandomForestModel> = {
  id: 'rf',
  name: 'Random Forest',
  scaling: 'none',
  defaults,
  parameters,
  spaces: randomForestSpaces,
  units: { count: (params) => checkForestParams(params).nTrees, merge: mergeForests },
  parseModel: parseForest,
};
