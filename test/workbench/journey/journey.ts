import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from 'vitest';
import type { Workbench } from '../workbench.ts';

/** What every chapter of the journey works with. */
export interface Journey {
  readonly workbench: Workbench;
  readonly workspace: string;
  readonly logsDir: string;
}

/** The journey begins in a hook, after the chapters have been described. */
export type JourneyAt = () => Journey;

/** Emotions and speakers of the sample corpus as RAVDESS's rules write them into file names. */
const emotions = ['neutral', 'calm', 'happy', 'sad', 'angry', 'fearful', 'disgust', 'surprised'];

/** The emotion that the name of a clip of the sample corpus tells. */
export const emotionOf = (name: string): string => emotions[Number(name.split('-')[2]) - 1] ?? '';

export interface CorpusCounts {
  readonly nClips: number;
  readonly byEmotion: ReadonlyMap<string, number>;
  readonly bySpeaker: ReadonlyMap<string, number>;
}

/** Counts the corpus from its file names, without any code of the product. */
export async function countCorpus(workspace: string): Promise<CorpusCounts> {
  const names = (await readdir(join(workspace, 'sample-corpus'), { recursive: true })).filter((name) => name.endsWith('.wav'));
  const byEmotion = new Map<string, number>();
  const bySpeaker = new Map<string, number>();
  for (const name of names) {
    const fields = name.slice(name.lastIndexOf('/') + 1, -'.wav'.length).split('-');
    const [emotion, speaker] = [emotionOf(name.slice(name.lastIndexOf('/') + 1)), fields[6] ?? ''];
    byEmotion.set(emotion, (byEmotion.get(emotion) ?? 0) + 1);
    bySpeaker.set(speaker, (bySpeaker.get(speaker) ?? 0) + 1);
  }
  return { nClips: names.length, byEmotion, bySpeaker };
}

/** Waits until something in the workbench is as it should be. */
export function eventually<T>(read: () => Promise<T> | T, timeout = 15_000): ReturnType<typeof expect.poll<T>> {
  return expect.poll(read, { timeout, interval: 100 });
}

/** The text of the logs whose file names end so, from the whole session. */
async function logsNamed(logsDir: string, ending: string): Promise<string> {
  const files = (await readdir(logsDir, { recursive: true })).filter((name) => name.endsWith(ending));
  if (files.length === 0) throw new Error(`There is no log ${ending}.`);
  return (await Promise.all(files.map((name) => readFile(join(logsDir, name), 'utf8')))).join('');
}

/** What the extension wrote to its log of tasks. */
export const taskLog = (logsDir: string): Promise<string> => logsNamed(logsDir, 'Speech Emotion Lab.log');

/** The lines of the extension host's log that say that the extension failed. */
export async function hostErrors(logsDir: string): Promise<string[]> {
  const lines = (await logsNamed(logsDir, 'exthost.log')).split('\n');
  return lines.filter((line) => line.includes('[error]') && /speech-emotion-lab|\bser\./.test(line));
}
