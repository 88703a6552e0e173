/** A cyclic redundancy check, highest bit first, from 0 and without a final inversion, as FLAC and Ogg use it. */
export interface Crc {
  readonly bits: 8 | 16 | 32;
  readonly table: Uint32Array;
}

/** @param polynomial without its highest bit */
export function createCrc(bits: Crc['bits'], polynomial: number): Crc {
  const table = new Uint32Array(256);
  for (let byte = 0; byte < 256; byte++) {
    // In the upper bits of 32, so that one loop serves all widths.
    let value = byte << 24;
    for (let bit = 0; bit < 8; bit++) value = value & 0x80000000 ? (value << 1) ^ (polynomial << (32 - bits)) : value << 1;
    table[byte] = value;
  }
  return { bits, table };
}

/** Goes on from `value`, the check so far in the upper bits of 32 (0 at the start). */
export function continueCrc({ table }: Crc, value: number, bytes: Uint8Array, start: number, end: number): number {
  let crc = value;
  for (let i = start; i < end; i++) crc = (crc << 8) ^ table[(crc >>> 24) ^ bytes[i]];
  return crc;
}

/** The check of the bytes from `start` to before `end`. */
export const crcOf = (crc: Crc, bytes: Uint8Array, start: number, end: number): number => continueCrc(crc, 0, bytes, start, end) >>> (32 - crc.bits);
