import type { TimelinePart, TimelineWindow } from '../../../protocol/clipTimeline.ts';

/** An emotion timeline as far as it has come. */
export interface EmotionTimeline extends Omit<TimelinePart, 'first' | 'windows' | 'total'> {
  /** By number; those that have not come are missing. */
  readonly windows: readonly (TimelineWindow | undefined)[];
  readonly nDone: number;
}

/** What a window says, in one word of the key; an answer that is none is said why. */
export type Answer = { readonly kind: 'emotion'; readonly emotion: string } | { readonly kind: 'uncertain' } | { readonly kind: 'remark'; readonly remark: string };

export function answerOf({ emotion, uncertain, remark }: TimelineWindow): Answer {
  if (remark !== undefined) return { kind: 'remark', remark };
  return uncertain ? { kind: 'uncertain' } : { kind: 'emotion', emotion };
}

/** Consecutive windows of one answer. */
export interface TimelineRun {
  readonly answer: Answer;
  readonly fromSec: number;
  readonly toSec: number;
  readonly nWindows: number;
  /** The mean probability of the emotion over them; undefined where the answer is none. */
  readonly probability: number | undefined;
}

/** The timeline with another part; one of another computation begins anew. */
export function withPart(before: EmotionTimeline | undefined, { first, windows: found, total, ...about }: TimelinePart): EmotionTimeline {
  const windows = before?.windows.length === total && before.modelHash === about.modelHash && before.windowSec === about.windowSec && before.hopSec === about.hopSec ? [...before.windows] : new Array<TimelineWindow | undefined>(total).fill(undefined);
  found.forEach((window, i) => (windows[first + i] = window));
  return { ...about, windows, nDone: windows.reduce((n, window) => n + (window === undefined ? 0 : 1), 0) };
}

/** Where on the time axis a window stands: the windows overlap, so each has the time to which its middle is nearest. */
export function cellOf({ windows }: EmotionTimeline, i: number, durationSec: number): { readonly fromSec: number; readonly toSec: number } {
  const middle = (k: number): number | undefined => {
    const window = windows[k];
    return window && (window.fromSec + window.toSec) / 2;
  };
  const here = middle(i) ?? 0;
  const [before, after] = [middle(i - 1), middle(i + 1)];
  const half = (windows[i] ? windows[i].toSec - windows[i].fromSec : 0) / 2;
  return {
    fromSec: i === 0 ? 0 : before === undefined ? Math.max(0, here - half) : (before + here) / 2,
    toSec: i === windows.length - 1 ? durationSec : after === undefined ? Math.min(durationSec, here + half) : (here + after) / 2,
  };
}

/** The number of the window whose middle is nearest to a time; it may not have come yet. */
export function indexAt({ windows, windowSec, hopSec }: EmotionTimeline, timeSec: number): number {
  const last = windows.length - 1;
  const guess = Math.min(last, Math.max(0, Math.round((timeSec - windowSec / 2) / hopSec)));
  const distance = (i: number): number => {
    const window = windows[i];
    return window === undefined ? Infinity : Math.abs((window.fromSec + window.toSec) / 2 - timeSec);
  };
  // The last one ends with the recording, off the grid of the others.
  return distance(last) < distance(guess) ? last : guess;
}

/** How many windows give which answer, most first. */
export function tallyAnswers({ windows }: EmotionTimeline): { readonly answer: Answer; readonly nWindows: number }[] {
  const counts = new Map<string, { answer: Answer; nWindows: number }>();
  for (const window of windows) {
    if (window === undefined) continue;
    const answer = answerOf(window);
    const key = keyOf(answer);
    const found = counts.get(key) ?? { answer, nWindows: 0 };
    found.nWindows += 1;
    counts.set(key, found);
  }
  return [...counts.values()].sort((a, b) => b.nWindows - a.nWindows);
}

/** The timeline as stretches in which the answer stays; a stretch reaches from the start of its first window to the end of its last. */
export function runsOf({ windows }: EmotionTimeline): TimelineRun[] {
  const runs: (TimelineRun & { readonly key: string; readonly total: number })[] = [];
  for (const window of windows) {
    if (window === undefined) continue;
    const answer = answerOf(window);
    const key = keyOf(answer);
    const share = answer.kind === 'emotion' ? (window.probabilities[answer.emotion] ?? Number.NaN) : 0;
    const last = runs.at(-1);
    const isSame = last !== undefined && last.key === key;
    const nWindows = isSame ? last.nWindows + 1 : 1;
    const total = isSame ? last.total + share : share;
    const run = { answer, key, total, nWindows, fromSec: isSame ? last.fromSec : window.fromSec, toSec: window.toSec, probability: answer.kind === 'emotion' ? total / nWindows : undefined };
    if (isSame) runs[runs.length - 1] = run;
    else runs.push(run);
  }
  return runs;
}

const keyOf = (answer: Answer): string => (answer.kind === 'emotion' ? `emotion ${answer.emotion}` : answer.kind === 'remark' ? `remark ${answer.remark}` : 'uncertain');
