import { spawn } from 'node:child_process';
import { closeSync, existsSync, mkdirSync, openSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { temporaryFolder } from '../node/temporaryFolder.ts';
import { program } from './runSer.ts';
import { writeSmallCorpus } from './smallCorpus.ts';

const cwd = temporaryFolder();
const FULL = '/dev/full';

/** Runs the program with one of its outputs replaced, or with a reader of its results that leaves at once. */
function run(args: readonly string[], outputs: { readonly stdout?: number | 'closed'; readonly stderr?: number } = {}): Promise<{ code: number | null; stderr: string }> {
  return new Promise((resolve) => {
    const { stdout, stderr } = outputs;
    const child = spawn(process.execPath, [program, ...args], { cwd, stdio: ['ignore', typeof stdout === 'number' ? stdout : 'pipe', stderr ?? 'pipe'] });
    if (stdout === 'closed') child.stdout?.destroy();
    else child.stdout?.resume();
    let told = '';
    child.stderr?.on('data', (chunk) => (told += String(chunk)));
    child.on('close', (code) => resolve({ code, stderr: told }));
  });
}

async function onFullDisk<T>(work: (file: number) => Promise<T>): Promise<T> {
  const file = openSync(FULL, 'w');
  try {
    return await work(file);
  } finally {
    closeSync(file);
  }
}

describe('the program’s outputs', () => {
  it.each([['features', 'conventional'], ['scan', 'corpus', '--json'], ['--help']])('ends quietly with 141 when nobody reads its results: ser %s %s', async (...args) => {
    mkdirSync(join(cwd, 'corpus'), { recursive: true });
    writeSmallCorpus(join(cwd, 'corpus'));
    const { code, stderr } = await run(args, { stdout: 'closed' });
    expect({ code, stderr: stderr.replace('reading headers 24/24\n', '') }).toEqual({ code: 141, stderr: '' });
  });

  it.skipIf(!existsSync(FULL))('says in one sentence that the disk is full (skipped where there is no /dev/full)', async () => {
    expect(await onFullDisk((stdout) => run(['features', 'conventional'], { stdout }))).toEqual({ code: 1, stderr: 'ser: The output cannot be written: the disk is full.\n' });
  });

  it.skipIf(!existsSync(FULL))('works on when only its remarks find no room (skipped where there is no /dev/full)', async () => {
    writeSmallCorpus(join(cwd, 'corpus'));
    expect(await onFullDisk((stderr) => run(['extract', 'corpus', '--out', 'features.csv'], { stderr }))).toMatchObject({ code: 0 });
    expect(existsSync(join(cwd, 'features.csv'))).toBe(true);
  });
});
