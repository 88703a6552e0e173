import { exponentials, hyperbolicTangents, integerPowers } from './svmExponential';

const RBF = 0;
const LINEAR = 1;
const POLYNOMIAL = 2;

/**
 * Vectors in panels of four, and the kernel of two of them. Value k of the four vectors of a panel is at
 * `panel * panelBytes + k * 16`, one float32 each: rows are read from end to end for each kernel row, and as float64 they would
 * come from further away. TypeScript writes the fields in this order.
 */
@unmanaged
export class Vectors {
  gamma: f64;
  coef0: f64;
  /** 0 rbf, 1 linear, 2 polynomial, 3 sigmoid. */
  kernel: i32;
  degree: i32;
  nColumns: i32;
  /** 16 bytes for each column. */
  panelBytes: i32;
  panels: usize;
  /** Squared norms, one float64 a vector. */
  norms: usize;
  /** Space for a float64 for each column: the vector whose kernel with others is computed. */
  wide: usize;
}

function widened(address: usize): v128 {
  return f64x2.promote_low_f32x4(v128.load64_zero(address));
}

/** Dot products of the vector from `a` to `end` with the sixteen of the four panels from `b` on, each summed in the order of the columns. */
function dotSixteen(a: usize, end: usize, b: usize, panelBytes: usize, out: usize): void {
  const b1 = b + panelBytes;
  const b2 = b1 + panelBytes;
  const b3 = b2 + panelBytes;
  let at: usize = 0;
  let s0 = f64x2.splat(0);
  let s1 = s0, s2 = s0, s3 = s0, s4 = s0, s5 = s0, s6 = s0, s7 = s0;
  while (a < end) {
    const x = v128.load64_splat(a);
    s0 = f64x2.add(s0, f64x2.mul(x, widened(b + at)));
    s1 = f64x2.add(s1, f64x2.mul(x, widened(b + at + 8)));
    s2 = f64x2.add(s2, f64x2.mul(x, widened(b1 + at)));
    s3 = f64x2.add(s3, f64x2.mul(x, widened(b1 + at + 8)));
    s4 = f64x2.add(s4, f64x2.mul(x, widened(b2 + at)));
    s5 = f64x2.add(s5, f64x2.mul(x, widened(b2 + at + 8)));
    s6 = f64x2.add(s6, f64x2.mul(x, widened(b3 + at)));
    s7 = f64x2.add(s7, f64x2.mul(x, widened(b3 + at + 8)));
    a += 8;
    at += 16;
  }
  v128.store(out, s0);
  v128.store(out, s1, 16);
  v128.store(out, s2, 32);
  v128.store(out, s3, 48);
  v128.store(out, s4, 64);
  v128.store(out, s5, 80);
  v128.store(out, s6, 96);
  v128.store(out, s7, 112);
}

/** Dot products of the vector at `a`, whose float32 values are `stride` bytes apart, with vectors `from` … `from + n` − 1. */
function dotRow(vectors: Vectors, a: usize, stride: usize, from: i32, n: i32, out: usize): void {
  const wide = vectors.wide;
  const wideEnd = wide + usize(vectors.nColumns) * 8;
  for (let at = wide; at < wideEnd; at += 8) {
    store<f64>(at, f64(load<f32>(a)));
    a += stride;
  }
  const panelBytes = usize(vectors.panelBytes);
  let b = vectors.panels + usize(from >> 2) * panelBytes;
  for (const outEnd = out + usize(n) * 8; out < outEnd; out += 128) {
    dotSixteen(wide, wideEnd, b, panelBytes, out);
    b += 4 * panelBytes;
  }
}

/**
 * Replaces `n` dot products of a vector of squared norm `norm` with others by its kernel with them.
 *
 * @param norms squared norms of the others
 * @param n a multiple of 16
 */
function toKernels(vectors: Vectors, norm: f64, norms: usize, n: i32, values: usize): void {
  if (vectors.kernel === LINEAR) return;
  const end = values + usize(n) * 8;
  if (vectors.kernel === RBF) {
    const own = f64x2.splat(norm);
    const factor = f64x2.splat(-vectors.gamma);
    const zero = f64x2.splat(0);
    for (let at = values; at < end; at += 16) {
      const dots = v128.load(at);
      const distance = f64x2.sub(f64x2.add(own, v128.load(norms)), f64x2.add(dots, dots));
      v128.store(at, f64x2.mul(factor, f64x2.pmax(zero, distance)));
      norms += 16;
    }
    exponentials(values, n);
    return;
  }
  const gamma = f64x2.splat(vectors.gamma);
  const coef0 = f64x2.splat(vectors.coef0);
  for (let at = values; at < end; at += 16) v128.store(at, f64x2.add(f64x2.mul(gamma, v128.load(at)), coef0));
  if (vectors.kernel === POLYNOMIAL) integerPowers(values, n, vectors.degree);
  else hyperbolicTangents(values, n);
}

/**
 * The kernel of vector `row` with vectors `from` … `from + n` − 1, as float32.
 *
 * @param from a multiple of 4; `n` a multiple of 16
 * @param values space for `n` float64
 */
export function kernelRow(vectors: Vectors, row: i32, from: i32, n: i32, values: usize, out: usize): void {
  dotRow(vectors, vectors.panels + usize(row >> 2) * usize(vectors.panelBytes) + usize(row & 3) * 4, 16, from, n, values);
  toKernels(vectors, load<f64>(vectors.norms + usize(row) * 8), vectors.norms + usize(from) * 8, n, values);
  for (const end = values + usize(n) * 8; values < end; values += 32) {
    v128.store(out, v128.shuffle<f64>(f32x4.demote_f64x2_zero(v128.load(values)), f32x4.demote_f64x2_zero(v128.load(values, 16)), 0, 2));
    out += 16;
  }
}

/**
 * The kernel of another vector with vectors 0 … `n` − 1, as float64.
 *
 * @param a its float32 values, and `norm` its squared norm
 * @param n a multiple of 16
 */
export function kernelValues(vectors: Vectors, a: usize, norm: f64, n: i32, out: usize): void {
  dotRow(vectors, a, 4, 0, n, out);
  toKernels(vectors, norm, vectors.norms, n, out);
}
