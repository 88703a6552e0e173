import { SerError } from '../errors.ts';
import type { Params } from './classifier.ts';

/** What one hyper-parameter may be; a form can be drawn from it, and {@link checkParams} refuses everything else. */
export type ParameterRule =
  | {
      readonly kind: 'number';
      readonly min?: number;
      readonly max?: number;
      /** The bounds themselves are refused. */
      readonly exclusiveMin?: boolean;
      readonly integer?: boolean;
      /** Words which are accepted in place of a number, such as gamma 'scale'. */
      readonly words?: readonly string[];
    }
  | { readonly kind: 'choice'; readonly choices: readonly string[] }
  /** At least `fewest` different choices, joined by "+". */
  | { readonly kind: 'selection'; readonly choices: readonly string[]; readonly fewest: number }
  | { readonly kind: 'flag' };

/** One rule for each parameter of a learner. */
export type ParameterRules<P extends Params = Params> = { readonly [Name in keyof P]: ParameterRule };

function ruleText(rule: ParameterRule): string {
  if (rule.kind === 'flag') return 'true or false';
  if (rule.kind === 'choice') return `one of ${rule.choices.join(', ')}`;
  if (rule.kind === 'selection') return `at least ${rule.fewest} of ${rule.choices.join(', ')}, each once, joined by +`;
  const limits: string[] = [];
  if (rule.min !== undefined) limits.push(`${rule.exclusiveMin ? 'above' : 'at least'} ${rule.min}`);
  if (rule.max !== undefined) limits.push(`at most ${rule.max}`);
  const number = `${rule.integer ? 'a whole number' : 'a number'} ${limits.join(' and ')}`.trim();
  return rule.words === undefined ? number : `${number}, or ${rule.words.join(', ')}`;
}

function isAllowed(rule: ParameterRule, value: unknown): boolean {
  if (rule.kind === 'flag') return typeof value === 'boolean';
  if (rule.kind === 'choice') return typeof value === 'string' && rule.choices.includes(value);
  if (rule.kind === 'selection') {
    const chosen = typeof value === 'string' ? value.split('+') : [];
    return chosen.length >= rule.fewest && new Set(chosen).size === chosen.length && chosen.every((name) => rule.choices.includes(name));
  }
  if (typeof value === 'string') return rule.words?.includes(value) ?? false;
  if (typeof value !== 'number' || !Number.isFinite(value)) return false;
  if (rule.integer && !Number.isInteger(value)) return false;
  if (rule.min !== undefined && (value < rule.min || (rule.exclusiveMin && value === rule.min))) return false;
  return rule.max === undefined || value <= rule.max;
}

/**
 * Completes hyper-parameters with the defaults and refuses what no rule allows.
 *
 * @param learner the learner's id, for messages
 * @param rules one rule per parameter
 * @param defaults the value of each parameter that `params` leaves out
 * @param params the values asked for
 * @returns a new object with every parameter, in the order of `defaults`
 * @throws `parameter-invalid` for an unknown name, and for a value out of range, with the value and the rule
 */
export function checkParams<P extends Params>(learner: string, rules: ParameterRules<P>, defaults: P, params: Params): P {
  for (const name of Object.keys(params)) {
    if (!Object.hasOwn(rules, name)) {
      const known = Object.keys(rules);
      throw new SerError('parameter-invalid', `${learner} has no parameter "${name}"; it has ${known.join(', ') || 'none'}.`, { learner, name, known });
    }
  }
  const complete: Record<string, number | string | boolean> = {};
  for (const name of Object.keys(defaults)) {
    const value = params[name] === undefined ? defaults[name] : params[name];
    const rule = rules[name];
    if (!isAllowed(rule, value)) {
      throw new SerError('parameter-invalid', `${learner}: ${name} is ${String(value)}; it must be ${ruleText(rule)}.`, { learner, name, value: String(value), rule: ruleText(rule) });
    }
    complete[name] = value;
  }
  return complete as P;
}
