import { stat } from 'node:fs/promises';
import { gunzipSync } from 'node:zlib';
import { SerError } from '../core/errors.ts';
import { readBytes } from '../node/readClip.ts';

/** A little less than the longest string of Node. */
const MAX_BYTES = 500 * 1024 * 1024;

export const isCsvPath = (path: string): boolean => /\.csv(\.gz)?$/i.test(path);

/**
 * The text of a CSV, also of one that is compressed by gzip.
 *
 * @throws SerError `file-unreadable`; `table-invalid` for a file that is too large, before it is read, or no gzip file
 */
export async function readCsvText(path: string): Promise<string> {
  const size = await stat(path).then(
    (found) => found.size,
    () => 0,
  );
  if (size > MAX_BYTES) throw new SerError('table-invalid', `The file has ${size} bytes; tables of at most ${MAX_BYTES} are read.`, { bytes: size });
  const bytes = await readBytes(path);
  return new TextDecoder().decode(/\.gz$/i.test(path) ? unzip(bytes) : bytes);
}

function unzip(bytes: Uint8Array): Uint8Array {
  try {
    return gunzipSync(bytes, { maxOutputLength: MAX_BYTES });
  } catch {
    throw new SerError('table-invalid', `The file is not a gzip file of at most ${MAX_BYTES} bytes of text.`);
  }
}
