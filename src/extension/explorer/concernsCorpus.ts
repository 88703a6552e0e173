import { basename, extname, relative, sep } from 'node:path';
import { hasAudioExtension } from '../../core/audio/audioFormat.ts';
import { mayHoldLabels } from '../../core/corpus/labels/labelFiles.ts';

/** Whether a corpus may look different after something happened to a path: to a clip, a label file, or a whole folder. */
export function concernsCorpus(root: string, path: string, happening: 'created' | 'changed' | 'deleted'): boolean {
  // Hidden files and folders are left out of corpora.
  if (relative(root, path).split(sep).some((part) => part.startsWith('.'))) return false;
  const name = basename(path);
  if (hasAudioExtension(name) || mayHoldLabels(name)) return true;
  // What a folder holds is not told one by one, and whether a path that is gone was a folder, only its name can tell.
  return happening !== 'changed' && extname(name) === '';
}
