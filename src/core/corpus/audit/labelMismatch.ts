import { canonicalEmotion } from '../emotion.ts';
import { stemOf } from '../convention.ts';
import type { AuditCheck } from './check.ts';
import type { Fault } from './finding.ts';
import type { AuditedClip } from './subject.ts';

/** The rule under which a clip's label is its folder's. */
const BY_FOLDER = 'folders';

/** Labels that contradict each other: that of the corpus, the emotion that a folder is named by, and a word in the file's name. */
export const labelMismatch: AuditCheck = {
  id: 'label-mismatch',
  title: 'a label that contradicts the name of the file or the folder',
  find: ({ clips }) => clips.flatMap(mismatchOf),
};

function mismatchOf(clip: AuditedClip): Fault[] {
  const label = clip.emotion === undefined ? undefined : canonicalEmotion(clip.emotion);
  const folders = clip.path.split('/').slice(0, -1);
  const folder = folders.map((name) => ({ name, emotion: emotionNamed(name) })).findLast(({ emotion }) => emotion !== undefined);
  // Under a corpus's own rule other parts of a name mean other things: a sentence of TESS is "calm".
  const word = clip.corpus === undefined || clip.corpus === BY_FOLDER ? emotionNamed(stemOf(clip.path)) : undefined;
  const claims = [
    ...(label === undefined || clip.corpus === BY_FOLDER ? [] : [{ emotion: label, by: 'its label' }]),
    ...(folder ? [{ emotion: folder.emotion, by: `the folder "${folder.name}"` }] : []),
    ...(word === undefined ? [] : [{ emotion: word, by: 'its file name' }]),
  ];
  if (new Set(claims.map(({ emotion }) => emotion)).size < 2) return [];
  return [
    {
      severity: 'warning',
      paths: [clip.path],
      message: `The clip is of ${claims.map(({ emotion, by }) => `${emotion} by ${by}`).join(', but of ')}.`,
      details: { label: clip.emotion ?? null, folder: folder?.emotion ?? null, name: word ?? null },
    },
  ];
}

/** The one emotion that a name tells, as itself or by a word in it; undefined for none, for several, and for "other". */
function emotionNamed(name: string): string | undefined {
  const words = name.toLowerCase().split(/[^\p{L}]+/u);
  const found = new Set([name.replaceAll(/[\s-]/g, '_'), ...words].map(canonicalEmotion).filter((emotion) => emotion !== undefined && emotion !== 'other'));
  return found.size === 1 ? [...found][0] : undefined;
}
