// An emotion timeline by the starter model (rich features at 16 kHz) over ten minutes at 48 kHz, in windows of 3 s every second: how many
// times faster than real time, for the whole task from the file to the last estimate, and what it costs of a processor.
import { mkdtempSync, rmSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { DEFAULT_WINDOWS } from '../src/core/audio/slidingWindows.ts';
import { classifyTimeline } from '../src/node/classifyTimeline.ts';
import { loadKernels } from '../src/node/kernels.ts';
import { openLab } from '../src/node/lab.ts';
import { openStarterModel } from '../src/node/starterModel.ts';
import { benchClips, writeHour } from './fixtures/clips.mjs';

const SECONDS = 600;
const ROUNDS = 3;
const checkout = resolve(import.meta.dirname, '..');
const folder = mkdtempSync(join(tmpdir(), 'ser-bench-timeline-'));
const file = join(folder, 'long.wav');
const { what, paths } = benchClips(loadKernels('features'));
writeHour(paths, file, SECONDS);
const model = openStarterModel(checkout);
try {
  console.log(`${what}, ${SECONDS} s at 48 kHz, ${availableParallelism()} threads; × real time    wall   of a processor`);
  for (let round = 0; round < ROUNDS; round++) {
    const lab = openLab({ storePath: ':memory:', workerPath: join(checkout, 'dist/analysisWorker.cjs') });
    const [started, before] = [performance.now(), process.cpuUsage()];
    const { windows } = await classifyTimeline(lab, model, file, DEFAULT_WINDOWS);
    const wallSec = (performance.now() - started) / 1000;
    const { user, system } = process.cpuUsage(before);
    console.log(`${String(windows.length).padStart(6)} windows, threads and all ${(SECONDS / wallSec).toFixed(0).padStart(18)}${(SECONDS / ((user + system) / 1e6)).toFixed(0).padStart(17)}`);
    await lab.dispose();
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}
