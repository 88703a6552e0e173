/**
 * Mean of each row over the frames, and sum of the squared deviations from it.
 *
 * @param blocks rows of vectors, `nRows` rows a block
 * @param out `nRows` float64 means, then as many sums
 */
export function moments(blocks: usize, nRows: i32, nFrames: i32, out: usize): void {
  const blockBytes = usize(nRows) * 16;
  const nWhole = nFrames >> 2;
  const nRest = nFrames & 3;
  for (let r = 0; r < nRows; r++) {
    const row = blocks + usize(r) * 16;
    const rest = row + usize(nWhole) * blockBytes;
    let low = f64x2.splat(0);
    let high = low;
    let at = row;
    for (let b = 0; b < nWhole; b++) {
      const x = v128.load(at);
      low = f64x2.add(low, f64x2.promote_low_f32x4(x));
      high = f64x2.add(high, f64x2.promote_low_f32x4(v128.shuffle<f64>(x, x, 1, 1)));
      at += blockBytes;
    }
    low = f64x2.add(low, high);
    let sum = f64x2.extract_lane(low, 0) + f64x2.extract_lane(low, 1);
    for (let lane = 0; lane < nRest; lane++) sum += f64(load<f32>(rest + usize(lane) * 4));
    const mean = sum / f64(nFrames);

    const centre = f64x2.splat(mean);
    low = f64x2.splat(0);
    high = low;
    at = row;
    for (let b = 0; b < nWhole; b++) {
      const x = v128.load(at);
      const d0 = f64x2.sub(f64x2.promote_low_f32x4(x), centre);
      const d1 = f64x2.sub(f64x2.promote_low_f32x4(v128.shuffle<f64>(x, x, 1, 1)), centre);
      low = f64x2.add(low, f64x2.mul(d0, d0));
      high = f64x2.add(high, f64x2.mul(d1, d1));
      at += blockBytes;
    }
    low = f64x2.add(low, high);
    let squares = f64x2.extract_lane(low, 0) + f64x2.extract_lane(low, 1);
    for (let lane = 0; lane < nRest; lane++) {
      const d = f64(load<f32>(rest + usize(lane) * 4)) - mean;
      squares += d * d;
    }
    store<f64>(out + usize(r) * 8, mean);
    store<f64>(out + usize(nRows + r) * 8, squares);
  }
}
