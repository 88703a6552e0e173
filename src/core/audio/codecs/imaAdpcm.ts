/** Step sizes, each about 1.1 times the one before. */
const STEPS = [
  7, 8, 9, 10, 11, 12, 13, 14, 16, 17, 19, 21, 23, 25, 28, 31, 34, 37, 41, 45, 50, 55, 60, 66, 73, 80, 88, 97, 107, 118, 130, 143, 157, 173, 190, 209, 230,
  253, 279, 307, 337, 371, 408, 449, 494, 544, 598, 658, 724, 796, 876, 963, 1060, 1166, 1282, 1411, 1552, 1707, 1878, 2066, 2272, 2499, 2749, 3024, 3327,
  3660, 4026, 4428, 4871, 5358, 5894, 6484, 7132, 7845, 8630, 9493, 10442, 11487, 12635, 13899, 15289, 16818, 18500, 20350, 22385, 24623, 27086, 29794, 32767,
];
const INDEX_CHANGES = [-1, -1, -1, -1, 2, 4, 6, 8];

/**
 * Decodes one block of IMA ADPCM: for each channel a 16-bit sample and a step index, then turns of four bytes a channel, each
 * byte two differences, the lower half first.
 *
 * @param block the block, or what is left of the last one
 * @param at first index of `channels` to write
 * @param nMost samples to write to each channel at most
 * @returns samples written to each channel
 * @see IMA Digital Audio Focus and Technical Working Groups, "Recommended practices for enhancing digital audio compatibility in multimedia systems 3.0", 1992
 */
export function decodeImaBlock(block: Uint8Array, channels: readonly Float32Array[], at: number, nMost: number): number {
  const nChannels = channels.length;
  const group = 4 * nChannels;
  const n = Math.min(nMost, 8 * Math.floor(block.length / group) - 7);
  if (n < 1) return 0;
  for (let c = 0; c < nChannels; c++) {
    const samples = channels[c];
    let value = ((block[4 * c] | (block[4 * c + 1] << 8)) << 16) >> 16;
    let index = Math.min(block[4 * c + 2], 88);
    samples[at] = value / 32768;
    for (let i = 1; i < n; i++) {
      const k = i - 1;
      const byte = block[(1 + (k >> 3)) * group + 4 * c + ((k & 7) >> 1)];
      const code = k & 1 ? byte >> 4 : byte & 15;
      const step = STEPS[index];
      let difference = step >> 3;
      if (code & 4) difference += step;
      if (code & 2) difference += step >> 1;
      if (code & 1) difference += step >> 2;
      value += code & 8 ? -difference : difference;
      value = value > 32767 ? 32767 : value < -32768 ? -32768 : value;
      index += INDEX_CHANGES[code & 7];
      index = index < 0 ? 0 : index > 88 ? 88 : index;
      samples[at + i] = value / 32768;
    }
  }
  return n;
}
