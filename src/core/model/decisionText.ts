import type { Decision } from './decision.ts';

/** A decision in sentences: what was chosen on whom, and what it does on speakers that it was not chosen on. */
export function describeDecision({ temperature, threshold, precision = 0, protocol, nClips, nSpeakers, heldOut }: Decision): string[] {
  const { logLoss, calibrationError, accuracy, answered } = heldOut;
  const sentences = [
    `Its confidence has the temperature ${temperature.toFixed(3)}, fitted to ${nClips} clips of ${nSpeakers} speakers by models that had not heard them (${protocol}).`,
    `On speakers that the temperature was not fitted to: log-loss ${logLoss.after.toFixed(3)} (without it ${logLoss.before.toFixed(3)}), calibration error ${calibrationError.after.toFixed(3)} (without it ${calibrationError.before.toFixed(3)}).`,
  ];
  if (threshold === undefined || answered === undefined) return sentences;
  sentences.push(
    threshold === 0
      ? `It answers every clip, since ${percent(precision)} of its answers are right without a threshold.`
      : `It answers from a confidence of ${threshold.toFixed(3)} on, chosen so that ${percent(precision)} of its answers are right; below it says "uncertain".`,
    answered.precision === null
      ? `On speakers that the threshold was not chosen on it answered no clip; with every clip answered ${percent(accuracy)} are right.`
      : `On speakers that the threshold was not chosen on ${percent(answered.precision)} of the answers were right, and ${percent(answered.coverage)} of the clips were answered; with every clip answered ${percent(accuracy)} are right.`,
  );
  return sentences;
}

const percent = (share: number): string => `${(100 * share).toFixed(1)} %`;
