import { exponential, hyperbolicTangent, integerPower } from './svmExponential';

const RBF = 0;
const LINEAR = 1;
const POLYNOMIAL = 2;

/**
 * Vectors in panels of four, and the kernel of two of them. Value k of the four vectors of a panel is at
 * `panel * panelBytes + k * 32`, one float64 each. TypeScript writes the fields in this order.
 */
@unmanaged
export class Vectors {
  gamma: f64;
  coef0: f64;
  /** 0 rbf, 1 linear, 2 polynomial, 3 sigmoid. */
  kernel: i32;
  degree: i32;
  /** 32 bytes for each column. */
  panelBytes: i32;
  panels: usize;
  /** Squared norms, one float64 a vector. */
  norms: usize;
}

/** Dot products of the vector at `a` with the sixteen of the four panels from `b` on, each summed in the order of the columns. */
export function dotSixteen(a: usize, b: usize, panelBytes: usize, out: usize): void {
  const end = a + panelBytes;
  const b1 = b + panelBytes;
  const b2 = b1 + panelBytes;
  const b3 = b2 + panelBytes;
  let at: usize = 0;
  let s0 = f64x2.splat(0);
  let s1 = s0, s2 = s0, s3 = s0, s4 = s0, s5 = s0, s6 = s0, s7 = s0;
  while (a < end) {
    const x = v128.load64_splat(a);
    s0 = f64x2.add(s0, f64x2.mul(x, v128.load(b + at)));
    s1 = f64x2.add(s1, f64x2.mul(x, v128.load(b + at, 16)));
    s2 = f64x2.add(s2, f64x2.mul(x, v128.load(b1 + at)));
    s3 = f64x2.add(s3, f64x2.mul(x, v128.load(b1 + at, 16)));
    s4 = f64x2.add(s4, f64x2.mul(x, v128.load(b2 + at)));
    s5 = f64x2.add(s5, f64x2.mul(x, v128.load(b2 + at, 16)));
    s6 = f64x2.add(s6, f64x2.mul(x, v128.load(b3 + at)));
    s7 = f64x2.add(s7, f64x2.mul(x, v128.load(b3 + at, 16)));
    a += 32;
    at += 32;
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

/**
 * Dot products of the vector at `a`, whose values are 32 bytes apart, with vectors `from` … `from + n` − 1.
 *
 * @param backwards 1 to go from the last to the first, else 0
 */
function dotRow(vectors: Vectors, a: usize, from: i32, n: i32, backwards: i32, dots: usize): void {
  const panelBytes = usize(vectors.panelBytes);
  const b = vectors.panels + usize(from >> 2) * panelBytes;
  const last = (n >> 4) - 1;
  for (let step = 0; step <= last; step++) {
    const sixteen = usize(backwards !== 0 ? last - step : step);
    dotSixteen(a, b + sixteen * 4 * panelBytes, panelBytes, dots + sixteen * 128);
  }
}

/** exp(−γ·|u − v|²), with `factor` −γ, `norms` |u|² + |v|² and `dots` u·v. */
@inline
function gaussian(factor: v128, norms: v128, dots: v128): v128 {
  return exponential(f64x2.mul(factor, f64x2.pmax(f64x2.splat(0), f64x2.sub(norms, f64x2.add(dots, dots)))));
}

/** The kernels of dot products, but for rbf. */
function kernelOf(vectors: Vectors, dots: v128): v128 {
  if (vectors.kernel === LINEAR) return dots;
  const scaled = f64x2.add(f64x2.mul(f64x2.splat(vectors.gamma), dots), f64x2.splat(vectors.coef0));
  return vectors.kernel === POLYNOMIAL ? integerPower(scaled, vectors.degree) : hyperbolicTangent(scaled);
}

/** Writes four float64 as float32. */
@inline
function storeNarrow(out: usize, low: v128, high: v128): void {
  v128.store(out, v128.shuffle<f64>(f32x4.demote_f64x2_zero(low), f32x4.demote_f64x2_zero(high), 0, 2));
}

/**
 * The kernel of vector `row` with vectors `from` … `from + n` − 1, as float32.
 *
 * @param from a multiple of 4; `n` a multiple of 16
 * @param backwards 1 to go from the last to the first, else 0
 * @param dots space for `n` float64
 */
export function kernelRow(vectors: Vectors, row: i32, from: i32, n: i32, backwards: i32, dots: usize, out: usize): void {
  dotRow(vectors, vectors.panels + usize(row >> 2) * usize(vectors.panelBytes) + usize(row & 3) * 8, from, n, backwards, dots);
  const end = dots + usize(n) * 8;
  if (vectors.kernel === RBF) {
    gaussians(-vectors.gamma, load<f64>(vectors.norms + usize(row) * 8), vectors.norms + usize(from) * 8, dots, end, out);
    return;
  }
  for (; dots < end; dots += 32) {
    storeNarrow(out, kernelOf(vectors, v128.load(dots)), kernelOf(vectors, v128.load(dots, 16)));
    out += 16;
  }
}

function gaussians(factor: f64, norm: f64, norms: usize, dots: usize, end: usize, out: usize): void {
  const own = f64x2.splat(norm);
  const factors = f64x2.splat(factor);
  for (; dots < end; dots += 32) {
    const low = gaussian(factors, f64x2.add(own, v128.load(norms)), v128.load(dots));
    const high = gaussian(factors, f64x2.add(own, v128.load(norms, 16)), v128.load(dots, 16));
    storeNarrow(out, low, high);
    norms += 32;
    out += 16;
  }
}

/**
 * The kernel of another vector with vectors 0 … `n` − 1, as float64.
 *
 * @param a its values, 32 bytes apart, and `norm` its squared norm
 * @param n a multiple of 16
 */
export function kernelValues(vectors: Vectors, a: usize, norm: f64, n: i32, out: usize): void {
  dotRow(vectors, a, 0, n, 0, out);
  const end = out + usize(n) * 8;
  if (vectors.kernel === RBF) {
    const own = f64x2.splat(norm);
    const factor = f64x2.splat(-vectors.gamma);
    let norms = vectors.norms;
    for (; out < end; out += 16) {
      v128.store(out, gaussian(factor, f64x2.add(own, v128.load(norms)), v128.load(out)));
      norms += 16;
    }
    return;
  }
  for (; out < end; out += 16) v128.store(out, kernelOf(vectors, v128.load(out)));
}
