import { joinCorpora, sharedPart, type NamedTable } from '../core/evaluation/studies/corpusTables.ts';
import type { EvaluatedData } from '../core/evaluation/evaluationRun.ts';
import type { FeatureTable } from '../core/evaluation/featureTable.ts';
import { readLeaks, type LeakReport, type LeakRun } from '../core/evaluation/studies/leakMeter.ts';
import { DEFAULT_PROTOCOL, parseProtocol } from '../core/evaluation/protocols/protocol.ts';
import { createSplits, type Splits } from '../core/evaluation/protocols/splits.ts';
import { evaluateSplits, type EvaluationRequest } from './evaluateModel.ts';
import type { Lab } from './lab.ts';
import type { TaskOptions } from './task.ts';

const RANDOM_PROTOCOL = 'stratified:5';
const N_GROUPS = 6;

/** A corpus with its features. */
export interface CorpusFeatures extends NamedTable {
  readonly data: EvaluatedData;
}

/** One evaluation to come. */
interface LeakPlan extends Omit<LeakRun, 'run'> {
  readonly cv: string;
  readonly table: FeatureTable;
  readonly data: EvaluatedData;
  readonly splits: Splits;
}

/**
 * Evaluates one learner where the test side shares voices and sentences with the training side, where it shares sentences or
 * voices alone, and on other corpora, which share nothing but the emotions. What the data cannot carry is refused before any work.
 *
 * @throws SerError as `createSplits`, `joinCorpora` and the learner; `cancelled`
 */
export async function measureLeaks(lab: Pick<Lab, 'pool'>, home: CorpusFeatures, externals: readonly CorpusFeatures[], request: Omit<EvaluationRequest, 'cv' | 'data'>, { signal, onProgress }: TaskOptions = {}): Promise<LeakReport> {
  const plans = planLeaks(home, externals, request.seed);
  const total = plans.reduce((sum, { splits }) => sum + splits.folds.length, 0);
  let before = 0;
  const runs: LeakRun[] = [];
  for (const { cv, table, data, splits, ...shared } of plans) {
    const run = await evaluateSplits(lab, table, splits, { ...request, cv, data }, { signal, onProgress: (progress) => onProgress?.({ ...progress, done: before + progress.done, total }) });
    runs.push({ ...shared, run });
    before += splits.folds.length;
  }
  return readLeaks(request.model, runs, { seed: request.seed });
}

/** Which evaluations a leak meter takes, each with its folds. */
function planLeaks(home: CorpusFeatures, externals: readonly CorpusFeatures[], seed: number): LeakPlan[] {
  const splitsOf = (table: FeatureTable, cv: string): Splits => createSplits(table, parseProtocol(cv), seed);
  const { table, data } = home;
  const plan = (kind: LeakRun['kind'], of: FeatureTable, cv: string, external?: string): LeakPlan => ({ kind, ...(external !== undefined && { external }), cv, table: of, data, splits: splitsOf(of, cv) });
  // First, since without voices to hold out all else is no use.
  const bySpeaker = plan('speaker', table, speakerProtocol(table));
  const plans = [plan('random', table, RANDOM_PROTOCOL), ...(hasSentences(table) ? [plan('sentence', table, sentenceProtocol(table))] : []), bySpeaker];
  for (const external of externals) {
    const joined = joinCorpora([home, external]);
    const part = sharedPart(joined, home.name);
    const { folds, skipped } = splitsOf(joined, 'corpus');
    plans.push(plan('speaker-shared', part, speakerProtocol(part), external.name));
    plans.push({ kind: 'external', external: external.name, cv: 'corpus', table: joined, data: { ...external.data, name: `${home.name} → ${external.name}` }, splits: { folds: folds.filter(({ name }) => name === `corpus ${external.name}`), skipped } });
  }
  return plans;
}

const hasSentences = ({ sentences = [] }: FeatureTable): boolean => sentences.length > 0 && !sentences.includes('') && new Set(sentences).size > 1;

/** One sentence at a time, or six groups where there are more than a dozen. */
const sentenceProtocol = ({ sentences = [] }: FeatureTable): string => (new Set(sentences).size > 2 * N_GROUPS ? `sentence:${N_GROUPS}` : 'sentence');

/** Six groups, or one speaker at a time where there are fewer than six. */
const speakerProtocol = ({ speakers }: FeatureTable): string => (new Set(speakers).size >= N_GROUPS ? DEFAULT_PROTOCOL : 'speaker');
