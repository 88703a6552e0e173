/** Remainders of one byte: entry b is the CRC-32 of the byte b before the final complement. */
const remainders = Uint32Array.from({ length: 256 }, (_, byte) => {
  let remainder = byte;
  for (let bit = 0; bit < 8; bit++) remainder = remainder & 1 ? (remainder >>> 1) ^ 0xedb88320 : remainder >>> 1;
  return remainder;
});

/**
 * The CRC-32 of bytes, as zip, PNG and zlib compute it: it tells every altered byte and every altered run of up to
 * 32 bits. It guards against damage, not against forgery.
 *
 * @param crc the CRC-32 of what came before; 0 for nothing
 * @returns a whole number from 0 to 2³² − 1
 * @see ISO 3309; RFC 1952, section 8
 */
export function crc32(bytes: Uint8Array, crc = 0): number {
  let remainder = ~crc;
  for (let i = 0; i < bytes.length; i++) remainder = remainders[(remainder ^ bytes[i]) & 0xff] ^ (remainder >>> 8);
  return ~remainder >>> 0;
}
