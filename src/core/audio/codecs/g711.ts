/**
 * Values of the 256 bytes of A-law: sign, three bits of segment, four of step, every other bit inverted; 13 bits in 16.
 *
 * @see ITU-T G.711, 1988, table 1a
 */
export const ALAW = Float32Array.from({ length: 256 }, (_, byte) => {
  const code = byte ^ 0x55;
  const segment = (code >> 4) & 7;
  const step = ((code & 15) << 4) + 8;
  const magnitude = segment === 0 ? step : (step + 0x100) << (segment - 1);
  return (code & 0x80 ? magnitude : -magnitude) / 32768;
});

/**
 * Values of the 256 bytes of µ-law: sign, three bits of segment, four of step, all inverted; 14 bits in 16.
 *
 * @see ITU-T G.711, 1988, table 2a
 */
export const MULAW = Float32Array.from({ length: 256 }, (_, byte) => {
  const code = ~byte & 0xff;
  const magnitude = ((((code & 15) << 3) + 0x84) << ((code >> 4) & 7)) - 0x84;
  return (code & 0x80 ? 0 - magnitude : magnitude) / 32768;
});
