import { joinCorpora, sharedPart, type NamedTable } from '../core/evaluation/corpusTables.ts';
import type { EvaluatedData } from '../core/evaluation/evaluationRun.ts';
import type { FeatureTable } from '../core/evaluation/featureTable.ts';
import { readLeaks, type LeakReport, type LeakRun } from '../core/evaluation/leakMeter.ts';
import { DEFAULT_PROTOCOL, parseProtocol } from '../core/evaluation/protocol.ts';
import { createSplits } from '../core/evaluation/splits.ts';
import { evaluateSplits, type EvaluationRequest } from './evaluateModel.ts';
import type { Lab } from './lab.ts';
import type { TaskOptions } from './task.ts';

const RANDOM_PROTOCOL = 'stratified:5';
const N_GROUPS = 6;

/** A corpus with its features. */
export interface CorpusFeatures extends NamedTable {
  readonly data: EvaluatedData;
}

/**
 * Evaluates one learner where the test side shares voices and sentences with the training side, where it shares sentences or
 * voices alone, and on other corpora, which share nothing but the emotions.
 *
 * @throws SerError as `createSplits`, `joinCorpora` and the learner; `cancelled`
 */
export async function measureLeaks(lab: Pick<Lab, 'pool'>, home: CorpusFeatures, externals: readonly CorpusFeatures[], request: Omit<EvaluationRequest, 'cv' | 'data'>, task: TaskOptions = {}): Promise<LeakReport> {
  const evaluate = async (table: FeatureTable, cv: string, data: EvaluatedData, isWanted: (fold: string) => boolean = () => true) => {
    const { folds, skipped } = createSplits(table, parseProtocol(cv), request.seed);
    return evaluateSplits(lab, table, { folds: folds.filter(({ name }) => isWanted(name)), skipped }, { ...request, cv, data }, task);
  };
  const { table } = home;
  const runs: LeakRun[] = [{ kind: 'random', run: await evaluate(table, RANDOM_PROTOCOL, home.data) }];
  if (hasSentences(table)) runs.push({ kind: 'sentence', run: await evaluate(table, 'sentence', home.data) });
  runs.push({ kind: 'speaker', run: await evaluate(table, speakerProtocol(table), home.data) });
  for (const external of externals) {
    const joined = joinCorpora([home, external]);
    const part = sharedPart(joined, home.name);
    runs.push({ kind: 'speaker-shared', external: external.name, run: await evaluate(part, speakerProtocol(part), home.data) });
    const shown = { ...external.data, name: `${home.name} → ${external.name}` };
    runs.push({ kind: 'external', external: external.name, run: await evaluate(joined, 'corpus', shown, (fold) => fold === `corpus ${external.name}`) });
  }
  return readLeaks(request.model, runs, { seed: request.seed });
}

const hasSentences = ({ sentences = [] }: FeatureTable): boolean => sentences.length > 0 && !sentences.includes('') && new Set(sentences).size > 1;

/** Six groups, or one speaker at a time where there are fewer than six. */
const speakerProtocol = ({ speakers }: FeatureTable): string => (new Set(speakers).size >= N_GROUPS ? DEFAULT_PROTOCOL : 'speaker');
