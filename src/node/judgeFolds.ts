import type { FoldOutcome } from '../core/evaluation/crossValidate.ts';
import { classesOf, type FeatureTable } from '../core/evaluation/featureTable.ts';
import { speakerRanks } from '../core/evaluation/search.ts';
import type { Split } from '../core/evaluation/protocols/splits.ts';
import type { FitProgress, Params, RoundLosses } from '../core/learn/classifier.ts';
import type { LossCurve } from '../core/learn/lossCurve.ts';
import type { Preparation } from '../core/learn/preparation/preparation.ts';
import { inAllCopies, preparedRows, stoppingGroups, withCopies } from './copies.ts';
import type { DegradedCopy } from './degradedFeatures.ts';
import type { Lab } from './lab.ts';
import { mapConcurrently } from './mapConcurrently.ts';
import type { TaskOptions, TaskProgress } from './task.ts';

/** How the training side of each fold is learnt from. */
export interface FoldPlan {
  readonly model: string;
  /** All that the learner has. */
  readonly params: Params;
  /** Candidates that each fold chooses from on its own training side. */
  readonly candidates?: readonly Params[];
  /** Laid over the parameters for the fit that judges the test side, not for those by which candidates are scored. */
  readonly fitted?: Params;
  readonly seed: number;
  readonly normalize?: 'speaker';
  readonly preparation?: Preparation;
  readonly copies?: readonly DegradedCopy[];
}

const lastOf = ({ rounds, training, validation }: LossCurve): RoundLosses => ({ round: rounds.at(-1) ?? 0, training: training.at(-1) ?? NaN, ...(validation && { validation: validation.at(-1) ?? NaN }) });

/** Of the folds that are fitted now, those whose learner has losses. */
function lossesOf(fits: ReadonlyMap<number, FitProgress>): Pick<TaskProgress, 'losses'> {
  const losses = new Map([...fits].flatMap(([fold, fit]) => (fit.losses ? [[fold, fit.losses] as const] : [])));
  return losses.size > 0 ? { losses } : {};
}

/**
 * Fits a learner on the training side of each fold and judges its test side, the folds in parallel.
 *
 * @returns an outcome for each fold, in order
 * @throws SerError as {@link normaliseBySpeaker}, `searchParams`, `fitPipeline` and the learner; `cancelled`
 */
export async function judgeFolds(pool: Lab['pool'], table: FeatureTable, folds: readonly Split[], plan: FoldPlan, { signal, onProgress }: TaskOptions): Promise<FoldOutcome[]> {
  const { model, params, candidates, fitted, seed, normalize, preparation, copies = [] } = plan;
  const learnt = { ...params, ...fitted };
  const { classes, y } = classesOf(table);
  const X = preparedRows(table, normalize, copies);
  const yOfAll = inAllCopies(y, copies.length);
  const shares = new Array<number>(folds.length).fill(0);
  const fits = new Map<number, FitProgress>();
  const report = (fold: number, share: number): void => {
    shares[fold] = share;
    const first = Math.min(...fits.keys());
    const fit = fits.get(first);
    onProgress?.({ phase: 'fold', done: shares.reduce((total, value) => total + value, 0), total: folds.length, ...(fit && { fit: { ...fit, fold: first } }), ...lossesOf(fits) });
  };
  const search = candidates && { candidates, ...(fitted && { fitted }), speakers: inAllCopies(speakerRanks(table.speakers), copies.length) };
  report(0, 0);
  return mapConcurrently(folds, pool.size, async ({ train, test }, fold) => {
    const outcome = await pool.run(
      'evaluateFold',
      { classifier: model, params: search ? params : learnt, seed, X, y: yOfAll, nClasses: classes.length, train: withCopies(train, y.length, copies.length), test, ...stoppingGroups(table, learnt, copies.length), ...(preparation && { preparation }), ...(search && { search }) },
      {
        signal,
        onProgress: (fit) => {
          fits.set(fold, fit);
          report(fold, fit.done / fit.total);
        },
      },
    );
    // Who draws the curve gets its end, which the fit told of last may not have been.
    const told = fits.get(fold);
    if (told && outcome.losses) fits.set(fold, { ...told, done: told.total, losses: lastOf(outcome.losses) });
    report(fold, 1);
    fits.delete(fold);
    return outcome;
  });
}
