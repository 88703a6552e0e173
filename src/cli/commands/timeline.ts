import { createWindowLengths } from '../../core/audio/slidingWindows.ts';
import { formatTimelineCsv } from '../../core/interchange/estimateCsv.ts';
import { classifyTimeline, type Timeline, type TimelineWindow } from '../../node/classifyTimeline.ts';
import { count } from '../count.ts';
import { estimateText } from '../estimateText.ts';
import { ofFile } from '../ofFile.ts';
import { note, print, printJson, withLab, type SessionOptions } from '../session.ts';
import { readUsableModel } from '../usableModel.ts';

export interface TimelineOptions extends SessionOptions {
  readonly window: number;
  readonly hop: number;
  readonly json?: boolean;
  readonly csv?: boolean;
}

/** Estimates the emotion over a recording, window by window. */
export async function timeline(path: string, modelPath: string, options: TimelineOptions): Promise<void> {
  const model = await readUsableModel(modelPath);
  const found = await withLab(options, (lab, task) => ofFile(path, () => classifyTimeline(lab, model, path, createWindowLengths(options.window, options.hop), task)));
  if (model.description.trainedOn.synthetic) note('The model was trained on synthetic speech: its estimates say nothing about human speech.');
  if (options.json) printJson({ file: path, ...found, windows: found.windows.map((window) => ({ ...window, remark: window.remark ?? null })) });
  else if (options.csv) process.stdout.write(formatTimelineCsv(found.windows, found.classes));
  else printTimeline(path, found);
}

function printTimeline(path: string, { model, windowSec, hopSec, windows }: Timeline): void {
  print(`${path}: ${count(windows.length, 'window')} of ${windowSec} s every ${hopSec} s. ${model}. Estimates, not facts about a person.`);
  for (const window of windows) print(`${secondsText(window).padStart(16)}  ${estimateText(window)}`);
  print(`In all: ${tally(windows).join(', ')}.`);
}

const secondsText = ({ fromSec, toSec }: TimelineWindow): string => `${fromSec.toFixed(1)}–${toSec.toFixed(1)} s`;

/** How many windows have which answer, most first; one that means little counts for what it lacks. */
function tally(windows: readonly TimelineWindow[]): string[] {
  const counts = new Map<string, number>();
  for (const { emotion, uncertain, remark } of windows) {
    const answer = remark ?? (uncertain ? 'uncertain' : emotion);
    counts.set(answer, (counts.get(answer) ?? 0) + 1);
  }
  return [...counts].sort(([, a], [, b]) => b - a).map(([answer, n]) => `${answer} ${n}`);
}
