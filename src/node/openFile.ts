import * as fs from 'node:fs';
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
  if (!found.isFile()) throw noFile(path, found.isDirectory());
  return { path, bytes: found.size, modifiedMs: found.mtimeMs };
}

/** The stamp of a file on the spot, for who cannot wait; undefined where there is none. */
export function stampNow(path: string): FileStamp | undefined {
  const found = fs.statSync(path, { throwIfNoEntry: false });
  return found?.isFile() ? { path, bytes: found.size, modifiedMs: found.mtimeMs } : undefined;
}

/**
 * The stamp and the first bytes of a file. For who reads a hundred thousand: by callbacks it takes half the time, and leaves a part of the
 * garbage, that an open file of `node:fs/promises` does.
 *
 * @param room for the bytes, overwritten
 * @throws SerError `file-unreadable`
 */
export function readStart(path: string, room: Uint8Array): Promise<{ readonly stamp: FileStamp; readonly start: Uint8Array }> {
  return new Promise((resolve, reject) => {
    const fail = (error: unknown): void => reject(unreadable(path, error));
    fs.stat(path, (refused, found) => {
      if (refused) return fail(refused);
      if (!found.isFile()) return reject(noFile(path, found.isDirectory()));
      fs.open(path, 'r', (closed, file) => {
        if (closed) return fail(closed);
        fs.read(file, room, 0, Math.min(room.length, found.size), 0, (failed, nRead) => {
          fs.close(file, (unclosed) => {
            const error = failed ?? unclosed;
            if (error) fail(error);
            else resolve({ stamp: { path, bytes: found.size, modifiedMs: found.mtimeMs }, start: room.subarray(0, nRead) });
          });
        });
      });
    });
  });
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
    throw unreadable(path, error);
  }
}

const unreadable = (path: string, error: unknown): SerError => new SerError('file-unreadable', `The file cannot be read: ${systemReason(error)}.`, { path });

const noFile = (path: string, isFolder: boolean): SerError => new SerError('file-unreadable', `The file cannot be read: it is a ${isFolder ? 'folder' : 'device or a pipe'}.`, { path });

/** @throws SerError `file-unreadable` or a coded error of the format */
export async function readAudioHeaderOf(file: OpenFile): Promise<AnyAudioHeader> {
  const reader = readAudioHeader(file.stamp.bytes);
  for (let step = reader.next(); ; ) {
    if (step.done) return step.value;
    const bytes = await file.readAt(step.value.offset, step.value.length);
    step = reader.next(new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength));
  }
}
