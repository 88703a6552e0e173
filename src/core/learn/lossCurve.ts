import type { FitProgress, RoundLosses } from './classifier.ts';

/** Most values of a curve, beside its last and the one that is kept. */
const MOST_VALUES = 150;
/** Significant digits of a recorded loss. */
const DIGITS = 4;

/**
 * How the log-loss of a fit fell, in nats, to four significant digits: value i of each list is that after `rounds[i]` rounds. The rounds
 * rise from 0 (before the first) to the last that was fitted; of many, as many as a chart can tell apart are there, evenly.
 */
export interface LossCurve {
  readonly rounds: readonly number[];
  /** The mean over the rows learnt from. */
  readonly training: readonly number[];
  /** The mean over the rows held out to stop early. */
  readonly validation?: readonly number[];
  /** The rounds that the model kept: those after which the validation loss was first lowest; absent where none were held out. */
  readonly kept?: number;
}

/** Runs a fit and notes its losses, once for each round. */
export function* notingLosses<T>(steps: Generator<FitProgress, T>, noted: RoundLosses[]): Generator<FitProgress, T> {
  let step = steps.next();
  for (; !step.done; step = steps.next()) {
    const { losses } = step.value;
    if (losses && losses.round !== noted.at(-1)?.round) noted.push(losses);
    yield step.value;
  }
  return step.value;
}

/** The curve of a whole fit, of losses noted round by round from 0; undefined for a learner that has none. */
export function lossCurveOf(noted: readonly RoundLosses[]): LossCurve | undefined {
  if (noted.length < 2) return undefined;
  return curveOfRounds(noted, noted[0].validation === undefined ? undefined : keptRounds(noted));
}

/**
 * The curve of some rounds of a fit, in rising order.
 *
 * @param kept which of them stays in a thinned curve, and is what the model kept
 */
export function curveOfRounds(noted: readonly RoundLosses[], kept?: number): LossCurve {
  const last = noted.length - 1;
  // A power of two, so that curves of unlike lengths have rounds in common.
  let every = 1;
  while (last / every > MOST_VALUES) every *= 2;
  const shown = noted.filter((_, i) => i % every === 0 || i === last || i === kept);
  const isValidated = shown.length > 0 && shown.every(({ validation }) => validation !== undefined);
  return {
    rounds: shown.map(({ round }) => round),
    training: shown.map(({ training }) => recorded(training)),
    ...(isValidated && { validation: shown.map(({ validation }) => recorded(validation ?? NaN)) }),
    ...(kept !== undefined && { kept }),
  };
}

/** As a fit that stops early keeps them: at least one. */
function keptRounds(noted: readonly RoundLosses[]): number {
  let best = 1;
  noted.forEach(({ validation }, i) => {
    if (i > 0 && (validation ?? NaN) < (noted[best].validation ?? NaN)) best = i;
  });
  return best;
}

const recorded = (loss: number): number => Number(loss.toPrecision(DIGITS));
