import { slidingWindows, type Span, type WindowLengths } from '../core/audio/slidingWindows.ts';
import { modelName } from '../core/model/modelName.ts';
import type { OpenSound } from '../protocol/clipWork.ts';
import { checkJudgesParts } from './classifyExcerpt.ts';
import type { Lab } from './lab.ts';
import { mapConcurrently } from './mapConcurrently.ts';
import { modelRequest } from './modelRequest.ts';
import type { TaskOptions } from './task.ts';
import { toEstimate, type Estimate } from './toEstimate.ts';
import type { ModelFile } from './trainModel.ts';

/** What a model says of one window of a recording. */
export interface TimelineWindow extends Omit<Estimate, 'model'> {
  readonly fromSec: number;
  readonly toSec: number;
}

/** A model's estimates over a recording, window by window. */
export interface Timeline extends WindowLengths {
  readonly durationSec: number;
  readonly model: string;
  readonly classes: readonly string[];
  readonly windows: readonly TimelineWindow[];
}

export interface TimelineOptions extends TaskOptions {
  /** Gets windows as they are judged, in parts, `first` being the number of the part's first one; parts come in any order. */
  readonly onWindows?: ((windows: readonly TimelineWindow[], first: number, total: number) => void) | undefined;
  /** The recording, where it has been opened already. */
  readonly sound?: OpenSound | undefined;
}

/** Windows that a worker judges at a time: some tenths of a second, so that the first results come soon. */
const WINDOWS_A_PART = 16;

/**
 * Estimates the emotion over a recording in sliding windows, each judged as a clip of its own, several at once. Of a WAV file only the
 * windows under way are in memory; any other is decoded as a whole first. Nothing is written or remembered.
 *
 * @throws SerError `feature-mismatch`; `parameter-invalid` for a model that measures clips against others of their speaker, or for
 *   too many windows; `file-unreadable` or a coded error of the format; `cancelled`
 */
export async function classifyTimeline(lab: Lab, model: ModelFile, path: string, lengths: WindowLengths, { signal, onProgress, onWindows, sound: opened }: TimelineOptions = {}): Promise<Timeline> {
  checkJudgesParts(model);
  const { recipe, classes } = model.description;
  const sound = opened ?? (await lab.pool.run('openSound', { path }, { signal }));
  const spans = slidingWindows(sound, lengths);
  const parts = Array.from({ length: Math.ceil(spans.length / WINDOWS_A_PART) }, (_, part) => part * WINDOWS_A_PART);
  const under = new Map<number, number>();
  let nDone = 0;
  const report = (part: number, n: number): void => {
    nDone += n - (under.get(part) ?? 0);
    under.set(part, n);
    onProgress?.({ phase: 'classify', done: nDone, total: spans.length });
  };
  const asked = { sound, recipe, ...modelRequest(model) };
  const judged = await mapConcurrently(parts, lab.pool.size, async (first) => {
    const windows = spans.slice(first, first + WINDOWS_A_PART);
    const { probabilities, remarks } = await lab.pool.run('classifyWindows', { ...asked, windows }, { signal, onProgress: (n) => report(first, n) });
    const found = windows.map((span, row) => toWindow(span, sound.sampleRate, toEstimate(model, probabilities.subarray(row * classes.length, (row + 1) * classes.length), remarks[row] ?? undefined)));
    report(first, windows.length);
    onWindows?.(found, first, spans.length);
    return found;
  });
  return { ...lengths, durationSec: sound.nSamples / sound.sampleRate, model: modelName(model), classes, windows: judged.flat() };
}

function toWindow({ from, to }: Span, sampleRate: number, { model: _, ...estimate }: Estimate): TimelineWindow {
  return { fromSec: from / sampleRate, toSec: to / sampleRate, ...estimate };
}
