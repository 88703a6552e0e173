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

/** Copies rows of powers, one row a frame, into blocks of four frames; the last frame stands for those that a block lacks. */
export function framesToBlocks(powers: usize, nFrames: i32, nBins: i32, blocks: usize): void {
  const rowBytes = usize(nBins) * 4;
  for (let t = 0; t < nFrames; t += 4) {
    let first = powers + usize(t) * rowBytes;
    let second = powers + usize(min(t + 1, nFrames - 1)) * rowBytes;
    let third = powers + usize(min(t + 2, nFrames - 1)) * rowBytes;
    let fourth = powers + usize(min(t + 3, nFrames - 1)) * rowBytes;
    const end = first + rowBytes;
    while (first < end) {
      store<f32>(blocks, load<f32>(first));
      store<f32>(blocks, load<f32>(second), 4);
      store<f32>(blocks, load<f32>(third), 8);
      store<f32>(blocks, load<f32>(fourth), 12);
      first += 4;
      second += 4;
      third += 4;
      fourth += 4;
      blocks += 16;
    }
  }
}
