import { readdir } from 'node:fs/promises';
import { basename, resolve, sep } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { hasAudioExtension, readAudioHeader, unreadAudio, type AnyAudioHeader } from '../core/audio/audioFormat.ts';
import { readFromBytes } from '../core/audio/headerReader.ts';
import { isSynthetic } from '../core/audio/synthesis/syntheticMark.ts';
import { canonicalEmotion } from '../core/corpus/emotion.ts';
import type { LabelBook } from '../core/corpus/labels/labelBook.ts';
import { mayHoldLabels } from '../core/corpus/labels/labelFiles.ts';
import { SerError } from '../core/errors.ts';
import { createClipLabeller } from './clipLabeller.ts';
import { clipsIn, copyClip, copyClips, createClipTable, type ClipTable } from './clipTable.ts';
import { mapConcurrently } from './mapConcurrently.ts';
import { openFile, readAudioHeaderOf, readStart, stampOf } from './openFile.ts';
import { readLabelBook } from './readLabelBook.ts';
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
interface Scan<Clips> {
  readonly root: string;
  readonly name: string;
  readonly corpus: string;
  readonly clips: Clips;
  /** Files that cannot be read. */
  readonly problems: readonly Problem[];
  /** Label files that cannot be used, clips that a label is missing of, and clips that no rule knows among those that one does. */
  readonly labelProblems: readonly Problem[];
  readonly synthetic: boolean;
}

/** Clips are in order of their paths. */
export type CorpusScan = Scan<readonly ScannedClip[]>;

export type TableScan = Scan<ClipTable>;

/** How a scan is watched and stopped. */
export interface ScanOptions<Found = CorpusScan> extends TaskOptions {
  /**
   * Gets what the names tell, of a folder with many files, before their headers are read: clips without duration, rate and size, and
   * no problems.
   */
  readonly onListed?: ((outline: Found) => void) | undefined;
  /** A clip as an earlier scan found it: the header of a file that has its size and time still is not read again. */
  readonly known?: ((path: string) => ScannedClip | undefined) | undefined;
}

/** A folder of fewer files is read before anybody could look at an outline of it. */
const OUTLINED_FROM = 2000;

/** Enough of a file for its header, unless much else comes before the samples. */
const HEADER_BYTES = 4096;
const OPEN_FILES = 32;
const OPEN_FOLDERS = 8;

/**
 * Finds the audio files under a folder, reads their headers, and labels them by their names and by the label files beside them.
 * Hidden folders are left out; a file or an inner folder that cannot be read becomes a problem, and the scan goes on.
 *
 * @param dir the folder; paths that are given back are absolute
 * @throws SerError `directory-unreadable` when the folder itself cannot be read, `cancelled`
 */
export async function scanCorpus(dir: string, { onListed, ...options }: ScanOptions = {}): Promise<CorpusScan> {
  const withCopies = ({ clips, ...scan }: TableScan): CorpusScan => ({ ...scan, clips: copyClips(clips) });
  return withCopies(await scanToTable(dir, { ...options, onListed: onListed && ((outline) => onListed(withCopies(outline))) }));
}

/** The same for who keeps what was found, and may meet a hundred thousand clips. */
export async function scanToTable(dir: string, { signal, onProgress, onListed, known }: ScanOptions<TableScan> = {}): Promise<TableScan> {
  const root = resolve(dir);
  const problems: Problem[] = [];
  const { audio: paths, others } = await listFiles(dir, problems, signal);
  const { book, problems: fileProblems } = await readLabelBook(root, others, paths, signal);
  if (onListed && paths.length >= OUTLINED_FROM) onListed(await outlineOf(root, paths, book, signal));
  const labeller = createClipLabeller(root, book);
  const table = createClipTable(paths.length);
  const rooms: Uint8Array[] = [];
  let done = 0;
  await mapConcurrently(paths, OPEN_FILES, async (path, row) => {
    throwIfCancelled(signal);
    const room = rooms.pop() ?? new Uint8Array(HEADER_BYTES);
    try {
      table.put(row, labeller.label(path, await readFacts(path, known?.(path), room)));
    } catch (error) {
      problems.push(toProblem(path, error));
    } finally {
      rooms.push(room);
    }
    onProgress?.({ phase: 'scan', done: ++done, total: paths.length });
  });
  const clips = table.finish();
  return gather(root, clips, problems.sort(byPath), [...fileProblems, ...labeller.problems(clips)].sort(byPath));
}

/** Clips between two pauses of an outline, in which others get their turn. */
const LABELLED_AT_ONCE = 4000;

