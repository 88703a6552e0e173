import type { Learner } from '../classifier.ts';
import { checkParams, type ParameterRules } from '../parameters.ts';
import { gradientBoostingSpaces } from '../search/defaultSpaces.ts';
import { parseBoostingModel, type GradientBoostingModel } from './boostingModel.ts';

export type GradientBoostingParams = {
  /** 'softmax', one tree per class and round; 'logistic', one tree per round, for two classes; 'auto' is logistic for two. */
  readonly objective: string;
  /** Rounds of boosting. */
  readonly nRounds: number;
  /** Most questions on the way to a leaf; 0 for no limit. */
  readonly maxDepth: number;
  /** Learning rate: what share of its best value a leaf adds. */
  readonly eta: number;
  /** Smallest sum of second derivatives in a child. */
  readonly minChildWeight: number;
  /** Smallest gain for which a node is split. */
  readonly gamma: number;
  /** L2 penalty on leaf values. */
  readonly lambda: number;
  /** L1 penalty on leaf values. */
  readonly alpha: number;
  /** Chance of each row to be used by a tree. */
  readonly subsample: number;
  /** Share of the columns that a tree may ask for. */
  readonly colsampleByTree: number;
  /** Share of the tree's columns that the nodes of one depth may ask for. */
  readonly colsampleByLevel: number;
  /** Share of the depth's columns that a node may ask for. */
  readonly colsampleByNode: number;
  /** Most bins per column. */
  readonly maxBin: number;
  /** Rounds without a better log-loss on the validation part after which learning ends; 0 for never. */
  readonly earlyStoppingRounds: number;
  /** Share of the rows that the validation part has at least, as whole speakers; counts with `earlyStoppingRounds` alone. */
  readonly validationShare: number;
};

const parameters: ParameterRules<GradientBoostingParams> = {
  objective: { kind: 'choice', choices: ['auto', 'softmax', 'logistic'] },
  nRounds: { kind: 'number', min: 1, max: 100_000, integer: true },
  maxDepth: { kind: 'number', min: 0, integer: true },
  eta: { kind: 'number', min: 0, max: 1, exclusiveMin: true },
  minChildWeight: { kind: 'number', min: 0 },
  gamma: { kind: 'number', min: 0 },
  lambda: { kind: 'number', min: 0 },
  alpha: { kind: 'number', min: 0 },
  subsample: { kind: 'number', min: 0, max: 1, exclusiveMin: true },
  colsampleByTree: { kind: 'number', min: 0, max: 1, exclusiveMin: true },
  colsampleByLevel: { kind: 'number', min: 0, max: 1, exclusiveMin: true },
  colsampleByNode: { kind: 'number', min: 0, max: 1, exclusiveMin: true },
  maxBin: { kind: 'number', min: 2, max: 65_536, integer: true },
  earlyStoppingRounds: { kind: 'number', min: 0, max: 100_000, integer: true },
  validationShare: { kind: 'number', min: 0, max: 0.9, exclusiveMin: true },
};

const defaults: GradientBoostingParams = {
  objective: 'auto',
  nRounds: 300,
  maxDepth: 6,
  eta: 0.1,
  minChildWeight: 1,
  gamma: 0,
  lambda: 1,
  alpha: 0,
  subsample: 1,
  colsampleByTree: 1,
  colsampleByLevel: 1,
  colsampleByNode: 1,
  maxBin: 256,
  earlyStoppingRounds: 0,
  validationShare: 0.2,
};

export const checkBoostingParams = (params: GradientBoostingParams): GradientBoostingParams => checkParams('xgboost', parameters, defaults, params);

/** What the training data may hold beside plain numbers. */
export const acceptedByBoosting = { missingValues: 'learnt', rowWeights: 'used' } as const;

/** What is known of {@link gradientBoosting} without fitting. */
export const gradientBoostingLearner: Learner<GradientBoostingParams, GradientBoostingModel> = {
  id: 'xgboost',
  name: 'XGBoost-style gradient boosting',
  scaling: 'none',
  ...acceptedByBoosting,
  defaults,
  parameters,
  spaces: gradientBoostingSpaces,
  parseModel: parseBoostingModel,
};
