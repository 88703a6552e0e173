import { corpusName } from '../../core/corpus/corpora.ts';
import type { CorpusScan, ScannedClip } from '../../node/scanCorpus.ts';
import { count } from '../count.ts';
import { openFolder } from '../folder.ts';
import { noteProblems, print, printJson, withTask } from '../session.ts';

export async function scan(dir: string, { json }: { json?: boolean }): Promise<void> {
  const { scan: found, nameOf: named } = await withTask((task) => openFolder(dir, task));
  if (!json) {
    print(describe(found));
    noteProblems([...found.problems, ...found.labelProblems], named);
    return;
  }
  printJson({
    corpus: found.corpus,
    synthetic: found.synthetic,
    // What is not known of a clip is left out, but for its emotion and its speaker.
    clips: found.clips.map(({ path, emotion, speaker, durationSec, sampleRate, channels, corpus, sex, sentence, intensity, session, split }) => ({
      ...{ path: named(path), emotion: emotion ?? null, speaker: speaker ?? null, durationSec, sampleRate, channels },
      ...{ corpus, sex, sentence, intensity, session, split },
    })),
    problems: [...found.problems, ...found.labelProblems].map(({ path, code, message }) => ({ path: named(path), code, message })),
  });
}

/** A folder in a few lines. */
export function describe({ clips, problems, labelProblems, synthetic }: CorpusScan): string {
  const lines = corpusNames(clips).map(([name, nClips]) => `${name}${synthetic ? ' names, synthetic speech' : ''}: ${count(nClips, 'clip')}`);
  if (clips.length === 0) lines.push('No readable audio files.');
  else {
    lines.push(
      `emotions  ${tally(clips, ({ emotion }) => emotion)}`,
      `speakers  ${tally(clips, ({ speaker }) => speaker)}`,
      ...known('sex', clips, ({ sex }) => sex),
      ...known('intensity', clips, ({ intensity }) => intensity),
      ...known('sentences', clips, ({ sentence }) => sentence),
      ...known('sessions', clips, ({ session }) => session),
      ...known('split', clips, ({ split }) => split),
      `length    ${formatLength(clips.reduce((total, { durationSec }) => total + durationSec, 0))}`,
      `rates     ${tally(clips, ({ sampleRate, channels }) => `${sampleRate} Hz ${channels === 1 ? 'mono' : channels === 2 ? 'stereo' : `× ${channels}`}`)}`,
    );
  }
  if (synthetic) lines.push('This is synthetic speech: nothing measured on it says anything about human speech.');
  if (problems.length > 0) lines.push(`${count(problems.length, 'file')} cannot be read.`);
  if (labelProblems.length > 0) lines.push(`${count(labelProblems.length, 'problem')} with labels.`);
  return lines.join('\n');
}

function corpusNames(clips: readonly ScannedClip[]): [string, number][] {
  const counts = new Map<string, number>();
  for (const { corpus } of clips) {
    const name = (corpus && corpusName(corpus)) ?? 'No known corpus';
    counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  return [...counts];
}

/** A line for what is known of some clips at least. */
function known(title: string, clips: readonly ScannedClip[], keyOf: (clip: ScannedClip) => string | undefined): string[] {
  return clips.some((clip) => keyOf(clip)) ? [`${title.padEnd(9)} ${tally(clips, keyOf)}`] : [];
}

/** Sessions and sentences of free speech are too many to be named one by one. */
const MAX_NAMED = 100;

function tally(clips: readonly ScannedClip[], keyOf: (clip: ScannedClip) => string | undefined): string {
  const counts = new Map<string, number>();
  for (const clip of clips) {
    const key = keyOf(clip) || 'unknown';
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  const entries = [...counts].sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, n]) => `${key} ${n}`);
  if (counts.size > MAX_NAMED) return `${counts.size}`;
  return counts.size > 1 ? `${counts.size}: ${entries.join(', ')}` : entries.join('');
}

function formatLength(seconds: number): string {
  if (seconds < 60) return `${seconds.toFixed(1)} s`;
  return seconds < 3600 ? `${(seconds / 60).toFixed(1)} min` : `${(seconds / 3600).toFixed(2)} h`;
}
