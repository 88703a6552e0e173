import { writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { encodeExactWav } from '../../src/core/audio/wavExcerpt.ts';
import { synthesizeSampleClip } from '../../src/core/audio/synthesis/sampleCorpus.ts';
import { sampleCorpusPlan } from '../../src/core/audio/synthesis/samplePlan.ts';
import { slidingWindows } from '../../src/core/audio/slidingWindows.ts';
import { classifyClips } from '../../src/node/classifyClips.ts';
import { classifyTimeline, type TimelineWindow } from '../../src/node/classifyTimeline.ts';
import { cutSound } from '../../src/node/clip/cutSound.ts';
import { openSound } from '../../src/node/clip/openSound.ts';
import { openStarterModel } from '../../src/node/starterModel.ts';
import type { TaskProgress } from '../../src/node/task.ts';
import { testLab } from './labFixture.ts';
import { temporaryFolder } from './temporaryFolder.ts';

const lab = testLab();
const dir = temporaryFolder();
const starter = openStarterModel(resolve(import.meta.dirname, '../..'));
const lengths = { windowSec: 2, hopSec: 0.7 };

/** Some clips with a pause, as two channels of different levels, so that the mix is neither. */
function recordingAt(sampleRate: number, seconds: number): string {
  const spoken = sampleCorpusPlan().slice(0, 6).map((plan) => synthesizeSampleClip(plan, 3));
  const mono = new Float32Array(seconds * sampleRate);
  let at = 0;
  for (const clip of spoken) {
    mono.set(clip.subarray(0, Math.max(0, mono.length - at)), Math.min(at, mono.length));
    at += clip.length + 2.5 * sampleRate;
  }
  const path = join(dir, `${sampleRate}-${seconds}.wav`);
  writeFileSync(path, encodeExactWav([mono.map((value) => Math.fround(Math.round(value * 32_768) / 32_768)), mono.map((value) => Math.fround(Math.round(value * 16_384) / 32_768))], sampleRate));
  return path;
}

describe('an emotion timeline', () => {
  it.each([16_000, 44_100])('says of each window what classifying the part says that is cut out there, at %i Hz', async (sampleRate) => {
    const path = recordingAt(sampleRate, 9);
    const { windows, ...timeline } = await classifyTimeline(lab, starter, path, lengths);
    expect(timeline).toEqual({ ...lengths, durationSec: 9, model: 'Starter model (acted English speech)', classes: starter.description.classes });
    const sound = await openSound(path);
    const spans = slidingWindows(sound, lengths);
    const parts = spans.map(({ from, to }, i) => {
      const part = join(dir, `${sampleRate} part ${i}.wav`);
      writeFileSync(part, cutSound(sound, from, to));
      return part;
    });
    const { predictions, problems } = await classifyClips(lab, starter, parts);
    expect(problems).toEqual([]);
    // The samples are the same, and so is all that is done with them: not a bit may differ.
    expect(windows).toEqual(predictions.map(({ path: _path, model: _model, ...estimate }, i) => ({ fromSec: spans[i]!.from / sampleRate, toSec: spans[i]!.to / sampleRate, ...estimate })));
    expect(windows.length).toBe(11);
    expect(new Set(windows.map(({ remark }) => remark)).size).toBeGreaterThan(1);
  });

  it('comes in parts with its progress, and the same with one thread as with two', async () => {
    const path = recordingAt(16_000, 20);
    const parts = new Map<number, readonly TimelineWindow[]>();
    const progress: TaskProgress[] = [];
    const short = { windowSec: 1, hopSec: 0.5 };
    const { windows } = await classifyTimeline(lab, starter, path, short, { onWindows: (part, first, total) => (expect(total).toBe(39), parts.set(first, part)), onProgress: (step) => progress.push(step) });
    expect([...parts].sort(([a], [b]) => a - b).flatMap(([, part]) => part)).toEqual(windows);
    expect([...parts.keys()].sort((a, b) => a - b)).toEqual([0, 16, 32]);
    expect(progress.at(-1)).toEqual({ phase: 'classify', done: 39, total: 39 });
    progress.forEach(({ done }, i) => i > 0 && expect(done).toBeGreaterThanOrEqual(progress[i - 1]!.done));
    expect((await classifyTimeline(testLab(':memory:', 1), starter, path, short)).windows).toEqual(windows);
  });

  it('lends its workers the model, of which no part gets a copy', async () => {
    const sent: Uint8Array[] = [];
    const run: typeof lab.pool.run = (op, request, options) => {
      if (op === 'classifyWindows') sent.push((request as { modelBytes: Uint8Array }).modelBytes);
      return lab.pool.run(op, request, options);
    };
    await classifyTimeline({ ...lab, pool: { ...lab.pool, run } }, starter, recordingAt(16_000, 20), { windowSec: 1, hopSec: 0.5 });
    expect(sent).toHaveLength(3);
    expect(new Set(sent.map(({ buffer }) => buffer)).size).toBe(1);
    expect(sent[0]?.buffer).toBeInstanceOf(SharedArrayBuffer);
    expect(Buffer.compare(sent[0]!, starter.bytes)).toBe(0);
  });

  it('of a clip that is shorter than a window is one window', async () => {
    const { windows } = await classifyTimeline(lab, starter, recordingAt(16_000, 1), lengths);
    expect(windows).toMatchObject([{ fromSec: 0, toSec: 1 }]);
  });

  it('stops when it is cancelled, and refuses what a part cannot be judged by', async () => {
    const path = recordingAt(16_000, 20);
    const abort = new AbortController();
    await expect(classifyTimeline(lab, starter, path, lengths, { signal: abort.signal, onWindows: () => abort.abort(), onProgress: () => abort.abort() })).rejects.toMatchObject({ code: 'cancelled' });
    const bySpeaker = { ...starter, description: { ...starter.description, normalize: 'speaker' as const } };
    await expect(classifyTimeline(lab, bySpeaker, path, lengths)).rejects.toMatchObject({ code: 'parameter-invalid' });
    await expect(classifyTimeline(lab, starter, join(dir, 'none.wav'), lengths)).rejects.toMatchObject({ code: 'file-unreadable' });
  });
});
