import { SerError } from '../../errors.ts';
import type { Classifier, Params } from '../classifier.ts';
import { checkParams, type ParameterRules } from '../parameters.ts';
import { createRandom, type Random } from '../random.ts';

/** Numbers from `from` to `to` whose logarithms are equally likely; whole ones where the parameter is a whole number. */
export interface LogRange {
  readonly from: number;
  readonly to: number;
}

/** For each parameter to search the values to try; the others keep what they have. */
export type SearchSpace = Readonly<Record<string, readonly Params[string][] | LogRange>>;

/** Try every combination, or as many as said at random. */
export type SearchMethod = { readonly kind: 'grid' } | { readonly kind: 'random'; readonly nCandidates: number };

/** What is searched; without a space the learner's own for the method. */
export interface SearchRequest {
  readonly method: SearchMethod;
  readonly space?: SearchSpace;
}

/** The spaces that a learner searches when none is given. */
export interface DefaultSpaces {
  readonly grid: SearchSpace;
  readonly random: SearchSpace;
}

/** A learner, as far as a search needs to know it. */
export interface SearchedLearner extends Pick<Classifier, 'id' | 'defaults'> {
  readonly parameters: ParameterRules;
  readonly spaces?: DefaultSpaces;
}

/** More candidates are refused: each costs a training for each inner fold. */
export const maxCandidates = 1000;

/** Keeps the draws of a search apart from those of the learners. */
const SEARCH_STREAM = 0x5ea8c4;
const SIGNIFICANT_DIGITS = 4;

/**
 * The candidates of a search, each a value for every parameter of its space.
 *
 * A grid is in the order of the space, its last parameter changing fastest. Random candidates are different ones, drawn
 * value by value; from lists that hold no more combinations than asked for, all of them, as a grid.
 *
 * @param fixed parameters with a given value: the learner's own space leaves them out, a given space must not name them
 * @param seed decides what is drawn
 * @returns 1 to {@link maxCandidates} parameter sets
 * @throws `parameter-invalid` for an unknown parameter, a value or a range that no rule allows, a range in a grid, nothing to
 *   search, and more candidates than {@link maxCandidates}
 */
export function createCandidates(learner: SearchedLearner, { method, space: given }: SearchRequest, fixed: Params, seed: number): Params[] {
  const space = given ?? withoutFixed(learner.spaces?.[method.kind] ?? {}, fixed);
  const names = Object.keys(space);
  if (names.length === 0) refuse(`${learner.id} has nothing to search; name parameters and their values in a space, as "C=1,10,100".`, { learner: learner.id });
  for (const name of names) {
    if (Object.hasOwn(fixed, name)) refuse(`${learner.id}: ${name} is both given as ${String(fixed[name])} and searched; leave one out.`, { learner: learner.id, name });
    checkEntry(learner, name, space[name], method);
  }
  const asked = method.kind === 'grid' ? Infinity : method.nCandidates;
  const nCombinations = names.reduce((product, name) => product * (isRange(space[name]) ? Infinity : space[name].length), 1);
  const nCandidates = Math.min(asked, nCombinations);
  if (nCandidates > maxCandidates || nCandidates < 1) refuse(`The search would try ${nCandidates} candidates; it must be from 1 to ${maxCandidates}.`, { nCandidates });
  return nCombinations <= asked ? enumerate(space) : draw(learner, space, nCandidates, createRandom(seed, SEARCH_STREAM));
}

const isRange = (values: SearchSpace[string]): values is LogRange => !Array.isArray(values);

const withoutFixed = (space: SearchSpace, fixed: Params): SearchSpace => Object.fromEntries(Object.entries(space).filter(([name]) => !Object.hasOwn(fixed, name)));

function checkEntry({ id, parameters, defaults }: SearchedLearner, name: string, values: SearchSpace[string], method: SearchMethod): void {
  for (const value of isRange(values) ? [values.from, values.to] : values) checkParams(id, parameters, defaults, { [name]: value });
  if (!isRange(values)) {
    if (values.length === 0) refuse(`${id}: there is no value to try for ${name}.`, { learner: id, name });
    return;
  }
  const { from, to } = values;
  if (!(from > 0 && from < to)) refuse(`${id}: the range of ${name} is from ${from} to ${to}; it must begin above 0 and end above its beginning.`, { learner: id, name });
  if (method.kind === 'grid') refuse(`${id}: ${name} has a range; a grid needs a list of values, and ranges are for random:N.`, { learner: id, name });
}

function enumerate(space: SearchSpace): Params[] {
  let candidates: Params[] = [{}];
  for (const [name, values] of Object.entries(space)) {
    if (!isRange(values)) candidates = candidates.flatMap((candidate) => values.map((value) => ({ ...candidate, [name]: value })));
  }
  return candidates;
}

function draw({ parameters }: SearchedLearner, space: SearchSpace, nCandidates: number, random: Random): Params[] {
  const found = new Map<string, Params>();
  // A range of few whole numbers may hold fewer candidates than asked for.
  for (let tries = 0; found.size < nCandidates && tries < 100 * nCandidates; tries++) {
    const candidate = Object.fromEntries(Object.entries(space).map(([name, values]) => [name, isRange(values) ? drawNumber(values, isWhole(parameters, name), random) : values[random.integer(values.length)]]));
    found.set(JSON.stringify(candidate), candidate);
  }
  return [...found.values()];
}

function isWhole(parameters: ParameterRules, name: string): boolean {
  const rule = parameters[name];
  return rule.kind === 'number' && rule.integer === true;
}

/** Rounded to few digits, so that what a report prints is what was tried. */
function drawNumber({ from, to }: LogRange, whole: boolean, random: Random): number {
  const value = Math.exp(Math.log(from) + random.uniform() * (Math.log(to) - Math.log(from)));
  return Math.min(to, Math.max(from, whole ? Math.round(value) : Number(value.toPrecision(SIGNIFICANT_DIGITS))));
}

function refuse(message: string, details: Readonly<Record<string, string | number>>): never {
  throw new SerError('parameter-invalid', message, details);
}
