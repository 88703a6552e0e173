import { readdir } from 'node:fs/promises';
import { basename, join, resolve } from 'node:path';
import { hasAudioExtension, type AnyAudioHeader } from '../core/audio/audioFormat.ts';
import { isSynthetic } from '../core/audio/synthesis/syntheticMark.ts';
import type { CorpusConvention } from '../core/corpus/convention.ts';
import { canonicalEmotion } from '../core/corpus/emotion.ts';
import { labelClip } from '../core/corpus/labelClip.ts';
import type { LabelBook } from '../core/corpus/labels/labelBook.ts';
import { mayHoldLabels } from '../core/corpus/labels/labelFiles.ts';
import { SerError } from '../core/errors.ts';
import { mapConcurrently } from './mapConcurrently.ts';
import { openFile, readAudioHeaderOf } from './openFile.ts';
import { insideOf, readLabelBook } from './readLabelBook.ts';
import type { FileStamp } from './store/store.ts';
import { systemReason } from './systemReason.ts';
import { throwIfCancelled, toProblem, type Problem, type TaskOptions } from './task.ts';

/** A clip of a corpus on disk. Emotion and speaker are undefined where neither its name nor a label file tells them. */
export interface ScannedClip extends FileStamp {
  readonly corpus: string | undefined;
  readonly emotion: string | undefined;
  readonly speaker: string | undefined;
  readonly sex: 'female' | 'male' | undefined;
  readonly sentence: string | undefined;
  readonly intensity: string | undefined;
  readonly session?: string | undefined;
  readonly split?: string | undefined;
  readonly durationSec: number;
  readonly sampleRate: number;
  readonly channels: number;
  readonly synthetic: boolean;
}

/** What a folder holds. `corpus` is the id of the one corpus found, `mixed` for several, `unknown` for none. */
export interface CorpusScan {
  readonly root: string;
  readonly name: string;
  readonly corpus: string;
  readonly clips: readonly ScannedClip[];
  /** Files that cannot be read. */
  readonly problems: readonly Problem[];
  /** Label files that cannot be used, clips that a label is missing of, and clips that no rule knows among those that one does. */
  readonly labelProblems: readonly Problem[];
  readonly synthetic: boolean;
}

/** Enough of a file for its header, unless much else comes before the samples. */
const HEADER_BYTES = 4096;
const OPEN_FILES = 32;

/** A clip with what is wrong with its labels. */
interface LabelledScan {
  readonly clip: ScannedClip;
  readonly faults: readonly string[];
  readonly lacksFilesOf: CorpusConvention | undefined;
}

/**
 * Finds the audio files under a folder, reads their headers, and labels them by their names and by the label files beside them.
 * Hidden folders are left out; a file or an inner folder that cannot be read becomes a problem, and the scan goes on.
 *
 * @param dir the folder; paths that are given back are absolute
 * @throws SerError `directory-unreadable` when the folder itself cannot be read, `cancelled`
 */
export async function scanCorpus(dir: string, { signal, onProgress }: TaskOptions = {}): Promise<CorpusScan> {
  const root = resolve(dir);
  const problems: Problem[] = [];
  const { audio: paths, others } = await listFiles(dir, problems, signal);
  const { book, problems: fileProblems } = await readLabelBook(root, others, paths.map((path) => insideOf(root, path)), signal);
  const scanned: LabelledScan[] = [];
  let done = 0;
  await mapConcurrently(paths, OPEN_FILES, async (path) => {
    throwIfCancelled(signal);
    try {
      scanned.push(await scanClip(root, path, book));
    } catch (error) {
      problems.push(toProblem(path, error));
    }
    onProgress?.({ phase: 'scan', done: ++done, total: paths.length });
  });
  const byPath = (a: { path: string }, b: { path: string }): number => (a.path < b.path ? -1 : 1);
  scanned.sort((a, b) => byPath(a.clip, b.clip));
  problems.sort(byPath);
  const clips = scanned.map(({ clip }) => clip);
  const corpora = [...new Set(clips.map((clip) => clip.corpus))].filter((corpus) => corpus !== undefined);
  const corpus = corpora.length > 1 ? 'mixed' : (corpora[0] ?? 'unknown');
  return {
    root,
    name: basename(root) || root,
    corpus,
    // Several corpora have several words for an emotion and the same ids for different speakers.
    clips: corpus === 'mixed' ? clips.map(withSharedLabels) : clips,
    problems,
    labelProblems: [...fileProblems, ...clipProblems(root, scanned)].sort(byPath),
    synthetic: clips.some((clip) => clip.synthetic),
  };
}

