import { chooseDecision } from '../core/evaluation/chooseDecision.ts';
import { classesOf, type FeatureTable } from '../core/evaluation/featureTable.ts';
import { parseProtocol, speakerGroups } from '../core/evaluation/protocols/protocol.ts';
import { createSplits } from '../core/evaluation/protocols/splits.ts';
import { SerError } from '../core/errors.ts';
import { probabilityKind } from '../core/learn/probabilityKind.ts';
import type { Decision } from '../core/model/decision.ts';
import { judgeFolds, type FoldPlan } from './judgeFolds.ts';
import type { Lab } from './lab.ts';
import type { TaskOptions } from './task.ts';

/** That a model's confidence be calibrated on speakers that it has not heard. */
export interface Calibration {
  /** The share of right answers in (0, 1] from which on the model answers; absent where it answers always. */
  readonly precision?: number;
}

/**
 * Chooses the temperature, and the threshold where a precision is asked for, by models of other speakers: in six groups, or as many as
 * there are speakers.
 *
 * @throws SerError `too-few-speakers` where a speaker is unknown or there are fewer than two; `parameter-invalid` for a learner
 *   without probabilities; as {@link chooseDecision}, {@link createSplits} and {@link judgeFolds}
 */
export async function decideAnswers(pool: Lab['pool'], table: FeatureTable, plan: FoldPlan, { precision }: Calibration, task: TaskOptions): Promise<Decision> {
  const { params, candidates = [{}], fitted } = plan;
  if (candidates.some((candidate) => probabilityKind({ ...params, ...fitted, ...candidate }) === 'scores')) {
    throw new SerError('parameter-invalid', 'The learner has probability false, so it gives votes in place of probabilities; these have no temperature. Leave that parameter out.');
  }
  const nSpeakers = countSpeakers(table);
  const protocol = speakerGroups(nSpeakers);
  const { folds } = createSplits(table, parseProtocol(protocol), plan.seed);
  const outcomes = await judgeFolds(pool, table, folds, plan, task);
  const { classes, y } = classesOf(table);
  const rows = folds.flatMap(({ test }, fold) => Array.from(test, (row) => ({ row, fold })));
  const chosen = chooseDecision(
    {
      probabilities: Float64Array.from(outcomes.flatMap(({ probabilities }) => Array.from(probabilities))),
      nClasses: classes.length,
      trueClasses: Int32Array.from(rows, ({ row }) => y[row] ?? 0),
      folds: Int32Array.from(rows, ({ fold }) => fold),
    },
    precision,
  );
  return { ...chosen, protocol, nClips: rows.length, nSpeakers: new Set(rows.map(({ row }) => table.speakers[row])).size };
}

function countSpeakers({ speakers }: FeatureTable): number {
  const nUnknown = speakers.filter((speaker) => speaker === '').length;
  if (nUnknown > 0) throw new SerError('too-few-speakers', `The speaker of ${nUnknown} of ${speakers.length} clips is unknown; a calibration holds speakers out and needs all of them.`, { nUnknown, nClips: speakers.length });
  const nSpeakers = new Set(speakers).size;
  if (nSpeakers < 2) throw new SerError('too-few-speakers', `The clips are of ${nSpeakers === 1 ? '1 speaker' : 'no speaker'}; a calibration holds speakers out and needs at least 2.`, { nSpeakers });
  return nSpeakers;
}
