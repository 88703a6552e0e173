import { open, stat } from 'node:fs/promises';
import { readAudioHeader, type AnyAudioHeader } from '../core/audio/audioFormat.ts';
import { SerError } from '../core/errors.ts';
import type { FileStamp } from './store/store.ts';
import { systemReason } from './systemReason.ts';

/** An open file that is read by place; its first bytes were read already. */
export interface OpenFile {
  readonly stamp: FileStamp;
  /** Fewer bytes than asked for only at the end of the file. The bytes may be read, not written. */
  readAt(offset: number, length: number): Promise<Uint8Array>;
  close(): Promise<void>;
}

/** @throws SerError `file-unreadable` */
export async function stampOf(path: string): Promise<FileStamp> {
  const found = await orUnreadable(path, stat(path));
  // A pipe would be waited for, and a device has no end.
  if (!found.isFile()) throw new SerError('file-unreadable', `The file cannot be read: it is a ${found.isDirectory() ? 'folder' : 'device or a pipe'}.`, { path });
  return { path, bytes: found.size, modifiedMs: found.mtimeMs };
}

/**
 * Opens a file and reads its first bytes.
 *
 * @param firstBytes what lies in them costs no further read
 * @throws SerError `file-unreadable`
 */
export async function openFile(path: string, firstBytes: number): Promise<OpenFile> {
  const stamp = await stampOf(path);
  const handle = await orUnreadable(path, open(path));
  const readAt = async (offset: number, length: number): Promise<Uint8Array> => {
    const bytes = new Uint8Array(Math.max(0, Math.min(length, stamp.bytes - offset)));
    let done = 0;
    while (done < bytes.length) {
      const { bytesRead } = await handle.read(bytes, done, bytes.length - done, offset + done);
      if (bytesRead === 0) break;
      done += bytesRead;
    }
    return bytes.subarray(0, done);
  };
  try {
    const start = await orUnreadable(path, readAt(0, firstBytes));
    return {
      stamp,
      readAt: async (offset, length) => {
        const end = Math.min(offset + length, stamp.bytes);
        return end <= start.length ? start.subarray(Math.min(offset, end), end) : orUnreadable(path, readAt(offset, length));
      },
      close: () => handle.close(),
    };
  } catch (error) {
    await handle.close();
    throw error;
  }
}

async function orUnreadable<T>(path: string, work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    throw new SerError('file-unreadable', `The file cannot be read: ${systemReason(error)}.`, { path });
  }
}

/** @throws SerError `file-unreadable` or a coded error of the format */
export async function readAudioHeaderOf(file: OpenFile): Promise<AnyAudioHeader> {
  const reader = readAudioHeader(file.stamp.bytes);
  for (let step = reader.next(); ; ) {
    if (step.done) return step.value;
    const bytes = await file.readAt(step.value.offset, step.value.length);
    step = reader.next(new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength));
  }
}
