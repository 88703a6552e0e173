/** Rows of the orthonormal DCT-II: value (k, n) at `k * size + n` is √(2/size) · cos(πk(2n + 1) / (2 size)), k = 0 scaled by √½. */
export function createDct(nCoefficients: number, size: number): Float64Array {
  const table = new Float64Array(nCoefficients * size);
  for (let k = 0; k < nCoefficients; k++) {
    const scale = Math.sqrt((k === 0 ? 1 : 2) / size);
    for (let n = 0; n < size; n++) table[k * size + n] = scale * Math.cos((Math.PI * k * (2 * n + 1)) / (2 * size));
  }
  return table;
}
