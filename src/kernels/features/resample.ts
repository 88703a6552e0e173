import { transform } from './mixedRadix';

/**
 * Two neighbouring blocks of samples at another rate, by one transform: the blocks are the real and the imaginary part,
 * their spectrum is weighted and cut (or widened) to the other size, and transformed back.
 *
 * @param first the first block; the second begins `hopBytes` later
 * @param forward plan of size `nIn`, `inverse` of size `nOut`; see `transform`
 * @param response weights of the lowest bins: `half` of frequencies 0, 1, 2 … then `half` of −half … −1, where `half` is half
 *   the smaller size
 * @param work 4 × max(nIn, nOut) float32 values
 * @param skip samples at the start of a transformed block that its ends disturb; `count` after them are good
 * @param out the `count` samples of the first block, then those of the second
 */
export function resamplePair(first: usize, hopBytes: usize, nIn: i32, nOut: i32, forward: usize, inverse: usize, response: usize, work: usize, skip: i32, count: i32, out: usize): void {
  const half = usize(min(nIn, nOut) >> 1) * 4;
  const inBytes = usize(nIn) * 4;
  const outBytes = usize(nOut) * 4;
  const other = work + 2 * max(inBytes, outBytes);
  const spectrum = transform(first, first + hopBytes, forward, nIn, work, other);
  const cut = spectrum === work ? other : work;
  memory.fill(cut + half, 0, outBytes - 2 * half);
  memory.fill(cut + outBytes + half, 0, outBytes - 2 * half);
  weigh(spectrum, cut, response, half);
  weigh(spectrum + inBytes, cut + outBytes, response, half);
  weigh(spectrum + inBytes - half, cut + outBytes - half, response + half, half);
  weigh(spectrum + 2 * inBytes - half, cut + 2 * outBytes - half, response + half, half);
  // The inverse is the forward transform with real and imaginary parts exchanged, before and after.
  const result = transform(cut + outBytes, cut, inverse, nOut, spectrum, cut);
  memory.copy(out, result + outBytes + usize(skip) * 4, usize(count) * 4);
  memory.copy(out + usize(count) * 4, result + usize(skip) * 4, usize(count) * 4);
}

function weigh(from: usize, to: usize, weights: usize, bytes: usize): void {
  const end = weights + bytes;
  while (weights < end) {
    v128.store(to, f32x4.mul(v128.load(from), v128.load(weights)));
    from += 16;
    to += 16;
    weights += 16;
  }
}
