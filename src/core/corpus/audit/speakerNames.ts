import type { AuditCheck } from './check.ts';
import type { Fault } from './finding.ts';
import { countOf, groupClips, type AuditedClip, type AuditSubject } from './subject.ts';

/**
 * One speaker under two names, as far as there is evidence: recordings that are filed under both, and names that differ only
 * in case, spaces, marks or leading zeros. Voices are not compared.
 */
export const speakerNames: AuditCheck = {
  id: 'speaker-names',
  title: 'one speaker under two names',
  find: (subject) => [...sharedRecordings(subject), ...similarNames(subject.clips)],
};

function sharedRecordings({ clips, copies }: AuditSubject): Fault[] {
  const shared = new Map<string, { speakers: [string, string]; paths: Set<string>; nRecordings: number }>();
  for (const members of copies.all) {
    const bySpeaker = [...groupClips(members.map((i) => clips[i]), ({ speaker }) => speaker)];
    bySpeaker.forEach(([b, ofB], j) => {
      for (const [a, ofA] of bySpeaker.slice(0, j)) {
        const key = JSON.stringify([a, b]);
        const entry = shared.get(key) ?? { speakers: [a, b], paths: new Set(), nRecordings: 0 };
        for (const { path } of [...ofA, ...ofB]) entry.paths.add(path);
        entry.nRecordings++;
        shared.set(key, entry);
      }
    });
  }
  return [...shared].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, { speakers, paths, nRecordings }]) => ({
    severity: 'error',
    paths: [...paths].sort(),
    message: `${nRecordings === 1 ? 'A recording is' : `${nRecordings} recordings are`} filed under the speakers ${speakers.join(' and ')}: one person with two names, or files with a wrong one.`,
    details: { speakers, nRecordings },
  }));
}

function similarNames(clips: readonly AuditedClip[]): Fault[] {
  const names = [...groupClips(clips, ({ speaker }) => speaker).keys()];
  return [...groupClips(names, plain)].filter(([, alike]) => alike.length > 1).map(([, alike]) => {
    const paths = alike.flatMap((name) => clips.find(({ speaker }) => speaker === name)?.path ?? []);
    return {
      severity: 'warning',
      paths,
      message: `${countOf(alike.length, 'speaker name')} differ only in case, spaces, marks or leading zeros: ${alike.join(', ')}; a clip of each is named here.`,
      details: { speakers: alike },
    };
  });
}

const plain = (name: string): string => name.toLowerCase().replace(/[^\p{L}\p{N}:]/gu, '').replace(/(?<!\d)0+(?=\d)/g, '');
