import { aesdd } from './aesdd.ts';
import type { ClipLabels, CorpusConvention } from './convention.ts';
import { cremad } from './cremad.ts';
import { emodb } from './emodb.ts';
import { emotionFolders } from './emotionFolders.ts';
import { emovdb } from './emovdb.ts';
import { esd } from './esd.ts';
import { iemocap } from './iemocap.ts';
import { meld } from './meld.ts';
import { ravdess } from './ravdess.ts';
import { savee } from './savee.ts';
import { tess } from './tess.ts';

/** The known naming rules, the strictest first; a clip belongs to the first that fits. */
export const conventions: readonly CorpusConvention[] = [ravdess, emodb, cremad, tess, iemocap, emovdb, esd, meld, aesdd, savee, emotionFolders];

/** What is told by label files alone, whatever the clips are called. */
const labelledByFiles: readonly { readonly id: string; readonly name: string }[] = [
  { id: 'msppodcast', name: 'MSP-Podcast' },
  { id: 'audformat', name: 'audformat database' },
  { id: 'manifest', name: 'Manifest' },
];

/** The name for people of a corpus's id; undefined for an id that is none. */
export const corpusName = (id: string): string | undefined => [...conventions, ...labelledByFiles].find((corpus) => corpus.id === id)?.name;

/** The corpus that a clip belongs to by its path, and its labels; undefined when no rule fits. */
export function recogniseClip(path: string): { convention: CorpusConvention; labels: ClipLabels } | undefined {
  for (const convention of conventions) {
    const labels = convention.parse(path);
    if (labels) return { convention, labels };
  }
  return undefined;
}
