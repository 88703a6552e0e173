/**
 * Applies a filter bank to blocks of powers.
 *
 * @param bank for each filter three 32-bit integers: first bin, number of bins, address of its float32 weights
 * @param out (filter, lane) at `filter * 16 + lane * 4` of each block
 */
export function melBlocks(power: usize, nBlocks: i32, nBins: i32, bank: usize, nFilters: i32, out: usize): void {
  for (let b = 0; b < nBlocks; b++) {
    let filter = bank;
    const filterEnd = bank + usize(nFilters) * 12;
    while (filter < filterEnd) {
      let from = power + usize(load<u32>(filter)) * 16;
      const end = from + usize(load<u32>(filter, 4)) * 16;
      let weight = usize(load<u32>(filter, 8));
      let sum = f32x4.splat(0);
      while (from < end) {
        sum = f32x4.add(sum, f32x4.mul(v128.load(from), v128.load32_splat(weight)));
        from += 16;
        weight += 4;
      }
      v128.store(out, sum);
      out += 16;
      filter += 12;
    }
    power += usize(nBins) * 16;
  }
}
