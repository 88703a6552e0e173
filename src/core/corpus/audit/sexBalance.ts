import type { AuditCheck } from './check.ts';
import type { Fault } from './finding.ts';
import { groupClips, type AuditedClip } from './subject.ts';

/** Shares of the rarer sex. */
const UNEVEN = 0.4;
const VERY_UNEVEN = 0.2;

/** Clips of one sex that are much rarer than of the other, in the corpus or in an emotion, by the corpus's own labels. */
export const sexBalance: AuditCheck = {
  id: 'sex-balance',
  title: 'one sex much rarer than the other',
  find: ({ clips }) => {
    const known = clips.filter(({ sex }) => sex !== undefined);
    if (known.length === 0) return [];
    const all = sharesOf(known);
    if (all.nRarer === 0) return [{ severity: 'note', paths: [], message: `All ${known.length} clips whose speaker's sex is known are of ${all.commoner} speakers.`, details: { counts: all.counts } }];
    const whole: Fault[] =
      all.share >= UNEVEN ? [] : [{ severity: all.share < VERY_UNEVEN ? 'warning' : 'note', paths: [], message: `Only ${(100 * all.share).toFixed(0)} % of the clips (${all.nRarer} of ${known.length}) are of ${all.rarer} speakers.`, details: { share: all.share, counts: all.counts } }];
    const emotions = [...groupClips(known, ({ emotion }) => emotion)].flatMap(([emotion, group]): Fault[] => {
      const { nRarer, commoner, counts } = sharesOf(group);
      if (nRarer > 0) return [];
      return [{ severity: 'warning', paths: [], message: `All ${group.length} clips of ${emotion} are of ${commoner} speakers, though the corpus has others; a model can learn the one for the other.`, details: { emotion, counts } }];
    });
    return [...whole, ...emotions];
  },
};

function sharesOf(clips: readonly AuditedClip[]): { rarer: string; commoner: string; nRarer: number; share: number; counts: Readonly<Record<string, number>> } {
  const nFemale = clips.filter(({ sex }) => sex === 'female').length;
  const nMale = clips.length - nFemale;
  const [rarer, commoner] = nFemale < nMale ? ['female', 'male'] : ['male', 'female'];
  const nRarer = Math.min(nFemale, nMale);
  return { rarer, commoner, nRarer, share: nRarer / clips.length, counts: { female: nFemale, male: nMale } };
}
