import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { checkColumns, openModelFile } from '../node/classifyClips.ts';
import { readBytes } from '../node/readClip.ts';
import { STARTER_FILE } from '../node/starterModel.ts';
import type { ModelFile } from '../node/trainModel.ts';
import { ofFile } from './ofFile.ts';

/** In place of a model file: the model that comes with the program. A file of that name goes first. */
export const STARTER = 'starter';

/**
 * Opens a model whose features this program computes.
 *
 * @throws SerError with the path: what is wrong with the file; `feature-mismatch`
 */
export async function readUsableModel(path: string): Promise<ModelFile> {
  const isShipped = path === STARTER && !(await stat(path).catch(() => undefined))?.isFile();
  return ofFile(path, async () => {
    const model = openModelFile(await readBytes(isShipped ? join(__dirname, '..', STARTER_FILE) : path));
    checkColumns(model);
    return model;
  });
}
