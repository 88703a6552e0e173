import { remarkOnExtent } from '../../audio/clipSound.ts';
import type { AuditCheck } from './check.ts';
import type { Fault } from './finding.ts';
import { groupClips, type AuditedClip } from './subject.ts';

/** Modified z-scores beyond this are out of line; a normal distribution has one in 1.7 million there. */
const FAR = 5;
/** Turns a median deviation into a standard deviation of a normal distribution. */
const TO_SIGMA = 1.4826;
/** Lengths that hardly differ make every other one an exception: at least 5 % count as one deviation. */
const LEAST_SPREAD = 0.05;
/** Fewer lengths have no usual one. */
const LEAST_CLIPS = 10;

/** Natural lengths hardly ever agree to the sample. */
const SAME_SHARE = 0.5;

/**
 * Clips that are too short to judge (0.1 s), and those whose length is out of line: the logarithm lies more than five
 * standard deviations, estimated by the median deviation, from the median. One length of most clips means that they were
 * cut or filled up to it.
 *
 * @see B. Iglewicz, D. C. Hoaglin, "How to Detect and Handle Outliers", 1993
 */
export const durations: AuditCheck = {
  id: 'durations',
  title: 'clips much shorter or longer than the others',
  find: ({ clips }) => [...groupClips(clips, ({ corpus }) => corpus ?? '').values()].flatMap(faultsOf),
};

/** Of the clips of one corpus: another may have other lengths. */
function faultsOf(clips: readonly AuditedClip[]): Fault[] {
  const logs = clips.map(({ durationSec }) => Math.log(durationSec));
  const centre = median(logs);
  const spread = Math.max(LEAST_SPREAD, TO_SIGMA * median(logs.map((log) => Math.abs(log - centre))));
  const medianSec = Math.exp(centre);
  if (clips.length < LEAST_CLIPS) return clips.flatMap((clip) => faultOf(clip, 0, medianSec));
  return [...oneLength(clips), ...clips.flatMap((clip) => faultOf(clip, (Math.log(clip.durationSec) - centre) / spread, medianSec))];
}

function oneLength(clips: readonly AuditedClip[]): Fault[] {
  const groups = [...groupClips(clips, ({ durationSec }) => String(durationSec))];
  const [length, { length: nSame }] = groups.reduce((a, b) => (b[1].length > a[1].length ? b : a));
  if (nSame < SAME_SHARE * clips.length) return [];
  const durationSec = Number(length);
  return [{ severity: 'note', paths: [], message: `${nSame} of ${clips.length} clips are exactly ${lengthText(durationSec)} long: they were cut or filled up to it.`, details: { durationSec, nSame } }];
}

function faultOf({ path, durationSec }: AuditedClip, deviation: number, medianSec: number): Fault[] {
  const tooShort = remarkOnExtent({ durationSec, peak: 1 }) === 'too short to judge';
  if (!tooShort && Math.abs(deviation) <= FAR) return [];
  const length = lengthText(durationSec);
  return [
    {
      severity: tooShort ? 'warning' : 'note',
      paths: [path],
      message: tooShort ? `The clip is ${length} long, too short to judge.` : `The clip is ${length} long; half of the clips are ${deviation > 0 ? 'shorter' : 'longer'} than ${medianSec.toFixed(1)} s.`,
      details: { durationSec, medianSec, deviation },
    },
  ];
}

const lengthText = (durationSec: number): string => (durationSec < 1 ? `${(1000 * durationSec).toFixed(0)} ms` : `${durationSec.toFixed(1)} s`);

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}
