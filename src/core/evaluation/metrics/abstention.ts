import { SerError } from '../../errors.ts';

/** From which confidence on to answer, and what that brings on the clips that it was chosen on. */
export interface Abstention {
  /** Clips of this confidence and above are answered, the others are "uncertain". */
  readonly threshold: number;
  /** The share of the answers that is right. */
  readonly precision: number;
  /** The share of the clips that is answered. */
  readonly coverage: number;
}

/**
 * The smallest confidence from which on the answers reach a precision, which answers the most clips. Precision need not rise
 * with the threshold, so every confidence that occurs is tried. It is chosen on these very clips: expect a little less on new ones.
 *
 * @param confidences the largest probability of each held-out clip; votes will do, since only their order and size are compared
 * @param correct for each clip 1 where the predicted class is the true one, else 0
 * @param precision in (0, 1]
 * @returns undefined where no threshold reaches the precision
 * @throws SerError `parameter-invalid` for a precision outside (0, 1]
 * @see C. K. Chow, "On optimum recognition error and reject tradeoff", IEEE Trans. Information Theory 16, 1970
 */
export function chooseThreshold(confidences: Float64Array, correct: Uint8Array, precision: number): Abstention | undefined {
  if (!(precision > 0 && precision <= 1)) throw new SerError('parameter-invalid', `The precision ${precision} must be above 0 and at most 1.`, { precision });
  let best: Abstention | undefined;
  for (const choice of thresholds(confidences, correct)) if (choice.precision >= precision) best = choice;
  return best;
}

/**
 * The threshold of the largest precision, which may be that of very few clips; of equal ones that which answers the most.
 *
 * @returns undefined where there are no clips
 */
export function surestThreshold(confidences: Float64Array, correct: Uint8Array): Abstention | undefined {
  let best: Abstention | undefined;
  for (const choice of thresholds(confidences, correct)) if (choice.precision >= (best?.precision ?? 0)) best = choice;
  return best;
}

/** Every confidence that occurs as a threshold, falling. */
function* thresholds(confidences: Float64Array, correct: Uint8Array): Generator<Abstention> {
  const order = Int32Array.from(confidences.keys()).sort((a, b) => confidences[b] - confidences[a]);
  let nRight = 0;
  for (let i = 0; i < order.length; i++) {
    nRight += correct[order[i]];
    const threshold = confidences[order[i]];
    // Clips of equal confidence are answered together.
    if (i + 1 < order.length && confidences[order[i + 1]] === threshold) continue;
    yield { threshold, precision: nRight / (i + 1), coverage: (i + 1) / order.length };
  }
}
