import { isSerError, SerError } from '../../core/errors.ts';

/**
 * Runs a part of a decoding that is synchronous to its end. The libraries report damage by `console.error` and go on, one
 * of them for ever on the same error; here the first report ends the decoding.
 *
 * @throws SerError `audio-corrupt`
 */
export function strictly<T>(work: () => T): T {
  const output = globalThis.console;
  const { error } = output;
  output.error = (message: unknown) => {
    throw new Error(String(message).replace(/\s+/g, ' ').trim());
  };
  try {
    return work();
  } finally {
    output.error = error;
  }
}

/**
 * Runs a decoding and frees its decoder. What a library throws on bytes that it does not expect, down to a trap of its
 * WebAssembly, is a fault of the file.
 *
 * @throws SerError `audio-corrupt`
 */
export async function decodeWith<D extends { readonly ready: Promise<void>; free(): void }, T>(decoder: D, decode: (decoder: D) => Promise<T>): Promise<T> {
  await decoder.ready;
  try {
    return await decode(decoder);
  } catch (error) {
    if (isSerError(error)) throw error;
    throw new SerError('audio-corrupt', `The file cannot be decoded: ${(error as Error).message}.`);
  } finally {
    try {
      decoder.free();
    } catch {
      // After a trap its memory may be in disorder; it is let go as a whole.
    }
  }
}

/** Pieces of a file, small enough that what they unpack to stays bounded. */
export function* piecesOf(bytes: Uint8Array, pieceBytes: number): Generator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += pieceBytes) yield bytes.subarray(at, at + pieceBytes);
}
