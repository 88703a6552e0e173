import { readdir } from 'node:fs/promises';
import { basename, join, relative, sep } from 'node:path';
import { hasAudioExtension, type AnyAudioHeader } from '../core/audio/audioFormat.ts';
import { isSynthetic } from '../core/audio/synthesis/syntheticMark.ts';
import { recogniseClip } from '../core/corpus/corpora.ts';
import { canonicalEmotion } from '../core/corpus/emotion.ts';
import { SerError } from '../core/errors.ts';
import { mapConcurrently } from './mapConcurrently.ts';
import { openFile, readAudioHeaderOf } from './openFile.ts';
import type { FileStamp } from './store/store.ts';
import { systemReason } from './systemReason.ts';
import { throwIfCancelled, toProblem, type Problem, type TaskOptions } from './task.ts';

/** A clip of a corpus on disk. Emotion and speaker are undefined where its name follows no known rule. */
export interface ScannedClip extends FileStamp {
  readonly corpus: string | undefined;
  readonly emotion: string | undefined;
  readonly speaker: string | undefined;
  readonly sex: 'female' | 'male' | undefined;
  readonly sentence: string | undefined;
  readonly intensity: string | undefined;
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
  readonly problems: readonly Problem[];
  readonly synthetic: boolean;
}

/** Enough of a file for its header, unless much else comes before the samples. */
const HEADER_BYTES = 4096;
const OPEN_FILES = 32;

/**
 * Finds the audio files under a folder and reads their headers. Hidden folders are left out; a file or an inner folder that
 * cannot be read becomes a problem, and the scan goes on.
 *
 * @throws SerError `directory-unreadable` when the folder itself cannot be read, `cancelled`
 */
export async function scanCorpus(root: string, { signal, onProgress }: TaskOptions = {}): Promise<CorpusScan> {
  const problems: Problem[] = [];
  const paths = await listAudioFiles(root, problems, signal);
  const clips: ScannedClip[] = [];
  let done = 0;
  await mapConcurrently(paths, OPEN_FILES, async (path) => {
    throwIfCancelled(signal);
    try {
      clips.push(await scanClip(root, path));
    } catch (error) {
      problems.push(toProblem(path, error));
    }
    onProgress?.({ phase: 'scan', done: ++done, total: paths.length });
  });
  const byPath = (a: { path: string }, b: { path: string }): number => (a.path < b.path ? -1 : 1);
  clips.sort(byPath);
  problems.sort(byPath);
  const corpora = [...new Set(clips.map((clip) => clip.corpus))].filter((corpus) => corpus !== undefined);
  const corpus = corpora.length > 1 ? 'mixed' : (corpora[0] ?? 'unknown');
  return {
    root,
    name: basename(root) || root,
    corpus,
    // Several corpora have several words for an emotion and the same ids for different speakers.
    clips: corpus === 'mixed' ? clips.map(withSharedLabels) : clips,
    problems,
    synthetic: clips.some((clip) => clip.synthetic),
  };
}

function withSharedLabels(clip: ScannedClip): ScannedClip {
  if (clip.corpus === undefined || clip.emotion === undefined) return clip;
  return { ...clip, emotion: canonicalEmotion(clip.emotion) ?? clip.emotion, speaker: clip.speaker && `${clip.corpus}:${clip.speaker}` };
}

async function listAudioFiles(root: string, problems: Problem[], signal: AbortSignal | undefined): Promise<string[]> {
  const paths: string[] = [];
  const visit = async (dir: string): Promise<void> => {
    throwIfCancelled(signal);
    let entries;
    try {
      entries = await readdir(dir, { withFileTypes: true });
    } catch (error) {
      const problem = new SerError('directory-unreadable', `The folder ${dir} cannot be read: ${systemReason(error)}.`, { path: dir });
      if (dir === root) throw problem;
      problems.push(toProblem(dir, problem));
      return;
    }
    for (const entry of entries) {
      if (entry.name.startsWith('.')) continue;
      const path = join(dir, entry.name);
      if (entry.isDirectory()) await visit(path);
      else if (hasAudioExtension(entry.name)) paths.push(path);
    }
  };
  await visit(root);
  return paths;
}

async function scanClip(root: string, path: string): Promise<ScannedClip> {
  const { header, stamp } = await readHeader(path);
  // The rule may look at folders, also at the opened one itself when it is named by an emotion or a speaker.
  const inside = join(basename(root), relative(root, path)).split(sep).join('/');
  const recognised = recogniseClip(inside);
  return {
    ...stamp,
    corpus: recognised?.convention.id,
    emotion: recognised?.labels.emotion,
    speaker: recognised?.labels.speaker,
    sex: recognised?.labels.sex,
    sentence: recognised?.labels.sentence,
    intensity: recognised?.labels.intensity,
    durationSec: header.nSamples / header.sampleRate,
    sampleRate: header.sampleRate,
    channels: header.nChannels,
    synthetic: isSynthetic(header.comment),
  };
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
