import { readFile } from 'node:fs/promises';
import type { Recording } from '../core/audio/recording.ts';
import { parseWav } from '../core/audio/wav.ts';
import { SerError } from '../core/errors.ts';

/** @throws SerError `file-unreadable` with the system's reason, or a coded error of the format */
export async function readClip(path: string): Promise<Recording> {
  return parseWav(await readBytes(path));
}

/** @throws SerError `file-unreadable` */
export async function readBytes(path: string): Promise<Uint8Array> {
  try {
    return await readFile(path);
  } catch (error) {
    throw new SerError('file-unreadable', `The file cannot be read: ${systemReason(error)}.`, { path });
  }
}

const REASONS: Readonly<Record<string, string>> = {
  EACCES: 'permission denied',
  EISDIR: 'it is a folder',
  ENOENT: 'it does not exist',
  ENOTDIR: 'it is not a folder',
  EPERM: 'operation not permitted',
  ENOSPC: 'the disk is full',
  EROFS: 'the file system is read-only',
};

/** Why the system refused, in words. */
export function systemReason(error: unknown): string {
  const { code, message } = error as NodeJS.ErrnoException;
  return (code && REASONS[code]) ?? message;
}
