import type { OutOfFoldEstimates } from '../core/corpus/audit/subject.ts';
import { classesOf, type FeatureTable } from '../core/evaluation/featureTable.ts';
import { parseProtocol, speakerGroups } from '../core/evaluation/protocols/protocol.ts';
import { createSplits } from '../core/evaluation/protocols/splits.ts';
import { MIN_CLIPS_A_SPEAKER } from '../core/learn/preparation/speakerNormaliser.ts';
import { learnerById } from '../core/learn/learners.ts';
import { judgeFolds } from './judgeFolds.ts';
import type { Lab } from './lab.ts';
import type { TaskOptions } from './task.ts';

/** Fast, without parameters to choose, and its probabilities rank wrong labels best of the learners that were tried (docs/methods.md). */
const LEARNER = 'rf';
const N_TREES = 200;
const SEED = 0;

/**
 * The class probabilities of each row by a model that was fitted on other speakers: six folds by speaker, or as many as there
 * are speakers. Columns are standardised within each speaker where all have enough clips.
 *
 * @param table of clips whose speakers are all known
 * @returns the rows of the folds that could be carried out
 * @throws SerError as {@link createSplits}, `cancelled`
 */
export async function estimateOutOfFold({ pool }: Pick<Lab, 'pool'>, table: FeatureTable, task: TaskOptions = {}): Promise<OutOfFoldEstimates> {
  const { classes, y } = classesOf(table);
  const counts = new Map<string, number>();
  for (const speaker of table.speakers) counts.set(speaker, (counts.get(speaker) ?? 0) + 1);
  const { folds } = createSplits(table, parseProtocol(speakerGroups(counts.size)), SEED);
  const params = { ...learnerById(LEARNER).defaults, nTrees: N_TREES };
  const isNormalised = Math.min(...counts.values()) >= MIN_CLIPS_A_SPEAKER;
  const outcomes = await judgeFolds(pool, table, folds, { model: LEARNER, params, seed: SEED, ...(isNormalised && { normalize: 'speaker' as const }) }, task);
  const estimated = outcomes.flatMap(({ probabilities }, fold) => Array.from(folds[fold]?.test ?? [], (row, i) => ({ row, p: probabilities.subarray(i * classes.length, (i + 1) * classes.length) })));
  estimated.sort((a, b) => a.row - b.row);
  return {
    classes,
    paths: estimated.map(({ row }) => table.files[row] ?? ''),
    labels: Int32Array.from(estimated, ({ row }) => y[row] ?? 0),
    probabilities: Float64Array.from(estimated.flatMap(({ p }) => Array.from(p))),
  };
}
