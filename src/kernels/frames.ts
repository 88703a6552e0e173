/**
 * Copies blocks of four frames into rows, one row a frame, and optionally squares: value (frame, bin) comes to
 * `(frame * nBins + bin) * 4`.
 */
export function blocksToFrames(blocks: usize, nFrames: i32, nBins: i32, rows: usize, squared: bool): void {
  for (let t = 0; t < nFrames; t++) {
    let from = blocks + usize(t >> 2) * usize(nBins) * 16 + usize(t & 3) * 4;
    const end = rows + usize(nBins) * 4;
    while (rows < end) {
      const value = load<f32>(from);
      store<f32>(rows, squared ? value * value : value);
      from += 16;
      rows += 4;
    }
  }
}
