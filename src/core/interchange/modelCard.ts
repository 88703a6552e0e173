import { conventions } from '../corpus/corpora.ts';
import type { EvaluationRun } from '../evaluation/evaluationRun.ts';
import { parseProtocol, sharesSpeakers } from '../evaluation/protocols/protocol.ts';
import { describeSearch } from '../evaluation/report.ts';
import { learners } from '../learn/learners.ts';
import { describePreparation } from '../learn/preparation/preparation.ts';
import { describeDecision } from '../model/decisionText.ts';
import type { ModelDescription } from '../model/emotionModel.ts';

/** The licences of known corpora, as their makers state them. */
const licences: Readonly<Record<string, string>> = {
  ravdess: 'CC BY-NC-SA 4.0 (RAVDESS, Livingstone & Russo 2018): name the authors, no commercial use, share alike. Whether a model is a work derived from its data is not settled; the careful reading is that it is',
  cremad: 'Open Database License 1.0 (CREMA-D, Cao et al. 2014); the contents under the Database Contents License 1.0',
};

/**
 * A model card in Markdown: what the model is, what it learnt from, how good it was on voices that it had not heard, and
 * what it is not fit for.
 *
 * @param run a cross-validation of the same learner with the same parameters, or the same search, on the same data, if there is one
 * @see M. Mitchell et al., "Model Cards for Model Reporting", FAT* 2019
 */
export function formatModelCard(description: ModelDescription, run?: EvaluationRun): string {
  const { title, classifier, params, search, seed, recipe, normalize, columns, classes, trainedOn, decision } = description;
  const { convention, fingerprint } = trainedOn;
  const known = learners.find(({ id }) => id === classifier);
  const learner = known?.name ?? classifier;
  const hasParams = Object.keys(known?.defaults ?? params).length > 0;
  const sections = [
    `# ${title === undefined ? `${learner} on ${cell(trainedOn.corpus)}` : cell(title)}`,
    'Estimates the emotion of a speech clip from its acoustic features. Made by Speech Emotion Lab.',
    ...(trainedOn.synthetic ? ['**Trained on synthetic speech, made by rules: nothing about this model says anything about human speech.**'] : []),
    '## What its answers are',
    'The labels are those of a corpus: what speakers were asked to act, or what listeners heard. An answer of the model is an estimate of such a label, never a fact about what a person feels. Its probabilities are those of the labels among its classes; it has no answer for anything else.',
    '## Classes',
    classes.map(cell).join(', '),
    '## Training data',
    list([
      ['Corpus', cell(trainedOn.corpus) + nameOf(convention)],
      ['Clips', trainedOn.nClips > 0 ? String(trainedOn.nClips) : 'not known'],
      ['Speakers', trainedOn.speakers.length > 0 ? `${trainedOn.speakers.length} (${trainedOn.speakers.map(cell).join(', ')})` : 'not known'],
      ['Licence of the data', trainedOn.synthetic ? 'none needed: synthetic' : licenceOf(convention)],
      ['Fingerprint', fingerprint ? `sha256 ${cell(fingerprint)}` : 'not known'],
    ]),
    '## Features and learner',
    list([
      ['Features', `${columns.length} columns of the set ${cell(recipe.featureSet)}, version ${recipe.version}`],
      ['Normalisation', normalize === 'speaker' ? 'within each speaker, by the mean and spread of all of their clips: rows to judge must be brought to it as well, several clips of a speaker together' : 'none across clips'],
      ...describePreparation(description).map((sentence) => ['Preparation', sentence] as const),
      ['Sample rate', recipe.rate === 'native' ? 'that of each clip' : `${recipe.rate} Hz`],
      ['Learner', `${learner} (${cell(classifier)}), seed ${seed}`],
      ['Parameters', Object.entries(params).map(([name, value]) => `${cell(name)} ${cell(String(value))}`).join(', ') || (hasParams ? 'not known' : 'none')],
      ...(search ? [['Choice of parameters', `${cell(describeSearch(search))}; the best had ${search.innerUar.toFixed(3)}, which is too bright a figure for new voices, since the choice was made by it`] as const] : []),
    ]),
    '## Figures',
    ...(run ? figures(run) : ['None are known. How good the model is on voices that it has not heard is for a cross-validation by speaker to say: `ser evaluate`.']),
    ...(decision ? ['## Confidence', bullets(describeDecision(decision).map(cell))] : []),
    '## Limits',
    bullets([
      'Acted speech differs from speech of daily life; expect less on it.',
      'Languages, ages, accents, microphones and rooms that the training data lack are untested.',
      trainedOn.speakers.length > 0 ? `It has heard ${trainedOn.speakers.length} speaker${trainedOn.speakers.length === 1 ? '' : 's'}; on their clips it does better than on anyone else's.` : 'Whose voices it has heard is not known.',
      'Do not use it to judge people: not for hiring, schooling, health, credit, policing or migration. In the European Union inferring emotions at work and in education is prohibited, but for medical or safety reasons (Regulation (EU) 2024/1689, article 5).',
    ]),
  ];
  return `${sections.join('\n\n')}\n`;
}

