import { SerError } from '../errors.ts';
import { predictedClasses } from '../learn/classifier.ts';
import type { AnsweredShare, Decision, DecisionFigures } from '../model/decision.ts';
import { chooseThreshold, surestThreshold } from './metrics/abstention.ts';
import { calibrationError, reliabilityCurve } from './metrics/calibration.ts';
import { logLoss } from './metrics/probabilityMetrics.ts';
import { confidences, type ProbabilityTable } from './metrics/probabilityTable.ts';
import { applyTemperature, fitTemperature } from './metrics/temperature.ts';

/** Probabilities of rows by models that were fitted on other folds, and the fold of each row. */
export interface OutOfFoldRows extends ProbabilityTable {
  readonly folds: Int32Array;
}

/** What is chosen on out-of-fold rows, and what such a choice does on folds that it was not made on. */
export type ChosenDecision = Pick<Decision, 'temperature' | 'threshold' | 'precision' | 'heldOut'>;

/**
 * The temperature of the least log-loss over all rows and, where a precision is asked for, the smallest confidence with it from
 * which on the answers reach that precision: 0 where answering every row does.
 *
 * Figures of the rows that a choice was made on flatter it. Those given here are cross-fitted: each fold is judged with the
 * temperature and the threshold of the other folds.
 *
 * @param precision in (0, 1]
 * @throws SerError `cv-invalid` for rows of fewer than two folds; `parameter-invalid` for a precision out of range, or one that no
 *   threshold reaches
 * @see C. Guo et al., "On calibration of modern neural networks", ICML 2017, section 4.2; C. K. Chow, "On optimum recognition error
 *   and reject tradeoff", IEEE Trans. Information Theory 16, 1970
 */
export function chooseDecision(rows: OutOfFoldRows, precision?: number): ChosenDecision {
  const heldOut = crossFit(rows, precision);
  const temperature = fitTemperature(rows);
  if (precision === undefined) return { temperature, heldOut };
  const sureness = confidences(temperedBy(rows, temperature));
  const threshold = smallestThreshold(sureness, correctRows(rows), precision);
  if (threshold !== undefined) return { temperature, threshold, precision, heldOut };
  const surest = surestThreshold(sureness, correctRows(rows));
  const nAnswered = Math.round((surest?.coverage ?? 0) * rows.trueClasses.length);
  throw new SerError(
    'parameter-invalid',
    `No threshold of the confidence reaches the precision ${precision} on held-out speakers: the largest is ${(surest?.precision ?? 0).toFixed(3)}, with ${nAnswered} of ${rows.trueClasses.length} clips answered. Ask for less, or for none.`,
    { precision, largest: surest?.precision ?? 0 },
  );
}

/**
 * Judges each fold with the temperature, and the threshold, that are chosen on the other folds. A fold whose others reach the
 * precision nowhere is left unanswered.
 *
 * @throws SerError as {@link chooseDecision}
 */
export function crossFit(rows: OutOfFoldRows, precision?: number): DecisionFigures {
  const ids = [...new Set(rows.folds)];
  if (ids.length < 2) throw new SerError('cv-invalid', `A temperature is judged on other folds than it was fitted on; there ${ids.length === 1 ? 'is 1 fold' : 'are no folds'}, and at least 2 are needed.`, { nFolds: ids.length });
  const { nClasses } = rows;
  const correct = correctRows(rows);
  const correctAt = (chosen: Int32Array): Uint8Array => Uint8Array.from(chosen, (row) => correct[row]);
  const probabilities = new Float64Array(rows.probabilities.length);
  let nAnswered = 0;
  let nRight = 0;
  for (const fold of ids) {
    const all = Int32Array.from(rows.folds.keys());
    const own = all.filter((row) => rows.folds[row] === fold);
    const others = all.filter((row) => rows.folds[row] !== fold);
    const temperature = fitTemperature(selectProbabilities(rows, others));
    const judged = temperedBy(selectProbabilities(rows, own), temperature);
    own.forEach((row, i) => probabilities.set(judged.probabilities.subarray(i * nClasses, (i + 1) * nClasses), row * nClasses));
    if (precision === undefined) continue;
    const threshold = smallestThreshold(confidences(temperedBy(selectProbabilities(rows, others), temperature)), correctAt(others), precision);
    if (threshold === undefined) continue;
    const { answered, right } = countAnswered(confidences(judged), correctAt(own), threshold);
    nAnswered += answered;
    nRight += right;
  }
  const tempered: ProbabilityTable = { ...rows, probabilities };
  const errorOf = (table: ProbabilityTable): number => calibrationError(reliabilityCurve(confidences(table), correct));
  return {
    logLoss: { before: logLoss(rows), after: logLoss(tempered) },
    calibrationError: { before: errorOf(rows), after: errorOf(tempered) },
    accuracy: correct.reduce((sum, right) => sum + right, 0) / correct.length,
    ...(precision !== undefined && { answered: { precision: nAnswered === 0 ? null : nRight / nAnswered, coverage: nAnswered / correct.length } }),
  };
}

/** The smallest confidence from which on the answers reach the precision: 0 where all of them do. */
function smallestThreshold(sureness: Float64Array, correct: Uint8Array, precision: number): number | undefined {
  const chosen = chooseThreshold(sureness, correct, precision);
  return chosen?.coverage === 1 ? 0 : chosen?.threshold;
}

/** What answering from a threshold on does to these rows. */
export function answeredShare(sureness: Float64Array, correct: Uint8Array, threshold: number): AnsweredShare {
  const { answered, right } = countAnswered(sureness, correct, threshold);
  return { precision: answered === 0 ? null : right / answered, coverage: sureness.length === 0 ? 0 : answered / sureness.length };
}

function countAnswered(sureness: Float64Array, correct: Uint8Array, threshold: number): { answered: number; right: number } {
  let answered = 0;
  let right = 0;
  for (let row = 0; row < sureness.length; row++) {
    if (!(sureness[row] >= threshold)) continue;
    answered++;
    right += correct[row];
  }
  return { answered, right };
}

const temperedBy = <T extends ProbabilityTable>(table: T, temperature: number): T => ({ ...table, probabilities: applyTemperature(table.probabilities, table.nClasses, temperature) });

function selectProbabilities({ probabilities, nClasses, trueClasses }: ProbabilityTable, rows: Int32Array): ProbabilityTable {
  const selected = new Float64Array(rows.length * nClasses);
  rows.forEach((row, i) => selected.set(probabilities.subarray(row * nClasses, (row + 1) * nClasses), i * nClasses));
  return { probabilities: selected, trueClasses: rows.map((row) => trueClasses[row]), nClasses };
}

/** For each row 1 where the likeliest class is the true one, else 0; a temperature does not change it. */
const correctRows = ({ probabilities, nClasses, trueClasses }: ProbabilityTable): Uint8Array => Uint8Array.from(predictedClasses(probabilities, nClasses), (k, row) => (k === trueClasses[row] ? 1 : 0));
