import { isSerError, SerError } from '../core/errors.ts';
import { classesOf, type FeatureTable } from '../core/evaluation/featureTable.ts';
import { confusedClips } from '../core/evaluation/pairs/confusedClips.ts';
import { expertGain, type ExpertGain } from '../core/evaluation/pairs/expertGain.ts';
import { heldOutClips, speakerKeys } from '../core/evaluation/pairs/heldOutClips.ts';
import { contestedRows, type PairExpert } from '../core/evaluation/pairs/pairExpert.ts';
import { orderedPair, pairOf, type ExpertResult, type PairFinding, type PairStudy } from '../core/evaluation/pairs/pairStudy.ts';
import { meanShap, readPairShap, type PairShapPart } from '../core/evaluation/pairs/pairShap.ts';
import { rankPairs, type ClassPair } from '../core/evaluation/pairs/rankPairs.ts';
import { separatingFeatures } from '../core/evaluation/pairs/separatingFeatures.ts';
import { speakerEffects } from '../core/evaluation/pairs/speakerEffects.ts';
import { parseProtocol, sharesSpeakers } from '../core/evaluation/protocols/protocol.ts';
import { speakerRanks } from '../core/evaluation/search.ts';
import { createSplits } from '../core/evaluation/protocols/splits.ts';
import { probabilityKind } from '../core/learn/probabilityKind.ts';
import { learnerParams } from '../core/model/learnerParams.ts';
import { preparedRows } from './copies.ts';
import type { EvaluationRequest } from './evaluateModel.ts';
import type { Lab } from './lab.ts';
import { mapConcurrently } from './mapConcurrently.ts';
import { poolInWorker } from './poolInWorker.ts';
import type { TaskOptions } from './task.ts';

const N_FEATURES = 10;
/** Columns of the second kind of expert. Chosen once, not by any figure. */
const EXPERT_COLUMNS = 20;

/** What to measure: the `nWorst` most confused pairs, or the one named. */
export type PairsRequest = Pick<EvaluationRequest, 'model' | 'params' | 'cv' | 'seed' | 'normalize' | 'data'> & { readonly nWorst: number; readonly pair?: readonly [string, string] };

/**
 * Cross-validates a learner on new voices and looks closely at the pairs of emotions that it confuses most: what separates them within
 * voices, which clips are confused, and whether experts that are fitted on the two emotions of the same training sides help.
 *
 * @throws SerError as `createSplits`, `normaliseBySpeaker`, {@link pairOf} and the learner; `cv-invalid` for a protocol that tests
 *   known voices; `cancelled`
 */
export async function measurePairs({ pool }: Pick<Lab, 'pool'>, table: FeatureTable, { nWorst, pair: asked, ...request }: PairsRequest, { signal, onProgress }: TaskOptions = {}): Promise<PairStudy> {
  const { model: classifier, seed, cv, data } = request;
  const protocol = parseProtocol(cv);
  if (sharesSpeakers(protocol)) throw new SerError('cv-invalid', `Which emotions are confused is a question about new voices; ${cv} tests voices that it trains on. Use --cv speaker:6.`);
  const { folds, skipped } = createSplits(table, protocol, seed);
  const { classes, y } = classesOf(table);
  if (asked) pairOf(classes, asked);
  const params = learnerParams(classifier, data.featureSet, request.params);
  const X = preparedRows(table, request.normalize);
  const base = { classifier, params, seed, X, y, nClasses: classes.length };
  const speakers = speakerRanks(speakerKeys(table));
  const nPairs = asked ? 1 : Math.min(nWorst, (classes.length * (classes.length - 1)) / 2);
  const kinds = EXPERT_COLUMNS < X.nColumns ? [{}, { nColumns: EXPERT_COLUMNS }] : [{}];
  const hasBoth = (rows: Int32Array, pair: ClassPair): boolean => pair.every((k) => rows.some((row) => y[row] === k));
  let done = 0;
  const finish = <T>(result: T): T => {
    onProgress?.({ phase: 'fold', done: ++done, total: folds.length * (1 + (1 + kinds.length) * nPairs) });
    return result;
  };

  const outcomes = await mapConcurrently(folds, pool.size, async ({ train, test }) => finish(await pool.run('evaluateFold', { ...base, train, test }, { signal })));
  const run = await poolInWorker(pool, table, { ...request, params }, folds, outcomes, { signal });
  const held = heldOutClips(table, folds, outcomes);

  const judge = async (expert: Omit<PairExpert, 'speakers'>): Promise<ExpertGain> => {
    const judged = await mapConcurrently(folds, pool.size, async ({ train, test }, fold) => {
      const probabilities = outcomes[fold]?.probabilities ?? new Float64Array();
      // A training side without one of the two emotions has no expert, and its learner's answers stand.
      const contested = hasBoth(train, expert.pair) ? contestedRows({ probabilities, nClasses: classes.length }, expert.pair) : new Int32Array();
      const answers = contested.length === 0 ? contested : await pool.run('judgePair', { ...base, ...expert, speakers, train, test: contested.map((i) => test[i] ?? 0) }, { signal });
      return finish({ contested, answers });
    });
    const starts = folds.map((_, fold) => folds.slice(0, fold).reduce((sum, { test }) => sum + test.length, 0));
    const contested = Int32Array.from(judged.flatMap((part, fold) => Array.from(part.contested, (i) => i + (starts[fold] ?? 0))));
    return expertGain(held, contested, Int32Array.from(judged.flatMap(({ answers }) => Array.from(answers))), { seed });
  };
  const ask = async (expert: Omit<PairExpert, 'speakers'>): Promise<ExpertResult> => {
    const columns = expert.nColumns ?? 'all';
    try {
      return { columns, ...(await judge(expert)) };
    } catch (error) {
      // Columns cannot be chosen within voices where no training speaker has both emotions.
      if (isSerError(error) && error.code === 'too-few-speakers') return { columns, refused: error.message };
      throw error;
    }
  };

  const boosting = learnerParams('xgboost', data.featureSet);
  const explain = async (pair: ClassPair): Promise<PairShapPart[]> => {
    const parts = await mapConcurrently(folds, pool.size, async ({ train, test }) => finish(hasBoth(train, pair) ? await pool.run('explainPair', { ...base, params: boosting, pair, train, test }, { signal }) : undefined));
    return parts.filter((part) => part !== undefined);
  };

  const ranking = rankPairs(held, { seed });
  const named = asked && ranking.find(({ emotions }) => emotions.every((name) => asked.includes(name)));
  const chosen = asked ? (named ? [orderedPair(named, asked)] : []) : ranking.slice(0, nWorst);
  const pairs: PairFinding[] = [];
  for (const confusion of chosen) {
    const pair = pairOf(classes, confusion.emotions);
    const effects = speakerEffects(X, y, speakers, pair);
    const experts: ExpertResult[] = [];
    for (const kind of kinds) experts.push(await ask({ pair, ...kind }));
    const parts = await explain(pair);
    const features = effects ? separatingFeatures(table.columns, effects, N_FEATURES, meanShap(parts)) : [];
    pairs.push({ ...confusion, features, nComparedSpeakers: effects?.nSpeakers ?? 0, shap: readPairShap(table.columns, parts, effects, boosting, N_FEATURES), clips: confusedClips(held, pair), experts });
  }
  const { nClips, nSpeakers, uar, intervals } = run;
  return {
    ...request, params, nClips, nSpeakers, nColumns: X.nColumns, classes, uar, uarInterval: intervals?.uar ?? null,
    probabilities: probabilityKind(params), ...(skipped.length > 0 && { skippedFolds: skipped }), ranking, pairs,
  };
}
