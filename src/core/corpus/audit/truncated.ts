import type { AuditCheck } from './check.ts';
import type { Fault } from './finding.ts';
import type { AuditedClip } from './subject.ts';
import { problemFault, TRUNCATED } from './unreadable.ts';

/** How near the level of the first or the last 10 ms comes to the loudest, as a ratio: 20 dB. */
const NEAR_LOUDEST = 0.1;
/** And how far above the clip's quiet parts it lies: 10 dB. A steady sound has no beginning that could be missed. */
const ABOVE_QUIET = 10 ** (10 / 20);

/** Files that are shorter than their header says, and speech that is under way at the first or the last sample. */
export const truncated: AuditCheck = {
  id: 'truncated',
  title: 'files that end too early, speech that is cut at an end',
  find: ({ clips, problems }) => [...problems.filter(({ code }) => code === TRUNCATED).map(problemFault('error')), ...clips.flatMap(cutOf)],
};

function cutOf({ path, measures: { first, last, loudest, quiet } }: AuditedClip): Fault[] {
  const isCut = (level: number): boolean => level >= NEAR_LOUDEST * loudest && level > ABOVE_QUIET * quiet;
  const ends = [...(isCut(first) ? [{ end: 'start', level: first }] : []), ...(isCut(last) ? [{ end: 'end', level: last }] : [])];
  if (ends.length === 0) return [];
  const toDb = (level: number): number => 20 * Math.log10(level / loudest);
  return [
    {
      severity: 'warning',
      paths: [path],
      message: `The sound is cut at ${ends.map(({ end, level }) => `its ${end}, where it is only ${(-toDb(level)).toFixed(0)} dB under the loudest`).join(', and at ')}.`,
      details: { ends: ends.map(({ end }) => end), levelsDb: Object.fromEntries(ends.map(({ end, level }) => [end, toDb(level)])) },
    },
  ];
}
