import * as vscode from 'vscode';
import { isSerError, type SerError } from '../../core/errors.ts';
import type { FeatureTable } from '../../core/evaluation/featureTable.ts';
import { DEFAULT_PROTOCOL, parseProtocol, protocolForms } from '../../core/evaluation/protocols/protocol.ts';
import { publishedFolds } from '../../core/evaluation/protocols/publishedFolds.ts';
import { createSplits, type Splits } from '../../core/evaluation/protocols/splits.ts';
import { labelsOf } from '../../node/extractFeatures.ts';
import type { CorpusScan } from '../../node/scanCorpus.ts';
import { describeError } from '../describeError.ts';
import { SEED } from '../seed.ts';
import type { Reply, StepPlace } from './askInSteps.ts';
import { pickOne } from './pickOne.ts';

type ProtocolItem = vscode.QuickPickItem & { readonly cv?: string };
type CompleteItem = ProtocolItem & { readonly cv: string; readonly detail: string };

/** With more sentences than this, holding out one at a time takes too long to be the first offer. */
const MOST_SENTENCES = 12;

/** Those that are offered by a name, each where the data can carry it. */
const named: readonly string[] = [DEFAULT_PROTOCOL, 'speaker', 'corpus', 'sentence', 'sentence:6', 'stratified:5', 'random:0.2', ...publishedFolds.map(({ id }) => id)];

/** The protocol that the user picks or writes. What only some corpora can carry is offered where this one can. */
export async function askProtocol(place: StepPlace, scan: Promise<CorpusScan>, last: string | undefined): Promise<Reply<{ readonly cv: string }>> {
  const own: ProtocolItem = { label: vscode.l10n.t('Another protocol…') };
  // A folder that cannot be read is told of when its features are.
  const items = scan.then(protocolItems, () => [...bySpeakers(), ...sharingSpeakers()]).then((known) => [...known, own]);
  for (;;) {
    const picked = await pickOne(place, { items, placeHolder: vscode.l10n.t('Who is held out?'), active: (item) => (item === own ? last !== undefined && !named.includes(last) : item.cv !== undefined && item.cv === last) });
    if (picked === undefined || picked === 'back') return picked;
    // From the input one comes back to the list, as from what cannot be chosen.
    const cv = picked === own ? await writeProtocol(last) : picked.cv;
    if (cv !== undefined) return { answer: { cv } };
  }
}

function writeProtocol(last = ''): Thenable<string | undefined> {
  return vscode.window.showInputBox({
    title: vscode.l10n.t('Protocol'),
    value: last,
    prompt: protocolForms.map(([form]) => form).join(', '),
    validateInput: (text) => {
      try {
        parseProtocol(text);
        return undefined;
      } catch (error) {
        return describeError(error);
      }
    },
  });
}

const protocolItem = (cv: string, label: string, detail: string): CompleteItem => ({ label, description: cv, detail, cv });

const bySpeakers = (): CompleteItem[] => [
  protocolItem(DEFAULT_PROTOCOL, vscode.l10n.t('By speaker, 6 groups'), vscode.l10n.t('Each voice is tested by a model that never heard it.')),
  protocolItem('speaker', vscode.l10n.t('One speaker out'), vscode.l10n.t('By speaker, one voice at a time: slower where there are many.')),
];

function sharingSpeakers(): CompleteItem[] {
  const optimistic = vscode.l10n.t('Optimistic: the tested voices are also in the training data.');
  return [protocolItem('stratified:5', vscode.l10n.t('Stratified, 5 folds'), optimistic), protocolItem('random:0.2', vscode.l10n.t('Random fifth'), optimistic)];
}

function protocolItems({ clips, corpus }: CorpusScan): ProtocolItem[] {
  const labels = labelsOf(clips.filter(({ emotion }) => emotion !== undefined));
  const table: FeatureTable = { ...labels, columns: [], X: { data: new Float32Array(0), nRows: labels.files.length, nColumns: 0 } };
  const carried = (items: readonly CompleteItem[]): CompleteItem[] => items.flatMap((item) => whereCarried(table, item));
  const nSentences = new Set(labels.sentences).size;
  const sentenceProtocol = nSentences > MOST_SENTENCES ? 'sentence:6' : 'sentence';
  const published = publishedFolds.filter((folds) => folds.corpus === corpus).map(({ id, name }) => protocolItem(id, name, vscode.l10n.t('By speaker, in the folds of published figures.')));
  const honest = carried(bySpeakers());
  return [
    ...(honest.length > 0 ? honest : [refusedItem(table, 'speaker', vscode.l10n.t('By speaker'))]),
    ...carried([
      ...published,
      protocolItem('corpus', vscode.l10n.t('By corpus'), vscode.l10n.t('Each corpus is tested by a model of the others, over the emotions that all have.')),
      protocolItem(sentenceProtocol, vscode.l10n.t('By sentence'), vscode.l10n.t('New words in known voices: optimistic for new voices.')),
      ...sharingSpeakers(),
    ]),
  ];
}

/** The splits of a protocol, or why the data cannot carry it. */
function trySplits(table: FeatureTable, cv: string): Splits | SerError {
  try {
    return createSplits(table, parseProtocol(cv), SEED);
  } catch (error) {
    if (isSerError(error)) return error;
    throw error;
  }
}

/** The item, with how many of its folds cannot be carried out; none where the data cannot carry it at all. */
function whereCarried(table: FeatureTable, item: CompleteItem): CompleteItem[] {
  const splits = trySplits(table, item.cv);
  if (isSerError(splits)) return [];
  const { folds, skipped } = splits;
  return [skipped.length === 0 ? item : { ...item, detail: `${item.detail} ${vscode.l10n.t('Here {0} of the {1} folds.', folds.length, folds.length + skipped.length)}` }];
}

/** Is read and not chosen: a reader who looks for the honest protocol learns why it is not there. */
function refusedItem(table: FeatureTable, cv: string, label: string): ProtocolItem {
  const refused = trySplits(table, cv);
  return { label, description: vscode.l10n.t('not here'), detail: isSerError(refused) ? describeError(refused) : '' };
}
