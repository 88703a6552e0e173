import { SerError } from '../errors.ts';
import { parseBoostingModel, type GradientBoostingModel } from '../learn/boosting/boostingModel.ts';
import { marginOfShare } from '../learn/boosting/boostingObjective.ts';
import { maxClasses, maxFeatures } from '../learn/modelReader.ts';
import { DESCRIPTION_ATTRIBUTE } from './xgboostDocument.ts';
import { joinTrees, readTree, type ReadTree } from './xgboostTrees.ts';

/** What an xgboost file holds. */
export interface XgboostFile {
  readonly model: GradientBoostingModel;
  /** The feature names of the file; undefined where it has none. */
  readonly columns: readonly string[] | undefined;
  /** The attribute with the description that our own export left, unchecked; undefined in files of others. */
  readonly description: string | undefined;
  /** The version of xgboost that wrote the file, as 3.2.0. */
  readonly version: string;
  readonly objective: string;
}

const objectives = ['multi:softprob', 'multi:softmax', 'binary:logistic'];

/**
 * Makes a model of an xgboost document (from JSON or UBJSON) that is not trusted.
 *
 * All trees count, as in `Booster.predict`; trees of one class may stand in any order. A node's `value` above the leaves is the
 * mean of its leaves by cover.
 *
 * @throws SerError `format-unsupported` for a sound document of a kind that our learner cannot express: another booster or
 *   objective, categorical splits, several outputs in one tree; `model-invalid` for an unsound one
 */
export function readXgboostDocument(document: unknown): XgboostFile {
  const learner = field(document, 'learner');
  const booster = field(learner, 'gradient_booster');
  const boosterName = text(booster, 'name');
  if (boosterName !== 'gbtree') unsupported(`the booster is ${JSON.stringify(boosterName)}; only gbtree can be read`);
  const objective = text(field(learner, 'objective'), 'name');
  if (!objectives.includes(objective)) unsupported(`the objective is ${JSON.stringify(objective)}; only ${objectives.join(', ')} can be read`);
  const parameters = field(learner, 'learner_model_param');
  const isBinary = objective === 'binary:logistic';
  const nClasses = isBinary ? 2 : count(parameters, 'num_class', 2, maxClasses);
  const nFeatures = count(parameters, 'num_feature', 1, maxFeatures);
  if (Object.hasOwn(parameters, 'num_target') && count(parameters, 'num_target', 0, maxClasses) > 1) unsupported('it predicts several targets at once');

  const content = field(booster, 'model');
  const trees = list(content, 'trees');
  const treeClass = list(content, 'tree_info');
  if (treeClass.length !== trees.length) refuse(`it has ${trees.length} trees and ${treeClass.length} entries of tree_info`);
  const ofOutput: ReadTree[][] = Array.from({ length: isBinary ? 1 : nClasses }, () => []);
  trees.forEach((tree, t) => {
    const k = Number(treeClass[t]);
    if (!Object.hasOwn(ofOutput, k)) refuse(`tree ${t} is of class ${String(treeClass[t])}`);
    ofOutput[k].push(readTree(tree, t, nFeatures));
  });
  const uneven = ofOutput.findIndex((ofThis) => ofThis.length !== trees.length / ofOutput.length);
  if (uneven >= 0) refuse(`class ${uneven} has ${ofOutput[uneven].length} of ${trees.length} trees; all classes must have as many`);
  const model = { kind: 'xgboost', version: 2, objective: isBinary ? 'logistic' : 'softmax', nClasses, nFeatures, baseMargins: readBaseMargins(text(parameters, 'base_score'), nClasses, isBinary), ...joinTrees(ofOutput) };
  const attributes = Object.hasOwn(learner, 'attributes') ? field(learner, 'attributes') : {};
  return {
    model: parseBoostingModel(model),
    columns: readColumns(learner, nFeatures),
    description: Object.hasOwn(attributes, DESCRIPTION_ATTRIBUTE) ? text(attributes, DESCRIPTION_ATTRIBUTE) : undefined,
    version: readVersion(document),
    objective,
  };
}

/** One margin per class: `base_score` holds one number for all ("5E-1") or, since xgboost 3.1, a list ("[1E-1,…]"); of binary:logistic it is the probability of the second class. */
function readBaseMargins(baseScore: string, nClasses: number, isBinary: boolean): Float32Array {
  const scores = baseScore.replace(/^\[|\]$/g, '').split(',', maxClasses + 1).map((score) => (score.trim() === '' ? NaN : Number(score)));
  if (!scores.every(Number.isFinite)) refuse(`its base_score is ${JSON.stringify(baseScore.slice(0, 40))}`);
  if (isBinary) {
    const [share] = scores;
    if (scores.length !== 1 || !(share > 0 && share < 1)) refuse(`its base_score is ${JSON.stringify(baseScore.slice(0, 40))}; it must lie between 0 and 1`);
    return Float32Array.of(marginOfShare(share));
  }
  if (scores.length !== 1 && scores.length !== nClasses) refuse(`its base_score has ${scores.length} values for ${nClasses} classes`);
  return Float32Array.from({ length: nClasses }, (_, k) => scores[scores.length === 1 ? 0 : k]);
}

function readColumns(learner: object, nFeatures: number): string[] | undefined {
  if (!Object.hasOwn(learner, 'feature_names')) return undefined;
  const names = list(learner, 'feature_names');
  if (names.length === 0) return undefined;
  if (names.length !== nFeatures) refuse(`it has ${names.length} feature names for ${nFeatures} features`);
  if (!names.every((name) => typeof name === 'string' && name.length <= 1000)) refuse('its feature names are damaged');
  return names as string[];
}

function readVersion(document: unknown): string {
  const parts = list(document, 'version');
  if (parts.length !== 3 || !parts.every((part) => typeof part === 'number' && Number.isInteger(part) && part >= 0)) refuse('its version is damaged');
  return parts.join('.');
}

function get(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null && Object.hasOwn(value, name) ? (value as Record<string, unknown>)[name] : undefined;
}

function field(value: unknown, name: string): object {
  const found = get(value, name);
  return typeof found === 'object' && found !== null ? found : refuse(`it has no object "${name}"`);
}

function text(value: unknown, name: string): string {
  const found = get(value, name);
  return typeof found === 'string' ? found : refuse(`it has no text "${name}"`);
}

function list(value: unknown, name: string): unknown[] {
  const found = get(value, name);
  if (ArrayBuffer.isView(found)) return Array.from(found as Float64Array);
  return Array.isArray(found) ? found : refuse(`it has no list "${name}"`);
}

function count(value: object, name: string, min: number, max: number): number {
  const found = Number(text(value, name));
  return Number.isInteger(found) && found >= min && found <= max ? found : refuse(`${name} is ${JSON.stringify(get(value, name))}; it must be a whole number from ${min} to ${max}`);
}

function unsupported(problem: string): never {
  throw new SerError('format-unsupported', `This xgboost model cannot be expressed here: ${problem}.`);
}

function refuse(problem: string): never {
  throw new SerError('model-invalid', `Not a usable xgboost file: ${problem}.`);
}
