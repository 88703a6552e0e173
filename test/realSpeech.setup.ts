import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { realSpeechDir, sharedDir } from './realSpeech.ts';

/** Decodes the real speech once into a cache outside the repository; where it is absent, the tests that need it skip. */
export default function decodeRealSpeech(): void {
  const script = sharedDir && `${sharedDir}/data/unpack.sh`;
  if (!script || !existsSync(script)) return;
  try {
    execFileSync('bash', [script, realSpeechDir], { stdio: ['ignore', 'ignore', 'pipe'] });
  } catch (error) {
    console.warn(`Real speech is not decoded, tests that need it skip: ${(error as { stderr?: Buffer }).stderr?.toString().trim()}`);
  }
}