async function outlineOf(root: string, paths: readonly string[], book: LabelBook, signal: AbortSignal | undefined): Promise<TableScan> {
  const { label } = createClipLabeller(root, book);
  const table = createClipTable(paths.length);
  for (const [row, path] of paths.entries()) {
    table.put(row, label(path, UNREAD));
    if (row % LABELLED_AT_ONCE < LABELLED_AT_ONCE - 1) continue;
    await setImmediate();
    throwIfCancelled(signal);
  }
  return gather(root, table.finish(), [], []);
}

const byPath = (a: { readonly path: string }, b: { readonly path: string }): number => (a.path < b.path ? -1 : a.path > b.path ? 1 : 0);

function gather(root: string, found: ClipTable, problems: readonly Problem[], labelProblems: readonly Problem[]): TableScan {
  const corpora = new Set<string>();
  let synthetic = false;
  for (const clip of clipsIn(found)) {
    if (clip.corpus !== undefined) corpora.add(clip.corpus);
    synthetic ||= clip.synthetic;
  }
  const [corpus = 'unknown'] = corpora;
  const isMixed = corpora.size > 1;
  // Several corpora have several words for an emotion and the same ids for different speakers.
  return { root, name: basename(root) || root, corpus: isMixed ? 'mixed' : corpus, clips: isMixed ? withSharedLabels(found) : found, problems, labelProblems, synthetic };
}

function withSharedLabels(found: ClipTable): ClipTable {
  const table = createClipTable(found.length);
  let row = 0;
  for (const clip of clipsIn(found)) {
    const { corpus, emotion, speaker, sentence, session } = clip;
    const ofCorpus = (id: string | undefined): string | undefined => (corpus === undefined ? id : id && `${corpus}:${id}`);
    const shared = corpus === undefined ? emotion : emotion && (canonicalEmotion(emotion) ?? emotion);
    table.put(row++, { ...copyClip(clip), emotion: shared, speaker: ofCorpus(speaker), sentence: ofCorpus(sentence), session: ofCorpus(session) });
  }
  return table.finish();
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
      // Names of the system need no cleaning, which takes several times the memory of a path.
      const path = `${folder}${folder.endsWith(sep) ? '' : sep}${entry.name}`;
      if (entry.isDirectory()) folders.push(path);
      else if (hasAudioExtension(entry.name)) audio.push(path);
      else if (mayHoldLabels(entry.name)) others.push(path);
      else {
        const unread = unreadAudio(entry.name);
        if (unread) problems.push(toProblem(path, unread));
      }
    }
    await mapConcurrently(folders, OPEN_FOLDERS, visit);
  };
  await visit(root);
  return { audio: audio.sort(), others };
}

/** What a clip's file tells. */
export type ReadFacts = Pick<ScannedClip, 'bytes' | 'modifiedMs' | 'durationSec' | 'sampleRate' | 'channels' | 'synthetic'>;

/** Of a clip whose header has not been read. */
const UNREAD: ReadFacts = { bytes: 0, modifiedMs: 0, durationSec: 0, sampleRate: 0, channels: 0, synthetic: false };

async function readFacts(path: string, known: ScannedClip | undefined, room: Uint8Array): Promise<ReadFacts> {
  // An outline knows nothing of the file.
  if (known && known.sampleRate > 0) {
    const { bytes, modifiedMs } = await stampOf(path);
    if (bytes === known.bytes && modifiedMs === known.modifiedMs) return known;
  }
  const { header, stamp } = await readHeader(path, room);
  return { ...stamp, durationSec: header.nSamples / header.sampleRate, sampleRate: header.sampleRate, channels: header.nChannels, synthetic: isSynthetic(header.comment) };
}

/**
 * The header and the stamp of an audio file.
 *
 * @param room for its first bytes, overwritten: who reads many files, one after the other, gives the same each time
 * @throws SerError `file-unreadable` or a coded error of the format
 */
export async function readHeader(path: string, room: Uint8Array = new Uint8Array(HEADER_BYTES)): Promise<{ header: AnyAudioHeader; stamp: FileStamp }> {
  const { stamp, start } = await readStart(path, room);
  const header = readFromBytes(readAudioHeader(stamp.bytes), start, stamp.bytes);
  return header ? { header, stamp } : readFurther(path);
}

async function readFurther(path: string): Promise<{ header: AnyAudioHeader; stamp: FileStamp }> {
  const file = await openFile(path, HEADER_BYTES);
  try {
    return { header: await readAudioHeaderOf(file), stamp: file.stamp };
  } finally {
    await file.close();
  }
}