function figures(run: EvaluationRun): string[] {
  const share = (value: number): string => value.toFixed(3);
  const notes = [`Cross-validation \`${cell(run.cv)}\`, seed ${run.seed}, ${run.nClips} clips of ${run.nSpeakers} speakers, with the same learner and ${run.search ? 'the same search, made anew on the training side of each fold' : 'parameters'}. The model of this card was then trained on all clips, so no clip is left to test it on.`];
  if (sharesSpeakers(parseProtocol(run.cv))) notes.push('**The tested voices were also in the training data: expect less on a new voice.**');
  const bySpeaker = speakerAccuracies(run);
  return [
    ...notes,
    table(['accuracy', 'UAR', 'macro F1', 'chance UAR'], [[share(run.accuracy), share(run.uar), share(run.macroF1), share(1 / run.classes.length)]]),
    table(['class', 'precision', 'recall', 'F1', 'clips'], run.classes.map((name) => {
      const { precision, recall, f1, support } = run.perClass[name];
      return [cell(name), share(precision), share(recall), share(f1), String(support)];
    })),
    ...(bySpeaker.length > 0 ? [table(['speaker', 'accuracy', 'clips'], bySpeaker.map(({ speaker, right, n }) => [cell(speaker), share(right / n), String(n)]))] : []),
  ];
}

function speakerAccuracies({ predictions }: EvaluationRun): { speaker: string; right: number; n: number }[] {
  const tally = new Map<string, { speaker: string; right: number; n: number }>();
  for (const { speaker, trueClass, predictedClass } of predictions) {
    if (speaker === '') continue;
    const entry = tally.get(speaker) ?? { speaker, right: 0, n: 0 };
    tally.set(speaker, entry);
    entry.n++;
    if (trueClass === predictedClass) entry.right++;
  }
  return [...tally.values()].sort((a, b) => (a.speaker < b.speaker ? -1 : 1));
}

function licenceOf(convention: string | undefined): string {
  if (convention !== undefined && Object.hasOwn(licences, convention)) return licences[convention];
  return 'not known to this program: ask the makers of the data before you pass the model on';
}

function nameOf(convention: string | undefined): string {
  if (convention === 'csv') return ' (a table of features; where its clips come from is not known)';
  if (convention === 'mixed') return ' (clips of several corpora)';
  const known = conventions.find(({ id }) => id === convention);
  return known ? ` (${known.name})` : '';
}

const list = (entries: readonly (readonly [string, string])[]): string => bullets(entries.map(([name, value]) => `${name}: ${value}`));

const bullets = (lines: readonly string[]): string => lines.map((line) => `- ${line}`).join('\n');

function table(header: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  return [line(header), line(header.map((_, i) => (i === 0 ? '---' : '---:'))), ...rows.map(line)].join('\n');
}

/** A name as plain text of one line: names of folders and classes are other people's, and must not become markup. */
const cell = (text: string): string => text.replace(/\s+/g, ' ').replace(/[\\`*_{}[\]<>#|!]/g, '\\$&');
