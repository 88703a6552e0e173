import { InvalidArgumentError } from 'commander';
import { degradationKind, parseDegradations, type Degradation } from '../core/audio/degrade/degradation.ts';
import { isSerError } from '../core/errors.ts';
import { parseProtocol } from '../core/evaluation/protocols/protocol.ts';
import { featureSetById } from '../core/features/featureSet.ts';
import { learnerById } from '../core/learn/learners.ts';
import type { RunName } from './storedRuns.ts';

// What the texts of the command line mean, each with its rule.

export function wholeNumber(min: number, max: number): (text: string) => number {
  return (text) => {
    const value = /^\d+$/.test(text) ? Number(text) : NaN;
    if (Number.isNaN(value) || value < min || value > max) throw new InvalidArgumentError(`It must be a whole number from ${min} to ${max}.`);
    return value;
  };
}

export function parseShare(text: string): number {
  const share = /^(?:\d+\.?\d*|\.\d+)$/.test(text) ? Number(text) : NaN;
  if (!(share > 0 && share <= 1)) throw new InvalidArgumentError('It must be a share above 0 and at most 1, as 0.7.');
  return share;
}

export function checkedSet(text: string): string {
  return asUsage(() => featureSetById(text).id);
}

/** A set that the learners can take. */
export function checkedSetOfRows(text: string): string {
  const { id, shape } = asUsage(() => featureSetById(text));
  if (shape === 'frames') throw new InvalidArgumentError(`The set ${id} has a matrix for each clip, and the learners here want one row; choose another set.`);
  return id;
}

export function namedFile(text: string): string {
  if (text.trim() === '') throw new InvalidArgumentError('It is empty.');
  return text;
}

export function csvFile(text: string): string {
  if (!/\.csv$/i.test(namedFile(text))) throw new InvalidArgumentError('It must end in .csv.');
  return text;
}

export function seconds(text: string): number {
  const value = /^(?:\d+\.?\d*|\.\d+)$/.test(text) ? Number(text) : NaN;
  if (!(value > 0)) throw new InvalidArgumentError('It must be a number of seconds, as 2.5.');
  return value;
}

export function checkedProtocol(text: string): string {
  asUsage(() => parseProtocol(text));
  return text;
}

export function parseLabels(text: string): { emotion: string; speaker: string } {
  const [emotion, speaker, ...rest] = text.split(',');
  if (!emotion || !speaker || rest.length > 0) throw new InvalidArgumentError('It must name two columns: EMOTION,SPEAKER.');
  return { emotion, speaker };
}

export const runName = (text: string): RunName => (text === 'last' ? text : wholeNumber(1, Number.MAX_SAFE_INTEGER)(text));

export const parseRuns = (text: string, before: readonly RunName[] = []): RunName[] => [...before, runName(text)];

export function parseModels(text: string): string[] {
  return parseNames(text).map((id) => asUsage(() => learnerById(id).id));
}

export function parsePair(text: string): readonly [string, string] {
  const [first, second, ...rest] = parseNames(text);
  if (first === undefined || second === undefined || rest.length > 0) throw new InvalidArgumentError('It must name two emotions: A,B.');
  return [first, second];
}

export function parseAugment(text: string): Degradation[] {
  const degradations = asUsage(() => parseDegradations(text));
  // Copies are made before the folds are known, and a voice in the background is a voice.
  if (degradations.some(({ kind }) => degradationKind(kind).needsVoices)) throw new InvalidArgumentError('Babble is made of other clips, which would carry voices of the test side into the training side.');
  return degradations;
}

export function parseNames(text: string): string[] {
  const names = text.split(',').map((name) => name.trim());
  if (names.includes('') || new Set(names).size !== names.length) throw new InvalidArgumentError('It must be different names, separated by commas.');
  return names;
}

/** A refused option is wrong usage. */
export function asUsage<T>(parse: () => T): T {
  try {
    return parse();
  } catch (error) {
    if (isSerError(error)) throw new InvalidArgumentError(error.message);
    throw error;
  }
}
