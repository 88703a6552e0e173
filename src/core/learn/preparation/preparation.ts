import { SerError } from '../../errors.ts';
import type { Params } from '../classifier.ts';
import type { ParameterRules } from '../parameters.ts';

/**
 * How classes of unlike size come to count alike: by the learner's own class weights, or by new rows between those of the smaller
 * classes (SMOTE).
 */
export type Balance = 'weights' | 'smote';

/** What is chosen or made from the training rows before the learner sees them, and from no others. */
export interface Preparation {
  readonly balance?: Balance;
  /** How many columns are learnt from: those in which the classes lie farthest apart; all where it is absent. */
  readonly select?: number;
}

/** A learner, as far as its class weights matter. */
interface WeighingLearner {
  readonly id: string;
  readonly parameters: ParameterRules;
}

/**
 * The parameters that are given to a learner, with its classes balanced by weights where that is asked for.
 *
 * @throws SerError `parameter-invalid` for a learner without class weights, and where a class weight is given as well
 */
export function balancedParams({ id, parameters }: WeighingLearner, balance: Balance | undefined, given: Params): Params {
  if (balance !== 'weights') return given;
  const rule = parameters['classWeight'];
  if (rule?.kind !== 'choice' || !rule.choices.includes('balanced')) throw new SerError('parameter-invalid', `${id} has no class weights; --balance smote balances its training rows instead.`, { id });
  if (given['classWeight'] !== undefined) throw new SerError('parameter-invalid', `${id}: classWeight is given as ${String(given['classWeight'])} and set by --balance weights; leave one out.`, { id });
  return { ...given, classWeight: 'balanced' };
}

/** The preparation that a request or a record holds, undefined where there is none. */
export function preparationOf({ balance, select }: Preparation): Preparation | undefined {
  if (balance === undefined && select === undefined) return undefined;
  return { ...(balance && { balance }), ...(select !== undefined && { select }) };
}

/** What was prepared, a sentence each, for reports and model cards. */
export function describePreparation({ balance, select }: Preparation): string[] {
  return [
    ...(select === undefined ? [] : [`Learnt from ${select} column${select === 1 ? '' : 's'}, those of the largest ANOVA F on the training side alone.`]),
    ...(balance === 'weights' ? ['Classes were balanced by the weights of the learner.'] : []),
    ...(balance === 'smote' ? ['Classes were balanced by SMOTE on the training side alone: new rows between a clip and its near ones of the same emotion.'] : []),
  ];
}
