import { basename } from 'node:path';
import * as vscode from 'vscode';
import { learners } from '../../core/learn/learners.ts';
import { columnsOf, featureSetById } from '../../core/features/featureSet.ts';
import { noLabels } from '../../node/extractFeatures.ts';
import type { CorpusScan } from '../../node/scanCorpus.ts';
import type { Corpora } from '../explorer/corpora.ts';
import { describeError } from '../describeError.ts';
import { learnerName } from '../learnerName.ts';
import { askAnswers, type Answers } from './askAnswers.ts';
import { askInSteps, type Reply, type Step } from './askInSteps.ts';
import { askProtocol } from './askProtocol.ts';
import { pickOne } from './pickOne.ts';

/** What is learnt from what, and how it is judged. */
export interface LearningPlan {
  readonly root: string;
  readonly featureSet: string;
  readonly normalize: 'speaker' | undefined;
  readonly model: string;
  /** When a trained model answers. */
  readonly answers: Answers;
  /** The protocol of a cross-validation. */
  readonly cv: string;
}

/** What has been answered so far; what was answered the last time is offered first. */
type Known = Partial<LearningPlan>;

/** What the questions need to know. */
export interface QuestionParts {
  readonly corpora: Corpora;
  readonly memory: vscode.Memento;
  /** The clips of a corpus that are not excluded. */
  scan(root: string): Promise<CorpusScan>;
}

const MEMORY = 'ser.learningPlan';

/** Corpus, features, learner, and when the model should answer. `root` is not asked for where it is known. */
export async function askTrainingPlan(parts: QuestionParts, root: string | undefined): Promise<Omit<LearningPlan, 'cv'> | undefined> {
  const plan = await ask(parts, vscode.l10n.t('Train a Model'), root, (place, { root: chosen = '', answers }) => askAnswers(place, parts.scan(chosen), answers));
  return plan as LearningPlan | undefined;
}

/** Corpus, features, learner and protocol; `title` tells what for. */
export async function askValidationPlan(parts: QuestionParts, root: string | undefined, title = vscode.l10n.t('Cross-Validate')): Promise<Omit<LearningPlan, 'answers'> | undefined> {
  const plan = await ask(parts, title, root, (place, { root: chosen = '', cv }) => askProtocol(place, parts.scan(chosen), cv));
  return plan as LearningPlan | undefined;
}

async function ask({ corpora, memory }: QuestionParts, title: string, root: string | undefined, last: Step<Known>): Promise<Known | undefined> {
  const remembered = memory.get<Known>(MEMORY, {});
  const steps = [...(root === undefined ? [askCorpus(corpora)] : []), ofLabelled(corpora, askFeatures), askLearner, last];
  const plan = await askInSteps(title, steps, root === undefined ? remembered : { ...remembered, root });
  if (plan !== undefined) await memory.update(MEMORY, plan);
  return plan;
}

const askCorpus =
  (corpora: Corpora): Step<Known> =>
  async (place, { root: last }) => {
    const items = corpora.roots().map((root) => ({ label: basename(root), description: root, root }));
    return replyOf(await pickOne(place, { items, placeHolder: vscode.l10n.t('Which corpus?'), active: ({ root }) => root === last }), ({ root }) => ({ root }));
  };

/** Before more is asked: nothing can be learnt from a corpus that is known to have no labels. */
const ofLabelled =
  (corpora: Corpora, next: Step<Known>): Step<Known> =>
  async (place, known) => {
    const clips = corpora.stateOf(known.root ?? '').scan?.clips ?? [];
    if (clips.length === 0 || clips.some(({ emotion }) => emotion !== undefined)) return next(place, known);
    void vscode.window.showErrorMessage(describeError(noLabels(clips.length)));
    return place.step > 1 ? 'back' : undefined;
  };

type FeatureItem = vscode.QuickPickItem & Pick<Known, 'featureSet' | 'normalize'>;

function featureItems(): FeatureItem[] {
  const sets = [
    { featureSet: 'conventional', label: vscode.l10n.t('Conventional'), detail: vscode.l10n.t('MFCC, chroma, spectral contrast, zero-crossing rate and RMS, as librosa computes them.') },
    { featureSet: 'rich', label: vscode.l10n.t('Rich'), detail: vscode.l10n.t('Voice, melody, level, rhythm and spectrum of the trimmed clip: tells emotions apart better, takes longer.') },
  ].map((item) => ({ ...item, description: vscode.l10n.t('{0} values', columnsOf(featureSetById(item.featureSet)).length) }));
  const bySpeaker = sets.map((item) => ({ ...item, label: vscode.l10n.t('{0}, standardised within each speaker', item.label), normalize: 'speaker' as const }));
  return [...sets, { label: vscode.l10n.t('asks for several clips of a speaker'), kind: vscode.QuickPickItemKind.Separator }, ...bySpeaker];
}

const askFeatures: Step<Known> = async (place, { featureSet: last, normalize: lastNormalize }) =>
  replyOf(
    await pickOne(place, { items: featureItems(), placeHolder: vscode.l10n.t('Which features?'), active: ({ featureSet, normalize }) => featureSet !== undefined && featureSet === last && normalize === lastNormalize }),
    ({ featureSet, normalize }) => ({ featureSet: featureSet ?? 'conventional', normalize }),
  );

const askLearner: Step<Known> = async (place, { model: last }) => {
  const items = learners.map(({ id }) => ({ label: learnerName(id), id }));
  return replyOf(await pickOne(place, { items, placeHolder: vscode.l10n.t('Which learner?'), active: ({ id }) => id === last }), ({ id }) => ({ model: id }));
};

function replyOf<Item extends object>(picked: Item | 'back' | undefined, toAnswer: (item: Item) => Known): Reply<Known> {
  return typeof picked === 'object' ? { answer: toAnswer(picked) } : picked;
}
