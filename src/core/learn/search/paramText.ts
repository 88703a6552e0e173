import { SerError } from '../../errors.ts';
import type { Params } from '../classifier.ts';
import { checkParams, type ParameterRule } from '../parameters.ts';
import type { SearchedLearner, SearchMethod, SearchSpace } from './searchSpace.ts';

/** Plain digits, with or without a fraction or an exponent: what `Number` reads besides, as 0x10, is not meant. */
const NUMBER = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$/i;
const WHOLE = /^[1-9]\d{0,8}$/;

/**
 * Reads hyper-parameters, each as `name=value`, as the learner's rules say.
 *
 * @returns the named parameters alone
 * @throws `parameter-invalid` for a text of another form, a name twice or unknown, and a value that its rule refuses
 */
export function parseParams({ id, parameters, defaults }: SearchedLearner, texts: readonly string[]): Params {
  const found = new Map<string, Params[string]>();
  for (const text of texts) {
    const [name, value] = splitAt(text, '=');
    if (value === undefined || value === '') refuse(`The parameter "${text}" is not of the form name=value, as C=10.`);
    if (found.has(name)) refuse(`The parameter ${name} is given twice.`);
    found.set(name, parseValue(ruleOf(parameters, name), value));
  }
  const params: Params = Object.fromEntries(found);
  checkParams(id, parameters, defaults, params);
  return params;
}

/**
 * Reads `grid` or `random:N`.
 *
 * @throws `parameter-invalid` with the value and the rule
 */
export function parseSearchMethod(text: string): SearchMethod {
  const [kind, count] = splitAt(text, ':');
  if (text === 'grid') return { kind: 'grid' };
  if (kind === 'random' && count !== undefined && WHOLE.test(count)) return { kind, nCandidates: Number(count) };
  return refuse(`The search "${text}" is not one of grid or random:N (N a whole number from 1).`);
}

/**
 * Reads a search space: parameters separated by `;`, each `name=value,value…`, or `name=from..to` for a range of which the
 * logarithm is drawn: `C=1,10,100;gamma=scale,0.001`, `C=0.1..1000`.
 *
 * @throws `parameter-invalid` for a text of another form; what the values may be is for `createCandidates` to check
 */
export function parseSearchSpace({ parameters }: SearchedLearner, text: string): SearchSpace {
  const space = new Map<string, SearchSpace[string]>();
  for (const entry of text.split(';')) {
    const [name, values] = splitAt(entry.trim(), '=');
    if (name === '' || values === undefined || values.trim() === '') refuse(`The space "${text}" is not of the form name=value,value;name=from..to, as C=1,10,100;gamma=scale,0.001.`);
    if (space.has(name)) refuse(`The space "${text}" names ${name} twice.`);
    const [from, to] = splitAt(values, '..');
    const number = (end: string): number => (NUMBER.test(end.trim()) ? Number(end) : refuse(`The range ${entry.trim()} must go from one number to another, as ${name}=0.1..100.`));
    space.set(name, to === undefined ? values.split(',').map((value) => parseValue(ruleOf(parameters, name), value.trim())) : { from: number(from), to: number(to) });
  }
  return Object.fromEntries(space);
}

const ruleOf = (parameters: SearchedLearner['parameters'], name: string): ParameterRule | undefined => (Object.hasOwn(parameters, name) ? parameters[name] : undefined);

/** What the rule takes where the text can be read as it; else the text itself, which the rule then refuses by name. */
function parseValue(rule: ParameterRule | undefined, text: string): Params[string] {
  if (rule?.kind === 'number' && NUMBER.test(text)) return Number(text);
  if (rule?.kind === 'flag' && (text === 'true' || text === 'false')) return text === 'true';
  return text;
}

/** The parts before and after the first separator; without one all of it. */
function splitAt(text: string, separator: string): [string, string | undefined] {
  const at = text.indexOf(separator);
  return at < 0 ? [text, undefined] : [text.slice(0, at), text.slice(at + separator.length)];
}

function refuse(message: string): never {
  throw new SerError('parameter-invalid', message);
}
