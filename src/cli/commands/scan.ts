import { join, relative, resolve } from 'node:path';
import { conventions } from '../../core/corpus/corpora.ts';
import { scanCorpus, type CorpusScan, type ScannedClip } from '../../node/scanCorpus.ts';
import { noteProblems, print, printJson, withTask } from '../session.ts';

export async function scan(dir: string, { json }: { json?: boolean }): Promise<void> {
  const found = await withTask((task) => scanCorpus(resolve(dir), task));
  const named = (path: string): string => join(dir, relative(found.root, path));
  if (!json) {
    print(describe(found));
    noteProblems(found.problems, named);
    return;
  }
  printJson({
    corpus: found.corpus,
    synthetic: found.synthetic,
    clips: found.clips.map(({ path, emotion, speaker, durationSec, sampleRate, channels }) => ({ path: named(path), emotion: emotion ?? null, speaker: speaker ?? null, durationSec, sampleRate, channels })),
    problems: found.problems.map(({ path, code, message }) => ({ path: named(path), code, message })),
  });
}

/** A folder in a few lines. */
export function describe({ clips, problems, synthetic }: CorpusScan): string {
  const lines = corpusNames(clips).map(([name, nClips]) => `${name}${synthetic ? ' names, synthetic speech' : ''}: ${count(nClips, 'clip')}`);
  if (clips.length === 0) lines.push('No readable audio files.');
  else {
    lines.push(
      `emotions  ${tally(clips, ({ emotion }) => emotion)}`,
      `speakers  ${tally(clips, ({ speaker }) => speaker)}`,
      `length    ${formatHours(clips.reduce((total, { durationSec }) => total + durationSec, 0))}`,
      `rates     ${tally(clips, ({ sampleRate, channels }) => `${sampleRate} Hz × ${channels}`)}`,
    );
  }
  if (synthetic) lines.push('This is synthetic speech: nothing measured on it says anything about human speech.');
  if (problems.length > 0) lines.push(`${count(problems.length, 'file')} cannot be read:`);
  return lines.join('\n');
}

function corpusNames(clips: readonly ScannedClip[]): [string, number][] {
  const counts = new Map<string, number>();
  for (const { corpus } of clips) {
    const name = conventions.find(({ id }) => id === corpus)?.name ?? 'No known corpus';
    counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  return [...counts];
}

function tally(clips: readonly ScannedClip[], keyOf: (clip: ScannedClip) => string | undefined): string {
  const counts = new Map<string, number>();
  for (const clip of clips) {
    const key = keyOf(clip) || 'unknown';
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  const entries = [...counts].sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, n]) => `${key} ${n}`);
  return counts.size > 1 ? `${counts.size}: ${entries.join(', ')}` : entries.join('');
}

const count = (n: number, noun: string): string => `${n} ${noun}${n === 1 ? '' : 's'}`;

function formatHours(seconds: number): string {
  return seconds < 3600 ? `${(seconds / 60).toFixed(1)} min` : `${(seconds / 3600).toFixed(2)} h`;
}
