// scikit-learn in a Python process of its own, in an environment that is set up once in the cache folder.
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { cacheDir } from '../fixtures/clips.mjs';

const PACKAGES = ['scikit-learn==1.9.1', 'numpy==2.4.6', 'scipy==1.17.1', 'xgboost-cpu==3.2.0'];
const env = join(cacheDir, 'bench', 'python-learners');
const inEnv = join(env, process.platform === 'win32' ? 'Scripts/python.exe' : 'bin/python');
const ready = join(env, `ready-${PACKAGES.join('-')}`);

/** The Python that has the packages (SER_BENCH_PYTHON names one that is there already), or why there is none. */
function setUp() {
  const given = process.env.SER_BENCH_PYTHON;
  if (given) return { python: given };
  if (existsSync(ready)) return { python: inEnv };
  console.error(`Setting up ${PACKAGES.join(', ')} in ${env} (once) …`);
  const make = spawnSync(process.platform === 'win32' ? 'python' : 'python3', ['-m', 'venv', env], { encoding: 'utf8' });
  if (make.status !== 0) return { problem: `Python has no venv (${make.error?.message ?? make.stderr.trim()})` };
  const install = spawnSync(inEnv, ['-m', 'pip', 'install', '--quiet', ...PACKAGES], { encoding: 'utf8' });
  if (install.status !== 0) return { problem: `pip failed (${install.stderr.trim().split('\n').at(-1)})` };
  writeFileSync(ready, '');
  return { python: inEnv };
}

/**
 * @param script of this folder: answers each JSON request, a line on stdin, with a line of JSON; first it says hello
 * @returns `{ ask(request) → answer, stop() }`, or the reason why not as a string
 */
export async function startSklearn(script) {
  const { python, problem } = setUp();
  if (problem) return problem;
  const threads = Object.fromEntries(['OMP', 'OPENBLAS', 'MKL'].map((name) => [`${name}_NUM_THREADS`, '1']));
  const child = spawn(python, [join(import.meta.dirname, script)], { env: { ...process.env, ...threads }, stdio: ['pipe', 'pipe', 'inherit'] });
  const failed = new Promise((resolve) => child.once('error', (error) => resolve({ done: true, error })));
  const answers = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const hello = await Promise.race([answers.next(), failed]);
  if (hello.done) return `${python} does not run ${script}${hello.error ? ` (${hello.error.message})` : ''}`;
  return {
    version: JSON.parse(hello.value),
    async ask(request) {
      child.stdin.write(`${JSON.stringify(request)}\n`);
      const { value, done } = await answers.next();
      if (done) throw new Error(`${script} ended early`);
      return JSON.parse(value);
    },
    stop: () => child.stdin.end(),
  };
}
