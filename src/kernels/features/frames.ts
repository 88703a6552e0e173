/**
 * Copies blocks of four frames into rows, one row a frame, as powers and as magnitudes (of which powers are the squares, so
 * that the root gives them back exactly): value (frame, bin) comes to `(frame * nBins + bin) * 4`.
 */
export function blocksToFrames(blocks: usize, nFrames: i32, nBins: i32, powers: usize, magnitudes: usize): void {
  for (let t = 0; t < nFrames; t++) {
    let from = blocks + usize(t >> 2) * usize(nBins) * 16 + usize(t & 3) * 4;
    const end = powers + usize(nBins) * 4;
    while (powers < end) {
      const power = load<f32>(from);
      store<f32>(powers, power);
      store<f32>(magnitudes, sqrt(power));
      from += 16;
      powers += 4;
      magnitudes += 4;
    }
  }
}
