import { MAX_TEMPERATURE, MIN_TEMPERATURE } from '../evaluation/metrics/temperature.ts';

/** A figure of the learner's probabilities as they are, and with the temperature. */
export interface Tempered {
  readonly before: number;
  readonly after: number;
}

/** Of the answers above a threshold the share that is right, null where there are none; and the share of the clips that is answered. */
export interface AnsweredShare {
  readonly precision: number | null;
  readonly coverage: number;
}

/** What temperature and threshold do to the clips of speakers that they were not chosen on. */
export interface DecisionFigures {
  readonly logLoss: Tempered;
  readonly calibrationError: Tempered;
  /** The share of right answers where every clip is answered. */
  readonly accuracy: number;
  /** Where a precision was asked for. */
  readonly answered?: AnsweredShare;
}

/** How a model's answers are made of the probabilities of its learner. */
export interface Decision {
  /** What the logits are divided by, from 0.01 to 100: above 1 the model is made less sure of itself. */
  readonly temperature: number;
  /** Clips of a lower confidence, after the temperature, are "uncertain", in [0, 1]; absent where all are answered. */
  readonly threshold?: number;
  /** The share of right answers, in (0, 1], for which the threshold was chosen; absent without one. */
  readonly precision?: number;
  /** How the clips were held out on which both were chosen, as `speaker:6`. */
  readonly protocol: string;
  readonly nClips: number;
  readonly nSpeakers: number;
  readonly heldOut: DecisionFigures;
}

/** Whether `value`, from a file that is not trusted, is a sound decision. */
export function isDecision(value: unknown): value is Decision {
  if (!isRecord(value)) return false;
  const { temperature, threshold, precision, protocol, nClips, nSpeakers, heldOut } = value;
  return (
    isWithin(temperature, MIN_TEMPERATURE, MAX_TEMPERATURE) &&
    (threshold === undefined ? precision === undefined : isShare(threshold) && isShare(precision) && precision > 0) &&
    typeof protocol === 'string' &&
    protocol.length <= 1000 &&
    [nClips, nSpeakers].every((count) => Number.isSafeInteger(count) && isWithin(count, 1, Number.MAX_SAFE_INTEGER)) &&
    areFigures(heldOut, threshold !== undefined)
  );
}

function areFigures(value: unknown, isAnswering: boolean): boolean {
  if (!isRecord(value)) return false;
  const { logLoss, calibrationError, accuracy, answered } = value;
  const areWithin = (figures: unknown, largest: number): boolean => isRecord(figures) && isWithin(figures['before'], 0, largest) && isWithin(figures['after'], 0, largest);
  const isAnswered = isRecord(answered) && isShare(answered['coverage']) && (answered['precision'] === null || isShare(answered['precision']));
  return areWithin(logLoss, Number.MAX_VALUE) && areWithin(calibrationError, 1) && isShare(accuracy) && (isAnswering ? isAnswered : answered === undefined);
}

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value);

const isWithin = (value: unknown, from: number, to: number): value is number => typeof value === 'number' && value >= from && value <= to;

const isShare = (value: unknown): value is number => isWithin(value, 0, 1);
