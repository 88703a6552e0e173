import { SerError } from '../errors.ts';

/** How long a window is, and how far the next one begins after it, in seconds. */
export interface WindowLengths {
  readonly windowSec: number;
  readonly hopSec: number;
}

/** Samples [from, to) of a recording. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

/** The clips that models learn from last about this long: acted sentences of EMO-DB 2.8 s, of RAVDESS 3.7 s. */
export const DEFAULT_WINDOWS: WindowLengths = { windowSec: 3, hopSec: 1 };

/** A sound of a shorter window tells too little; a longer one is no moment. */
const [SHORTEST_SEC, LONGEST_SEC] = [0.5, 60];
const SHORTEST_HOP_SEC = 0.1;
/** More than a day in steps of a second. */
const MOST_WINDOWS = 100_000;

/**
 * Lengths that make sense together.
 *
 * @param windowSec 0.5 to 60 s
 * @param hopSec 0.1 s to the window's length, so that nothing is left out
 * @throws SerError `parameter-invalid`
 */
export function createWindowLengths(windowSec: number, hopSec: number): WindowLengths {
  if (!(windowSec >= SHORTEST_SEC && windowSec <= LONGEST_SEC)) throw new SerError('parameter-invalid', `The window is ${windowSec} s; it must be ${SHORTEST_SEC} to ${LONGEST_SEC} s long.`);
  if (!(hopSec >= SHORTEST_HOP_SEC && hopSec <= windowSec)) throw new SerError('parameter-invalid', `The hop is ${hopSec} s; it must be ${SHORTEST_HOP_SEC} s to the length of the window, ${windowSec} s.`);
  return { windowSec, hopSec };
}

/**
 * Windows over a recording, all of one length: from its start on in steps of the hop, as long as they fit; where they leave an end
 * over, one more, which ends with the recording. One that is shorter than a window is one window, one without samples none.
 *
 * @param sampleRate in Hz
 * @throws SerError `parameter-invalid` when there would be more than 100,000
 */
export function slidingWindows({ nSamples, sampleRate }: { readonly nSamples: number; readonly sampleRate: number }, { windowSec, hopSec }: WindowLengths): Span[] {
  const length = Math.max(1, Math.round(windowSec * sampleRate));
  if (nSamples <= length) return nSamples > 0 ? [{ from: 0, to: nSamples }] : [];
  const nWindows = Math.floor((nSamples - length) / (hopSec * sampleRate)) + 1;
  if (nWindows > MOST_WINDOWS) throw new SerError('parameter-invalid', `The recording has ${nWindows} windows of ${windowSec} s every ${hopSec} s; at most ${MOST_WINDOWS} are judged. Choose a longer hop.`);
  const spans: Span[] = [];
  for (let i = 0; i < nWindows; i++) {
    const from = Math.min(Math.round(i * hopSec * sampleRate), nSamples - length);
    spans.push({ from, to: from + length });
  }
  const last = nSamples - length;
  if ((spans.at(-1)?.from ?? 0) < last) spans.push({ from: last, to: nSamples });
  return spans;
}
