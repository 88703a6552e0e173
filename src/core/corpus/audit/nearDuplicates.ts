import type { AuditCheck } from './check.ts';
import { countOf } from './subject.ts';

/** Clips that hold the same recording at another rate, gain or encoding, or with more or less of it before and behind. */
export const nearDuplicates: AuditCheck = {
  id: 'near-duplicates',
  title: 'clips with the same recording, encoded or cut otherwise',
  find: ({ clips, copies }) =>
    copies.near.map(({ members, pairs }) => {
      const group = members.map((i) => clips[i]);
      const speakers = [...new Set(group.flatMap(({ speaker }) => speaker ?? []))];
      const difference = Math.max(...pairs.map((pair) => pair.difference));
      const comparedSec = Math.min(...pairs.map((pair) => pair.comparedSec));
      const whose = speakers.length > 1 ? `, of speakers ${speakers.join(', ')}` : '';
      return {
        severity: speakers.length > 1 ? 'error' : 'warning',
        paths: group.map(({ path }) => path),
        message: `${countOf(group.length, 'clip')} hold the same recording${whose}: their fingerprints differ in ${(100 * difference).toFixed(1)} % of the bits over ${comparedSec.toFixed(1)} s.`,
        details: { difference, comparedSec, speakers, rates: [...new Set(group.map(({ sampleRate }) => String(sampleRate)))] },
      };
    }),
};
