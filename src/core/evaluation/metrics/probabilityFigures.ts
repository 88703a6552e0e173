import type { ProbabilityKind } from '../../learn/probabilityKind.ts';
import { calibrationError, reliabilityCurve, type CalibrationBin } from './calibration.ts';
import { brierScore, logLoss, topAccuracy } from './probabilityMetrics.ts';
import { confidences, type ProbabilityTable } from './probabilityTable.ts';
import { rankRows, rocAuc } from './rocAuc.ts';
import { applyTemperature, fitTemperature } from './temperature.ts';

/** The area under each class's ROC curve against the rest, and its mean over the classes that have one; null where a class has none. */
export interface RocAucFigures {
  readonly macro: number | null;
  readonly perClass: Readonly<Record<string, number | null>>;
}

/** How far the learner's confidence can be taken at its word. */
export interface CalibrationFigures {
  readonly error: number;
  readonly bins: readonly CalibrationBin[];
  /** The temperature of the least log-loss on these held-out clips, and that loss: what the best single number would mend. */
  readonly temperature: number;
  readonly logLossAtTemperature: number;
}

/** What the held-out probabilities are worth. The last three need probabilities, not mere scores. */
export interface ProbabilityFigures {
  readonly probabilities: ProbabilityKind;
  readonly top2Accuracy: number;
  readonly rocAuc: RocAucFigures;
  readonly logLoss?: number;
  readonly brier?: number;
  readonly calibration?: CalibrationFigures;
}

/**
 * Figures of held-out probabilities. Of scores only those are taken that look at their order: a share of votes is no
 * probability, so its log-loss, Brier score and calibration error would say nothing about the learner.
 *
 * @param classes the names of the classes
 * @param correct for each row 1 where the predicted class is the true one, else 0
 */
export function probabilityFigures(table: ProbabilityTable, classes: readonly string[], correct: Uint8Array, kind: ProbabilityKind): ProbabilityFigures {
  const areas = classes.map((_, k) => rocAuc(rankRows(table, k)));
  const macro = meanOfDefined(areas);
  const ranking = {
    probabilities: kind,
    top2Accuracy: topAccuracy(table, 2),
    rocAuc: { macro: definedOrNull(macro), perClass: Object.fromEntries(classes.map((name, k) => [name, definedOrNull(areas[k])])) },
  };
  if (kind === 'scores' || correct.length === 0) return ranking;
  const bins = reliabilityCurve(confidences(table), correct);
  const temperature = fitTemperature(table);
  const softened = { ...table, probabilities: applyTemperature(table.probabilities, table.nClasses, temperature) };
  return { ...ranking, logLoss: logLoss(table), brier: brierScore(table), calibration: { error: calibrationError(bins), bins, temperature, logLossAtTemperature: logLoss(softened) } };
}

/** The mean of the values that are defined; NaN where none is. */
export function meanOfDefined(values: ArrayLike<number>): number {
  let sum = 0;
  let n = 0;
  for (let i = 0; i < values.length; i++) {
    if (Number.isNaN(values[i])) continue;
    sum += values[i];
    n++;
  }
  return sum / n;
}

const definedOrNull = (value: number): number | null => (Number.isNaN(value) ? null : value);
