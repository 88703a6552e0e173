import type { ClipLabels, CorpusConvention } from './convention.ts';
import { cremad } from './cremad.ts';
import { emodb } from './emodb.ts';
import { emotionFolders } from './emotionFolders.ts';
import { ravdess } from './ravdess.ts';

/** The known naming rules, the strictest first; a clip belongs to the first that fits. */
export const conventions: readonly CorpusConvention[] = [ravdess, emodb, cremad, emotionFolders];

/** The corpus that a clip belongs to by its path, and its labels; undefined when no rule fits. */
export function recogniseClip(path: string): { convention: CorpusConvention; labels: ClipLabels } | undefined {
  for (const convention of conventions) {
    const labels = convention.parse(path);
    if (labels) return { convention, labels };
  }
  return undefined;
}
