import type { AuditCheck } from './check.ts';
import { countOf } from './subject.ts';

/**
 * Clips with the same decoded samples at the same rate, whatever their container. With different speakers they are on both
 * sides of a split by speaker.
 */
export const exactDuplicates: AuditCheck = {
  id: 'exact-duplicates',
  title: 'clips with the same samples',
  find: ({ clips, copies }) =>
    copies.exact.map((members) => {
      const group = members.map((i) => clips[i]);
      const sameBytes = new Set(group.map(({ fileHash }) => fileHash)).size === 1;
      const speakers = [...new Set(group.flatMap(({ speaker }) => speaker ?? []))];
      const whose = speakers.length > 1 ? `, of speakers ${speakers.join(', ')}` : '';
      return {
        severity: speakers.length > 1 ? 'error' : 'warning',
        paths: group.map(({ path }) => path),
        message: `${countOf(group.length, 'file')} ${sameBytes ? 'are the same' : 'hold the same samples'}${whose}.`,
        details: { sameBytes, speakers, samplesHash: group[0].samplesHash },
      };
    }),
};
