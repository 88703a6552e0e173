import { meanOfExtremes } from './extremes';

/**
 * Mean magnitude, or mean power, of the strongest and of the weakest bins of each band.
 *
 * @param bands for each band three 32-bit integers: first bin, bin after the last, how many bins are extreme
 * @param ofRoots whether magnitudes, the roots of the powers, are meant
 * @param spill space for one vector a bin
 * @param peaks (band, lane) at `band * 16 + lane * 4` of each block
 * @param valleys the same
 */
export function contrastBlocks(power: usize, nBlocks: i32, nBins: i32, bands: usize, nBands: i32, ofRoots: bool, spill: usize, peaks: usize, valleys: usize): void {
  const bandsEnd = bands + usize(nBands) * 12;
  for (let b = 0; b < nBlocks; b++) {
    for (let band = bands; band < bandsEnd; band += 12) {
      const from = power + usize(load<u32>(band)) * 16;
      const end = power + usize(load<u32>(band, 4)) * 16;
      const count = load<i32>(band, 8);
      v128.store(peaks, meanOfExtremes(from, end, count, 0, ofRoots, spill));
      v128.store(valleys, meanOfExtremes(from, end, count, -1, ofRoots, spill));
      peaks += 16;
      valleys += 16;
    }
    power += usize(nBins) * 16;
  }
}

/** Row r of a block of `outRows` becomes peaks − valleys, both raised to their floors; `nRows` rows a block. */
export function subtractLevels(peaks: usize, peakFloor: f32, valleys: usize, valleyFloor: f32, nBlocks: i32, nRows: i32, out: usize, outRows: i32): void {
  const lowestPeak = f32x4.splat(peakFloor);
  const lowestValley = f32x4.splat(valleyFloor);
  for (let b = 0; b < nBlocks; b++) {
    const end = usize(nRows) * 16;
    for (let r: usize = 0; r < end; r += 16) {
      v128.store(out + r, f32x4.sub(f32x4.pmax(v128.load(peaks + r), lowestPeak), f32x4.pmax(v128.load(valleys + r), lowestValley)));
    }
    peaks += end;
    valleys += end;
    out += usize(outRows) * 16;
  }
}
