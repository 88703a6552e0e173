import { remarkOn } from '../../audio/clipSound.ts';
import type { AuditCheck } from './check.ts';
import type { Fault } from './finding.ts';
import type { AuditedClip } from './subject.ts';

/** Modified z-scores beyond this are out of line; a normal distribution has one in 1.7 million there. */
const FAR = 5;
/** Turns a median deviation into a standard deviation of a normal distribution. */
const TO_SIGMA = 1.4826;
/** Lengths that hardly differ make every other one an exception: at least 5 % count as one deviation. */
const LEAST_SPREAD = 0.05;
/** Fewer lengths have no usual one. */
const LEAST_CLIPS = 10;

/**
 * Clips that are too short to judge (0.1 s), and those whose length is out of line: the logarithm lies more than five
 * standard deviations, estimated by the median deviation, from the median.
 *
 * @see B. Iglewicz, D. C. Hoaglin, "How to Detect and Handle Outliers", 1993
 */
export const durations: AuditCheck = {
  id: 'durations',
  title: 'clips much shorter or longer than the others',
  find: ({ clips }) => {
    const logs = clips.map(({ durationSec }) => Math.log(durationSec));
    const centre = median(logs);
    const spread = Math.max(LEAST_SPREAD, TO_SIGMA * median(logs.map((log) => Math.abs(log - centre))));
    return clips.flatMap((clip) => faultOf(clip, clips.length < LEAST_CLIPS ? 0 : (Math.log(clip.durationSec) - centre) / spread, Math.exp(centre)));
  },
};

function faultOf({ path, durationSec }: AuditedClip, deviation: number, medianSec: number): Fault[] {
  const tooShort = remarkOn({ durationSec, peak: 1 }) === 'too short to judge';
  if (!tooShort && Math.abs(deviation) <= FAR) return [];
  const length = durationSec < 1 ? `${(1000 * durationSec).toFixed(0)} ms` : `${durationSec.toFixed(1)} s`;
  return [
    {
      severity: tooShort ? 'warning' : 'note',
      paths: [path],
      message: tooShort ? `The clip is ${length} long, too short to judge.` : `The clip is ${length} long; half of the clips are ${deviation > 0 ? 'shorter' : 'longer'} than ${medianSec.toFixed(1)} s.`,
      details: { durationSec, medianSec, deviation },
    },
  ];
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}
