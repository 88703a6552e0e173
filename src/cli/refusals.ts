import type { Command } from 'commander';
import { createWindowLengths } from '../core/audio/slidingWindows.ts';
import { isSerError } from '../core/errors.ts';
import { featureSetById } from '../core/features/featureSet.ts';
import type { ExtractOptions } from './commands/extract.ts';
import { refuseReportOut } from './commands/report.ts';
import type { TimelineOptions } from './commands/timeline.ts';
import { refuseOut } from './commands/writeFeatures.ts';
import { readLearningOptions, type LearningOptions } from './learningOptions.ts';

// What is wrong usage only by several options together; looked at before a command does anything.

/** What `--out` may be depends on another option. */
export function refuseWrongOut(command: Command): void {
  const { set, out } = command.opts<ExtractOptions>();
  const refusal = refuseOut(featureSetById(set), out);
  if (refusal) command.error(`error: ${refusal}`);
}

/** How long a hop may be depends on the window. */
export function refuseWrongWindows(command: Command): void {
  const { window, hop } = command.opts<TimelineOptions>();
  try {
    createWindowLengths(window, hop);
  } catch (error) {
    if (isSerError(error)) command.error(`error: ${error.message}`);
    throw error;
  }
}

/** What a parameter may be depends on the learner. */
export function refuseWrongLearning(command: Command): void {
  try {
    readLearningOptions(command.opts<LearningOptions>());
  } catch (error) {
    if (isSerError(error)) command.error(`error: ${error.message}`);
    throw error;
  }
}

/** What a report can be is told by the end of its name. */
export function refuseWrongReport(command: Command): void {
  const refusal = refuseReportOut(command.opts<{ out: string }>().out);
  if (refusal) command.error(`error: ${refusal}`);
}
