import { join, sep } from 'node:path';
import { SerError } from '../core/errors.ts';
import { createLabelBook, type FormattedTable, type LabelBook } from '../core/corpus/labels/labelBook.ts';
import { labelJobs, type LabelJob } from '../core/corpus/labels/labelFiles.ts';
import type { LabelFile } from '../core/corpus/labels/labelTable.ts';
import { claimsManifest, isManifest, MANIFEST_START_BYTES } from '../core/corpus/labels/manifest.ts';
import { mapConcurrently } from './mapConcurrently.ts';
import { openFile } from './openFile.ts';
import { throwIfCancelled, toProblem, type Problem } from './task.ts';

const OPEN_FILES = 32;
/** Of all label files of a folder together: what is beyond is not read. */
const MAX_BYTES = 1 << 28;
const MAX_ROWS = 2_000_000;

/**
 * Reads the label files of a folder: those that a corpus brings, manifests, and audformat databases. One that cannot be used
 * becomes a problem.
 *
 * @param root the opened folder
 * @param paths of all files in it that may hold labels, absolute
 * @param clips of the audio files, absolute
 * @throws SerError `cancelled`
 */
export async function readLabelBook(root: string, paths: readonly string[], clips: readonly string[], signal: AbortSignal | undefined): Promise<{ book: LabelBook; problems: Problem[] }> {
  const problems: Problem[] = [];
  const pathOf = (inside: string): string => join(root, ...inside.split('/'));
  const jobs = await mapConcurrently(labelJobs(paths.map((path) => insideOf(root, path)).sort()), OPEN_FILES, async (job) => {
    throwIfCancelled(signal);
    return (await isWanted(job, pathOf)) ? job : undefined;
  });
  const tables: FormattedTable[] = [];
  let nBytes = 0;
  let nRows = 0;
  for (const job of jobs) {
    if (!job) continue;
    throwIfCancelled(signal);
    try {
      const files: LabelFile[] = [];
      for (const path of job.paths) {
        const bytes = await readLabelFile(pathOf(path), Math.min(job.format.maxBytes, MAX_BYTES - nBytes));
        nBytes += bytes.length;
        files.push({ path, bytes });
      }
      const read = job.format.parse(files);
      nRows += read.reduce((total, { rows }) => total + rows.length, 0);
      if (nRows > MAX_ROWS) throw new SerError('table-invalid', `The label files of this folder have more than ${MAX_ROWS} rows together; this one and those after it are not used.`);
      tables.push(...read.map((table) => ({ format: job.format, table })));
    } catch (error) {
      problems.push(toProblem(pathOf(job.paths[0] ?? ''), error));
    }
  }
  const book = createLabelBook(root.split(sep).join('/'), tables.length > 0 ? clips.map((path) => insideOf(root, path)) : [], tables);
  problems.push(...book.problems.map(({ path, message }): Problem => ({ path: pathOf(path), code: 'table-invalid', message })));
  return { book, problems };
}

/** A path inside of the opened folder, separated by "/". */
export function insideOf(root: string, path: string): string {
  const inside = path.slice(root.endsWith(sep) ? root.length : root.length + 1);
  return sep === '/' ? inside : inside.split(sep).join('/');
}

/** A doubtful file that cannot be opened is no problem, unless its name says that it is a label file. */
async function isWanted({ doubtful, paths: [path = ''] }: LabelJob, pathOf: (inside: string) => string): Promise<boolean> {
  if (!doubtful) return true;
  try {
    const file = await openFile(pathOf(path), MANIFEST_START_BYTES);
    try {
      return isManifest(path, await file.readAt(0, MANIFEST_START_BYTES));
    } finally {
      await file.close();
    }
  } catch {
    return claimsManifest(path);
  }
}

async function readLabelFile(path: string, maxBytes: number): Promise<Uint8Array> {
  const file = await openFile(path, 0);
  try {
    const { bytes } = file.stamp;
    if (bytes > maxBytes) throw new SerError('table-invalid', `The label file has ${bytes} bytes; ${maxBytes} are left of what is read of one, and of all in a folder.`);
    return await file.readAt(0, bytes);
  } finally {
    await file.close();
  }
}
