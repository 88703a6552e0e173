import { existsSync } from 'node:fs';
import { homedir } from 'node:os';
import { join, resolve } from 'node:path';

const shared = resolve(import.meta.dirname, '../../shared');

/** The folder with real speech and reference figures beside the checkout, where there is one. */
export const sharedDir = existsSync(join(shared, 'reference')) ? shared : undefined;

/** Where everything that tests download or decode is kept, outside the repository. */
export const cacheDir = join(process.env.XDG_CACHE_HOME ?? join(homedir(), '.cache'), 'speech-emotion-lab');

export const realSpeechDir = join(cacheDir, 'speech');

/** A folder of decoded real speech, or undefined where it is absent. */
export function realSpeech(corpus: 'ravdess-16k' | 'ravdess-48k' | 'emodb'): string | undefined {
  const dir = join(realSpeechDir, corpus);
  return sharedDir && existsSync(dir) ? dir : undefined;
}
