import type { AuditCheck } from './check.ts';
import { connect } from './copies.ts';
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

/** Speakers are connected by the recordings that they share: twenty names of one file are one finding. */
function sharedRecordings({ clips, copies }: AuditSubject): Fault[] {
  const names = [...groupClips(clips, ({ speaker }) => speaker).keys()];
  const placeOf = new Map(names.map((name, i) => [name, i]));
  const shared = copies.all
    .map((members) => ({ members, speakers: [...new Set(members.flatMap((i) => placeOf.get(clips[i].speaker ?? '') ?? []))] }))
    .filter(({ speakers }) => speakers.length > 1);
  return connect(shared.map(({ speakers }) => speakers)).map((group): Fault => {
    const speakers = group.map((i) => names[i]);
    const recordings = shared.filter((recording) => group.includes(recording.speakers[0]));
    return {
      severity: 'error',
      paths: recordings.flatMap(({ members }) => members.map((i) => clips[i].path)).sort(),
      message: `${recordings.length === 1 ? 'A recording is' : `${recordings.length} recordings are`} filed under the speakers ${speakers.join(', ')}: one person with several names, or files with a wrong one.`,
      details: { speakers, nRecordings: recordings.length },
    };
  });
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
