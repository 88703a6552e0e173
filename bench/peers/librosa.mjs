// librosa in a Python process of its own, in an environment that is set up once in the cache folder.
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { cacheDir } from '../fixtures/clips.mjs';

const PACKAGES = ['librosa==0.11.0', 'soxr==1.1.0', 'numpy==2.4.6', 'scipy==1.17.1', 'soundfile==0.14.0', 'numba==0.68.1'];
const env = join(cacheDir, 'bench', 'python');
const python = join(env, process.platform === 'win32' ? 'Scripts/python.exe' : 'bin/python');
const ready = join(env, `ready-${PACKAGES.join('-')}`);

/** Why librosa cannot be measured; undefined when it can. */
function setUp() {
  if (existsSync(ready)) return undefined;
  console.error(`Setting up ${PACKAGES.join(', ')} in ${env} (once) …`);
  const make = spawnSync(process.platform === 'win32' ? 'python' : 'python3', ['-m', 'venv', env], { encoding: 'utf8' });
  if (make.status !== 0) return `Python has no venv (${make.error?.message ?? make.stderr.trim()})`;
  const install = spawnSync(python, ['-m', 'pip', 'install', '--quiet', ...PACKAGES], { encoding: 'utf8' });
  if (install.status !== 0) return `pip failed (${install.stderr.trim().split('\n').at(-1)})`;
  writeFileSync(ready, '');
  return undefined;
}

/** @returns `{ measure(style, paths) → { cpuMs, wallMs }, stop() }`, or the reason why not as a string */
export function startLibrosa() {
  const problem = setUp();
  if (problem) return problem;
  const threads = Object.fromEntries(['OMP', 'OPENBLAS', 'MKL', 'NUMBA'].map((name) => [`${name}_NUM_THREADS`, '1']));
  const child = spawn(python, [join(import.meta.dirname, 'librosa_peer.py')], { env: { ...process.env, ...threads }, stdio: ['pipe', 'pipe', 'inherit'] });
  const answers = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  return {
    async measure(style, paths) {
      child.stdin.write(`${JSON.stringify({ style, paths })}\n`);
      const { value, done } = await answers.next();
      if (done) throw new Error('librosa ended early');
      return JSON.parse(value);
    },
    stop: () => child.stdin.end(),
  };
}
