import { textAt } from '../headerReader.ts';

/**
 * Bytes of the ID3v2 tag at the start of a view; 0 where there is none. Its length is written in bytes of seven bits.
 *
 * @see M. Nilsson, "ID3 tag version 2.4.0 – Main structure", 2000, section 3.1
 */
export function id3Bytes(view: DataView): number {
  if (view.byteLength < 10 || textAt(view, 0, 3) !== 'ID3') return 0;
  let size = 0;
  for (let i = 6; i < 10; i++) size = size * 128 + (view.getUint8(i) & 127);
  const hasFooter = (view.getUint8(5) & 16) !== 0;
  return 10 + size + (hasFooter ? 10 : 0);
}

/** Where an ID3v1 tag takes the last 128 bytes of a file, the sound ends before it. */
export const ID3V1_BYTES = 128;
