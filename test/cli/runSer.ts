import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { expect } from 'vitest';

export const program = join(import.meta.dirname, '../../dist/ser.cjs');

export interface Outcome {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface SerRunner {
  /** @param interruptAt what on stderr brings the Ctrl+C */
  ser(args: readonly string[], interruptAt?: RegExp): Promise<Outcome>;
  /** The command fails with this exit code and one clear line that matches, without a stack. */
  expectRefusal(args: readonly string[], code: number, message: RegExp): Promise<void>;
}

/** Runs the built program in a folder. */
export function serIn(cwd: string): SerRunner {
  const ser = (args: readonly string[], interruptAt?: RegExp): Promise<Outcome> =>
    new Promise((resolve) => {
      const child = spawn(process.execPath, [program, ...args], { cwd });
      let stdout = '';
      let stderr = '';
      child.stdout.on('data', (chunk) => (stdout += String(chunk)));
      child.stderr.on('data', (chunk) => {
        stderr += String(chunk);
        if (!child.killed && interruptAt?.test(stderr)) child.kill('SIGINT');
      });
      child.on('close', (code) => resolve({ code, stdout, stderr }));
    });
  return {
    ser,
    expectRefusal: async (args, code, message) => {
      const outcome = await ser(args);
      expect(outcome.stderr).toMatch(message);
      expect(outcome.stderr).not.toMatch(/\n\s+at |defect/);
      expect(outcome.stdout).toBe('');
      expect(outcome.code).toBe(code);
    },
  };
}
