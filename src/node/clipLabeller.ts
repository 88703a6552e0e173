import { basename } from 'node:path';
import type { CorpusConvention } from '../core/corpus/convention.ts';
import { labelClip } from '../core/corpus/labelClip.ts';
import type { LabelBook } from '../core/corpus/labels/labelBook.ts';
import { clipsIn, type ClipTable } from './clipTable.ts';
import { insideOf } from './readLabelBook.ts';
import type { ReadFacts, ScannedClip } from './scanCorpus.ts';
import type { Problem } from './task.ts';

/** Puts labels to the clips of a folder, and remembers what is wrong with them. */
export interface ClipLabeller {
  label(path: string, read: ReadFacts): ScannedClip;
  /** Where nothing is known of any of the clips, the folder is just no corpus. */
  problems(clips: ClipTable): Problem[];
}

/** @param root the opened folder, absolute */
export function createClipLabeller(root: string, book: LabelBook): ClipLabeller {
  const found: Problem[] = [];
  const lacking = new Map<CorpusConvention, number>();
  return {
    label(path, { bytes, modifiedMs, durationSec, sampleRate, channels, synthetic }) {
      const inside = insideOf(root, path);
      // The opened folder itself may be named by an emotion or a speaker.
      const { corpus, labels, faults, lacksFilesOf } = labelClip({ path: `${basename(root)}/${inside}`, inside, durationSec }, book);
      const { emotion, speaker, sex, sentence, intensity, session, split } = labels;
      for (const message of faults) found.push({ path, code: emotion === undefined ? 'no-labels' : 'table-invalid', message });
      if (lacksFilesOf) lacking.set(lacksFilesOf, (lacking.get(lacksFilesOf) ?? 0) + 1);
      return { path, bytes, modifiedMs, corpus, emotion, speaker, sex, sentence, intensity, session, split, durationSec, sampleRate, channels, synthetic };
    },
    problems(clips) {
      // Headers are read in no order of their own.
      const ofFolder = [...lacking].toSorted(([a], [b]) => (a.name < b.name ? -1 : 1)).map(([{ name, labelFiles }, nClips]): Problem => ({ path: root, code: 'no-labels', message: `${name} keeps its emotions in ${labelFiles}, which are not here: ${nClips === 1 ? '1 clip has' : `${nClips} clips have`} none.` }));
      const message = 'No known rule fits its name among the clips of a corpus, and no label file names it: it has no label.';
      const unknown: Problem[] = [];
      for (const { path, corpus } of clipsIn(clips)) if (corpus === undefined) unknown.push({ path, code: 'no-labels', message });
      return [...found, ...ofFolder, ...(unknown.length < clips.length ? unknown : [])];
    },
  };
}
