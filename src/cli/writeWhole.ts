import { rename, writeFile } from 'node:fs/promises';
import { SerError } from '../core/errors.ts';
import { systemReason } from '../node/systemReason.ts';

/**
 * Writes a file in one step, so that a stopped program leaves the old one.
 *
 * @throws SerError `file-unwritable`
 */
export async function writeWhole(path: string, content: string | Uint8Array): Promise<void> {
  try {
    await writeFile(`${path}.part`, content);
    await rename(`${path}.part`, path);
  } catch (error) {
    throw new SerError('file-unwritable', `${path} cannot be written: ${systemReason(error)}.`, { path });
  }
}
