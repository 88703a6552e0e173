import { isSerError } from '../core/errors.ts';
import { runChange, type FlippedClip } from '../core/evaluation/comparison/runChange.ts';
import { extrasOf, learnerName } from '../core/report/reportedRun.ts';
import type { ListedRun, StoredRun } from '../protocol/resultsView.ts';
import type { ListedClip } from '../protocol/runClips.ts';
import type { RunRow, ShownChange } from '../protocol/runTable.ts';
import { clipsOfRun, listedClip } from './runClips.ts';

/** A stored run as a row of a table. */
export const runRow = ({ id, endedAt, run }: ListedRun): RunRow => ({
  id,
  modelName: learnerName(run.model),
  extras: extrasOf(run),
  data: run.data.name,
  synthetic: run.data.synthetic,
  featureSet: run.data.featureSet,
  ...(run.normalize && { normalize: run.normalize }),
  cv: run.cv,
  seed: run.seed,
  uar: run.uar,
  uarInterval: run.intervals?.uar ?? null,
  accuracy: run.accuracy,
  macroF1: run.macroF1,
  nClips: run.nClips,
  ms: run.fitMs + run.predictMs,
  endedAt,
});

/** Looks from one stored run at another; intervals draw speakers by the seed of the first. */
export function shownChange(first: StoredRun, second: StoredRun): ShownChange {
  const rows = { first: runRow(first), second: runRow(second) };
  try {
    const { nClips, nSpeakers, mcnemar, tTest, nOtherwiseWrong, uar, accuracy, macroF1, toWrong, toRight } = runChange(first.run, second.run, { seed: first.run.seed });
    const recalls = first.run.classes.map((name) => ({ name, support: first.run.perClass[name]?.support ?? 0, first: first.run.perClass[name]?.recall ?? 0, second: second.run.perClass[name]?.recall ?? 0 }));
    return { ...rows, outcome: { nClips, nSpeakers, mcnemar, ...(tTest && { tTest }), nOtherwiseWrong, figures: { uar, accuracy, macroF1 }, recalls, toWrong: listed(second, toWrong), toRight: listed(first, toRight) } };
  } catch (error) {
    if (!isSerError(error) || error.code === 'internal') throw error;
    return { ...rows, outcome: { refused: error.message } };
  }
}

/** The clips as the run that errs has them. */
function listed(stored: StoredRun, clips: readonly FlippedClip[]): ListedClip[] {
  const judged = clipsOfRun(stored);
  const keyOf = ({ fold, file }: Pick<FlippedClip, 'fold' | 'file'>): string => `${fold}\0${file}`;
  const places = new Map(stored.run.predictions.map((prediction, place) => [keyOf(prediction), place]));
  return clips.flatMap((clip) => {
    const place = places.get(keyOf(clip)) ?? -1;
    const prediction = stored.run.predictions[place];
    return prediction ? [listedClip(judged, prediction, place)] : [];
  });
}