function withSharedLabels(clip: ScannedClip): ScannedClip {
  const { corpus, emotion, speaker, sentence, session } = clip;
  if (corpus === undefined) return clip;
  const ofCorpus = (id: string | undefined): string | undefined => id && `${corpus}:${id}`;
  return { ...clip, emotion: emotion && (canonicalEmotion(emotion) ?? emotion), speaker: ofCorpus(speaker), sentence: ofCorpus(sentence), session: ofCorpus(session) };
}

/** What is wrong with the labels of clips. Where nothing is known at all, the folder is just no corpus. */
function clipProblems(root: string, scanned: readonly LabelledScan[]): Problem[] {
  const problems = scanned.flatMap(({ clip, faults }) => faults.map((message): Problem => ({ path: clip.path, code: clip.emotion === undefined ? 'no-labels' : 'table-invalid', message })));
  const lacking = new Map<CorpusConvention, number>();
  for (const { lacksFilesOf } of scanned) if (lacksFilesOf) lacking.set(lacksFilesOf, (lacking.get(lacksFilesOf) ?? 0) + 1);
  for (const [{ name, labelFiles }, nClips] of lacking) {
    problems.push({ path: root, code: 'no-labels', message: `${name} keeps its emotions in ${labelFiles}, which are not here: ${nClips === 1 ? '1 clip has' : `${nClips} clips have`} none.` });
  }
  if (scanned.every(({ clip }) => clip.corpus === undefined)) return problems;
  const message = 'No known rule fits its name among the clips of a corpus, and no label file names it: it has no label.';
  return [...problems, ...scanned.filter(({ clip }) => clip.corpus === undefined).map(({ clip }): Problem => ({ path: clip.path, code: 'no-labels', message }))];
}

async function listFiles(dir: string, problems: Problem[], signal: AbortSignal | undefined): Promise<{ audio: string[]; others: string[] }> {
  const audio: string[] = [];
  const others: string[] = [];
  const root = resolve(dir);
  const visit = async (folder: string): Promise<void> => {
    throwIfCancelled(signal);
    let entries;
    try {
      entries = await readdir(folder, { withFileTypes: true });
    } catch (error) {
      const reason = systemReason(error);
      // Named as its user named it.
      if (folder === root) throw new SerError('directory-unreadable', `The folder ${dir} cannot be read: ${reason}.`, { path: dir });
      problems.push(toProblem(folder, new SerError('directory-unreadable', `The folder cannot be read: ${reason}.`, { path: folder })));
      return;
    }
    for (const entry of entries) {
      if (entry.name.startsWith('.')) continue;
      const path = join(folder, entry.name);
      if (entry.isDirectory()) await visit(path);
      else if (hasAudioExtension(entry.name)) audio.push(path);
      else if (mayHoldLabels(entry.name)) others.push(path);
    }
  };
  await visit(root);
  return { audio, others };
}

async function scanClip(root: string, path: string, book: LabelBook): Promise<LabelledScan> {
  const { header, stamp } = await readHeader(path);
  const durationSec = header.nSamples / header.sampleRate;
  const inside = insideOf(root, path);
  // The opened folder itself may be named by an emotion or a speaker.
  const { corpus, labels, faults, lacksFilesOf } = labelClip({ path: `${basename(root)}/${inside}`, inside, durationSec }, book);
  const { emotion, speaker, sex, sentence, intensity, session, split } = labels;
  const clip = { ...stamp, corpus, emotion, speaker, sex, sentence, intensity, session, split, durationSec, sampleRate: header.sampleRate, channels: header.nChannels, synthetic: isSynthetic(header.comment) };
  return { clip, faults, lacksFilesOf };
}

/**
 * The header and the stamp of an audio file.
 *
 * @throws SerError `file-unreadable` or a coded error of the format
 */
export async function readHeader(path: string): Promise<{ header: AnyAudioHeader; stamp: FileStamp }> {
  const file = await openFile(path, HEADER_BYTES);
  try {
    return { header: await readAudioHeaderOf(file), stamp: file.stamp };
  } finally {
    await file.close();
  }
}
