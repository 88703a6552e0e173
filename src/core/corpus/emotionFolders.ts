import { canonicalEmotion } from './emotion.ts';
import type { CorpusConvention } from './convention.ts';

/** Folders that name a side of a partition, never a speaker. */
const SPLIT = /^(train|training|dev|development|val|valid|validation|eval|evaluation|test|testing)$/i;

/**
 * Clips in folders named by emotion. The speaker is the folder above the emotion (`anna/angry/1.wav`) or below it
 * (`angry/anna/1.wav`), else the part of the file name before its first "_"; without either it is empty: unknown. Folders
 * such as `train` and `test` are the split.
 */
export const emotionFolders: CorpusConvention = {
  id: 'folders',
  name: 'Folders named by emotion',
  parse(path) {
    const folders = path.split('/');
    const file = folders.pop() ?? '';
    const split = folders.findLast((folder) => SPLIT.test(folder))?.toLowerCase();
    const parts = folders.filter((folder) => !SPLIT.test(folder));
    const at = parts.findLastIndex((part) => canonicalEmotion(part) !== undefined);
    if (at < 0) return undefined;
    const underscore = file.indexOf('_');
    const speaker = parts[at + 1] ?? parts[at - 1] ?? (underscore > 0 ? file.slice(0, underscore) : '');
    return { emotion: parts[at].toLowerCase(), speaker, ...(split && { split }) };
  },
};
