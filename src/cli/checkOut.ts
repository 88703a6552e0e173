import { access, constants, stat } from 'node:fs/promises';
import type { Stats } from 'node:fs';
import { dirname } from 'node:path';
import { SerError } from '../core/errors.ts';
import { systemReason } from '../node/systemReason.ts';

/**
 * Refuses a file to write before any work is done for it.
 *
 * @param source the file that is read: it must not be the one that is written
 * @throws SerError `file-unwritable` when the path is a folder or no usual file, or its folder is missing or closed
 */
export async function checkOutFile(out: string, source?: string): Promise<void> {
  const found = await find(out);
  if (found?.isDirectory()) refuse(out, 'it is a folder');
  if (found && !found.isFile()) refuse(out, 'it is a device or a pipe');
  if (found && source !== undefined && isSame(found, await find(source))) refuse(out, 'it is the file that is read');
  const folder = dirname(out);
  const around = await find(folder);
  if (!around) refuse(out, `the folder ${folder} does not exist`);
  await checkFolder(out, folder, around);
}

/**
 * Refuses a folder to fill, which is made where it is missing, with those above it.
 *
 * @throws SerError `file-unwritable`
 */
export async function checkOutFolder(out: string): Promise<void> {
  let folder = out;
  let found = await find(folder);
  while (!found && dirname(folder) !== folder) {
    folder = dirname(folder);
    found = await find(folder);
  }
  if (found) await checkFolder(out, folder, found);
}

async function checkFolder(out: string, folder: string, found: Stats): Promise<void> {
  if (!found.isDirectory()) refuse(out, folder === out ? 'it is not a folder' : `${folder} is not a folder`);
  try {
    await access(folder, constants.W_OK | constants.X_OK);
  } catch (error) {
    refuse(out, `${systemReason(error)} in the folder ${folder}`);
  }
}

/** What is at a path; undefined for nothing. */
async function find(path: string): Promise<Stats | undefined> {
  try {
    return await stat(path);
  } catch (error) {
    if (['ENOENT', 'ENOTDIR'].includes((error as NodeJS.ErrnoException).code ?? '')) return undefined;
    return refuse(path, systemReason(error));
  }
}

const isSame = (one: Stats, other: Stats | undefined): boolean => one.dev === other?.dev && one.ino === other.ino;

function refuse(path: string, reason: string): never {
  throw new SerError('file-unwritable', `${path} cannot be written: ${reason}.`, { path });
}
