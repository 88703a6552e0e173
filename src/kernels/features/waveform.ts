/** Samples this small count as zero, and zero as positive. */
const ZERO_THRESHOLD: f32 = -1e-10;

/**
 * Energy and sign changes of each hop: energy (float32), changes from each of its samples to the next (32 bits), and whether
 * the last of these changes (which leads into the next hop) is one (32 bits); 12 bytes a hop.
 *
 * @param hopLength a multiple of 16; one sample after the last hop is read
 */
export function countHops(samples: usize, nHops: i32, hopLength: i32, hops: usize): void {
  const threshold = f32x4.splat(ZERO_THRESHOLD);
  for (let h = 0; h < nHops; h++) {
    let e0 = f32x4.splat(0);
    let e1 = e0, e2 = e0, e3 = e0;
    let changes = i32x4.splat(0);
    const end = samples + usize(hopLength) * 4;
    while (samples < end) {
      const x0 = v128.load(samples);
      const x1 = v128.load(samples, 16);
      const x2 = v128.load(samples, 32);
      const x3 = v128.load(samples, 48);
      e0 = f32x4.add(e0, f32x4.mul(x0, x0));
      e1 = f32x4.add(e1, f32x4.mul(x1, x1));
      e2 = f32x4.add(e2, f32x4.mul(x2, x2));
      e3 = f32x4.add(e3, f32x4.mul(x3, x3));
      // A true lane is −1.
      changes = i32x4.sub(changes, v128.xor(f32x4.lt(x0, threshold), f32x4.lt(v128.load(samples, 4), threshold)));
      changes = i32x4.sub(changes, v128.xor(f32x4.lt(x1, threshold), f32x4.lt(v128.load(samples, 20), threshold)));
      changes = i32x4.sub(changes, v128.xor(f32x4.lt(x2, threshold), f32x4.lt(v128.load(samples, 36), threshold)));
      changes = i32x4.sub(changes, v128.xor(f32x4.lt(x3, threshold), f32x4.lt(v128.load(samples, 52), threshold)));
      samples += 64;
    }
    const energy = f32x4.add(f32x4.add(e0, e1), f32x4.add(e2, e3));
    store<f32>(hops, f32x4.extract_lane(energy, 0) + f32x4.extract_lane(energy, 1) + f32x4.extract_lane(energy, 2) + f32x4.extract_lane(energy, 3));
    store<i32>(hops, i32x4.extract_lane(changes, 0) + i32x4.extract_lane(changes, 1) + i32x4.extract_lane(changes, 2) + i32x4.extract_lane(changes, 3), 4);
    store<i32>(hops, i32((load<f32>(samples - 4) < ZERO_THRESHOLD) !== (load<f32>(samples) < ZERO_THRESHOLD)), 8);
    hops += 12;
  }
}

/**
 * Zero-crossing rate and root mean square of frames of `hopsPerFrame` hops that begin with every hop.
 *
 * @param out the rate is row `rateRow`, the root mean square the row after it, of a block of `outRows`
 */
export function hopsToFrames(hops: usize, nFrames: i32, hopsPerFrame: i32, frameLength: f64, out: usize, rateRow: i32, outRows: i32): void {
  for (let t = 0; t < nFrames; t++) {
    let energy: f64 = 0;
    let changes = 0;
    for (let h: usize = 0; h < usize(hopsPerFrame) * 12; h += 12) {
      energy += f64(load<f32>(hops + h));
      changes += load<i32>(hops + h, 4);
    }
    changes -= load<i32>(hops + usize(hopsPerFrame) * 12 - 4);
    const at = out + usize(t >> 2) * usize(outRows) * 16 + usize(rateRow) * 16 + usize(t & 3) * 4;
    store<f32>(at, f32(f64(changes) / frameLength));
    store<f32>(at, f32(sqrt(energy / frameLength)), 16);
    hops += 12;
  }
}
