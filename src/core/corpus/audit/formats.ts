import type { AuditCheck } from './check.ts';
import type { Fault } from './finding.ts';
import { countOf, groupClips, type AuditedClip, type AuditSubject } from './subject.ts';

/** What at least this share of the clips has is what the corpus has; the others are exceptions. */
const USUAL_SHARE = 0.9;
/** Shares of a format in two emotions that differ by this much make the format a hint of the emotion. */
const TELLING_DIFFERENCE = 0.5;
const LEAST_CLIPS = 5;

/** Clips of another sample rate or number of channels than the rest, and a mixture that goes with the emotion. */
export const formats: AuditCheck = {
  id: 'formats',
  title: 'sample rates and channels out of line',
  find: (subject) => [
    ...exceptions(subject, 'sample rate', ({ sampleRate }) => `${sampleRate} Hz`),
    ...exceptions(subject, 'number of channels', ({ channels }) => String(channels)),
  ],
};

function exceptions({ clips }: AuditSubject, what: string, formatOf: (clip: AuditedClip) => string): Fault[] {
  const groups = [...groupClips(clips, formatOf)].sort(([, a], [, b]) => b.length - a.length);
  if (groups.length < 2) return [];
  const [[usual, most], ...others] = groups;
  const counts = Object.fromEntries(groups.map(([format, { length }]) => [format, length]));
  const telling = tellingEmotions(clips, formatOf, usual);
  const hint: Fault[] = telling
    ? [{ severity: 'warning', paths: [], message: `The ${what} goes with the emotion: ${usual} in ${percent(telling.high.share)} of ${telling.high.emotion} and ${percent(telling.low.share)} of ${telling.low.emotion}; a model can learn the one for the other.`, details: { what, counts, [telling.high.emotion]: telling.high.share, [telling.low.emotion]: telling.low.share } }]
    : [];
  if (most.length < USUAL_SHARE * clips.length) {
    const list = groups.map(([format, { length }]) => `${format} (${length})`).join(', ');
    return [...hint, { severity: 'note', paths: [], message: `The ${what} is mixed: ${list}.`, details: { what, counts } }];
  }
  return [
    ...hint,
    ...others.map(([format, group]): Fault => ({
      severity: 'warning',
      paths: group.map(({ path }) => path),
      message: `${countOf(group.length, 'clip')} with the ${what} ${format} among ${most.length} with ${usual}.`,
      details: { what, format, usual, counts },
    })),
  ];
}

interface EmotionShare {
  readonly emotion: string;
  readonly share: number;
}

/** The emotions with the largest and the smallest share of clips in the usual format, when these lie far apart. */
function tellingEmotions(clips: readonly AuditedClip[], formatOf: (clip: AuditedClip) => string, usual: string): { high: EmotionShare; low: EmotionShare } | undefined {
  const shares = [...groupClips(clips, ({ emotion }) => emotion)]
    .filter(([, group]) => group.length >= LEAST_CLIPS)
    .map(([emotion, group]): EmotionShare => ({ emotion, share: group.filter((clip) => formatOf(clip) === usual).length / group.length }))
    .sort((a, b) => b.share - a.share);
  const [high, low] = [shares[0], shares[shares.length - 1]];
  return high && high.share - low.share >= TELLING_DIFFERENCE ? { high, low } : undefined;
}

const percent = (share: number): string => `${(100 * share).toFixed(0)} %`;
