import { readdir } from 'node:fs/promises';
import { basename, join, resolve } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { hasAudioExtension, type AnyAudioHeader } from '../core/audio/audioFormat.ts';
import { isSynthetic } from '../core/audio/synthesis/syntheticMark.ts';
import type { CorpusConvention } from '../core/corpus/convention.ts';
import { canonicalEmotion } from '../core/corpus/emotion.ts';
import { labelClip } from '../core/corpus/labelClip.ts';
import type { LabelBook } from '../core/corpus/labels/labelBook.ts';
import { mayHoldLabels } from '../core/corpus/labels/labelFiles.ts';
import { SerError } from '../core/errors.ts';
import { mapConcurrently } from './mapConcurrently.ts';
import { openFile, readAudioHeaderOf, stampOf } from './openFile.ts';
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

/** How a scan is watched and stopped. */
export interface ScanOptions extends TaskOptions {
  /**
   * Gets what the names tell, of a folder with many files, before their headers are read: clips without duration, rate and size, and
   * no problems.
   */
  readonly onListed?: ((outline: CorpusScan) => void) | undefined;
  /** A clip as an earlier scan found it: the header of a file that has its size and time still is not read again. */
  readonly known?: ((path: string) => ScannedClip | undefined) | undefined;
}

/** A folder of fewer files is read before anybody could look at an outline of it. */
const OUTLINED_FROM = 2000;

/** Enough of a file for its header, unless much else comes before the samples. */
const HEADER_BYTES = 4096;
const OPEN_FILES = 32;
const OPEN_FOLDERS = 8;

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
export async function scanCorpus(dir: string, { signal, onProgress, onListed, known }: ScanOptions = {}): Promise<CorpusScan> {
  const root = resolve(dir);
  const problems: Problem[] = [];
  const { audio: paths, others } = await listFiles(dir, problems, signal);
  const { book, problems: fileProblems } = await readLabelBook(root, others, paths.map((path) => insideOf(root, path)), signal);
  if (onListed && paths.length >= OUTLINED_FROM) onListed(await outlineOf(root, paths, book, signal));
  const scanned: LabelledScan[] = [];
  let done = 0;
  await mapConcurrently(paths, OPEN_FILES, async (path) => {
    throwIfCancelled(signal);
    try {
      scanned.push(labelScan(root, path, book, await readFacts(path, known?.(path))));
    } catch (error) {
      problems.push(toProblem(path, error));
    }
    onProgress?.({ phase: 'scan', done: ++done, total: paths.length });
  });
  scanned.sort((a, b) => byPath(a.clip, b.clip));
  return gather(root, scanned.map(({ clip }) => clip), problems.sort(byPath), [...fileProblems, ...clipProblems(root, scanned)].sort(byPath));
}

/** Clips between two pauses of an outline, in which others get their turn. */
const LABELLED_AT_ONCE = 4000;

async function outlineOf(root: string, paths: readonly string[], book: LabelBook, signal: AbortSignal | undefined): Promise<CorpusScan> {
  const clips: ScannedClip[] = [];
  for (const path of paths) {
    clips.push(labelScan(root, path, book, UNREAD).clip);
    if (clips.length % LABELLED_AT_ONCE > 0) continue;
    await setImmediate();
    throwIfCancelled(signal);
  }
  return gather(root, clips, [], []);
}

const byPath = (a: { readonly path: string }, b: { readonly path: string }): number => (a.path < b.path ? -1 : 1);

function gather(root: string, clips: readonly ScannedClip[], problems: readonly Problem[], labelProblems: readonly Problem[]): CorpusScan {
  const corpora = [...new Set(clips.map((clip) => clip.corpus))].filter((corpus) => corpus !== undefined);
  const corpus = corpora.length > 1 ? 'mixed' : (corpora[0] ?? 'unknown');
  return {
    root,
    name: basename(root) || root,
    corpus,
    // Several corpora have several words for an emotion and the same ids for different speakers.
    clips: corpus === 'mixed' ? clips.map(withSharedLabels) : clips,
    problems,
    labelProblems,
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
    const folders: string[] = [];
    for (const entry of entries) {
      if (entry.name.startsWith('.')) continue;
      const path = join(folder, entry.name);
      if (entry.isDirectory()) folders.push(path);
      else if (hasAudioExtension(entry.name)) audio.push(path);
      else if (mayHoldLabels(entry.name)) others.push(path);
    }
    await mapConcurrently(folders, OPEN_FOLDERS, visit);
  };
  await visit(root);
  return { audio: audio.sort(), others };
}

type ReadFacts = Pick<ScannedClip, 'bytes' | 'modifiedMs' | 'durationSec' | 'sampleRate' | 'channels' | 'synthetic'>;

/** Of a clip whose header has not been read. */
const UNREAD: ReadFacts = { bytes: 0, modifiedMs: 0, durationSec: 0, sampleRate: 0, channels: 0, synthetic: false };

async function readFacts(path: string, known: ScannedClip | undefined): Promise<ReadFacts> {
  if (known) {
    const { bytes, modifiedMs } = await stampOf(path);
    if (bytes === known.bytes && modifiedMs === known.modifiedMs) return known;
  }
  const { header, stamp } = await readHeader(path);
  return { ...stamp, durationSec: header.nSamples / header.sampleRate, sampleRate: header.sampleRate, channels: header.nChannels, synthetic: isSynthetic(header.comment) };
}

function labelScan(root: string, path: string, book: LabelBook, read: ReadFacts): LabelledScan {
  const inside = insideOf(root, path);
  // The opened folder itself may be named by an emotion or a speaker.
  const { corpus, labels, faults, lacksFilesOf } = labelClip({ path: `${basename(root)}/${inside}`, inside, durationSec: read.durationSec }, book);
  const { emotion, speaker, sex, sentence, intensity, session, split } = labels;
  const { bytes, modifiedMs, durationSec, sampleRate, channels, synthetic } = read;
  return { clip: { path, bytes, modifiedMs, corpus, emotion, speaker, sex, sentence, intensity, session, split, durationSec, sampleRate, channels, synthetic }, faults, lacksFilesOf };
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
