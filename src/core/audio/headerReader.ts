/** A part of a file, in bytes from its start. */
export interface ByteRange {
  readonly offset: number;
  readonly length: number;
}

/**
 * A parser that asks for the parts of a file that it needs and gets a view of each, shorter only where the file ends.
 * So one parser serves a file on disk (a few small reads, however large the file) and bytes in memory.
 */
export type HeaderReader<T> = Generator<ByteRange, T, DataView>;

/**
 * Answers a reader from the beginning of a file.
 *
 * @param bytes the file, or its beginning when `fileBytes` tells the whole length
 * @returns undefined when the reader needs bytes of the file that `bytes` does not reach
 * @throws SerError what the reader throws
 */
export function readFromBytes<T>(reader: HeaderReader<T>, bytes: Uint8Array, fileBytes = bytes.length): T | undefined {
  for (let step = reader.next(); ; ) {
    if (step.done) return step.value;
    const end = Math.min(step.value.offset + step.value.length, fileBytes);
    if (end > bytes.length) return undefined;
    const start = Math.min(step.value.offset, end);
    step = reader.next(new DataView(bytes.buffer, bytes.byteOffset + start, end - start));
  }
}

/** `length` characters, one for each byte; shorter where the view ends. */
export function textAt(view: DataView, offset: number, length: number): string {
  let text = '';
  for (let i = offset; i < Math.min(offset + length, view.byteLength); i++) text += String.fromCharCode(view.getUint8(i));
  return text;
}

/** A tag from a file as it may stand in a message. */
export const printable = (tag: string): string => JSON.stringify(tag.replace(/[^\x20-\x7e]/g, '.'));
