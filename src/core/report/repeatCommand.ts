import { degradationKinds } from '../audio/degrade/degradation.ts';
import type { EvaluatedData, EvaluationRun, SearchRecord } from '../evaluation/evaluationRun.ts';
import { learners } from '../learn/learners.ts';
import type { Params } from '../learn/classifier.ts';
import { learnerParams } from '../model/learnerParams.ts';

/** The command line that makes a run anew: everything that decides its figures, with what differs from the learner's defaults. */
export function repeatCommand(run: EvaluationRun): string {
  const { model, cv, search, augment = [], balance, select, data } = run;
  return commandLine([
    'evaluate', sourcePath(data), '--model', model, '--cv', cv,
    ...paramWords(run),
    ...(search ? searchWords(search) : []),
    ...(balance ? ['--balance', balance] : []),
    ...(select === undefined ? [] : ['--select', String(select)]),
    ...(augment.length > 0 ? ['--augment', augment.map(degradationWord).join(',')] : []),
    ...dataWords(run),
  ]);
}

/** The command line that makes a study of the run's learner on the same data and features. */
export function studyCommand(run: EvaluationRun, command: 'leak' | 'robustness' | 'curve' | 'pairs', words: readonly string[], store: string | undefined): string {
  return commandLine([command, sourcePath(run.data), '--model', run.model, ...words, ...dataWords(run), ...(store === undefined ? [] : ['--store', store])]);
}

/** The parameters of a run, as far as they were given: what differs from the learner's defaults and neither a search nor the balancing decided. */
function givenParams({ model, params, search, balance, data }: EvaluationRun): Params {
  const defaults = learners.some(({ id }) => id === model) ? learnerParams(model, data.featureSet) : {};
  const decided = [...Object.keys(search?.candidates[0] ?? {}), ...(balance === 'weights' ? ['classWeight'] : [])];
  return Object.fromEntries(Object.entries(params).filter(([name, value]) => !decided.includes(name) && defaults[name] !== value));
}

export const paramWords = (run: EvaluationRun): string[] => Object.entries(givenParams(run)).flatMap(([name, value]) => ['--param', `${name}=${String(value)}`]);

function dataWords({ normalize, seed, data: { featureSet, recipe, labels } }: EvaluationRun): string[] {
  return [
    '--set', featureSet,
    ...(recipe ? ['--rate', String(recipe.rate)] : []),
    ...(normalize ? ['--normalize', normalize] : []),
    ...(labels ? ['--labels', `${labels.emotion},${labels.speaker}`] : []),
    '--seed', String(seed),
  ];
}

function searchWords({ method, space }: SearchRecord): string[] {
  const entries = Object.entries(space ?? {}).map(([name, values]) => `${name}=${'from' in values ? `${values.from}..${values.to}` : values.map(String).join(',')}`);
  return ['--search', method, ...(entries.length > 0 ? ['--space', entries.join(';')] : [])];
}

/** The word of a degradation that a record describes, as `describeDegradation` does. */
function degradationWord(described: string): string {
  for (const { id, name, unit } of degradationKinds) {
    if (described === name) return id;
    if (unit !== '' && described.startsWith(`${name}, `) && described.endsWith(` ${unit}`)) return `${id}:${described.slice(name.length + 2, -unit.length - 1)}`;
  }
  return described;
}

/** A path that begins with a hyphen would be taken for an option. */
const sourcePath = ({ root }: EvaluatedData): string => (root.startsWith('-') ? `./${root}` : root);

const commandLine = (words: readonly string[]): string => ['ser', ...words.map(quoteWord)].join(' ');

/** A word as a POSIX shell takes it literally. */
const quoteWord = (word: string): string => (/^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`);
