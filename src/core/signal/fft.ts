/** Tables for the transform of `size` real values (a power of two, at least 8) in float64. */
export interface RealFftPlan {
  readonly size: number;
  /** Bins of the result: size / 2 + 1. */
  readonly nBins: number;
  readonly half: ComplexFftPlan;
  readonly cos: Float64Array;
  readonly sin: Float64Array;
  readonly scratch: readonly [Float64Array, Float64Array, Float64Array, Float64Array];
}

interface ComplexFftPlan {
  readonly size: number;
  readonly cos: Float64Array;
  readonly sin: Float64Array;
}

/** Plans a real transform. Its scratch is part of the plan, so one plan serves one thread. */
export function createRealFft(size: number): RealFftPlan {
  if (size < 8 || (size & (size - 1)) !== 0) throw new RangeError(`FFT size ${size} is not a power of two of at least 8`);
  const n = size / 2;
  const buffer = (): Float64Array => new Float64Array(n);
  return { size, nBins: n + 1, half: createComplexFft(n), ...twiddles(size, n + 1), scratch: [buffer(), buffer(), buffer(), buffer()] };
}

/**
 * The discrete Fourier transform X[k] = Σ x[n] e^(−2πi kn / size) of real values, for k = 0 … size / 2.
 *
 * @param frame `size` values, left as they are
 * @param re real parts, at least `nBins` long; overwritten
 * @param im imaginary parts, at least `nBins` long; overwritten
 */
export function realFft(plan: RealFftPlan, frame: Float64Array, re: Float64Array, im: Float64Array): void {
  const n = plan.size / 2;
  const [evenRe, oddIm, spareRe, spareIm] = plan.scratch;
  // Even samples become real parts and odd ones imaginary parts of one transform of half the size.
  for (let i = 0; i < n; i++) {
    evenRe[i] = frame[2 * i];
    oddIm[i] = frame[2 * i + 1];
  }
  const inFirst = complexFft(plan.half, evenRe, oddIm, spareRe, spareIm);
  const zRe = inFirst ? evenRe : spareRe;
  const zIm = inFirst ? oddIm : spareIm;
  re[0] = zRe[0] + zIm[0];
  im[0] = 0;
  re[n] = zRe[0] - zIm[0];
  im[n] = 0;
  for (let k = 1; k < n; k++) {
    const aRe = zRe[k];
    const aIm = zIm[k];
    const bRe = zRe[n - k];
    const bIm = -zIm[n - k];
    const evenPartRe = 0.5 * (aRe + bRe);
    const evenPartIm = 0.5 * (aIm + bIm);
    const oddPartRe = 0.5 * (aIm - bIm);
    const oddPartIm = -0.5 * (aRe - bRe);
    const c = plan.cos[k];
    const s = plan.sin[k];
    re[k] = evenPartRe + c * oddPartRe + s * oddPartIm;
    im[k] = evenPartIm + c * oddPartIm - s * oddPartRe;
  }
}

function createComplexFft(size: number): ComplexFftPlan {
  return { size, ...twiddles(size, size) };
}

/** cos and sin of 2πk / size for k < count. */
function twiddles(size: number, count: number): { cos: Float64Array; sin: Float64Array } {
  const cos = new Float64Array(count);
  const sin = new Float64Array(count);
  for (let k = 0; k < count; k++) {
    cos[k] = Math.cos((2 * Math.PI * k) / size);
    sin[k] = Math.sin((2 * Math.PI * k) / size);
  }
  return { cos, sin };
}

/**
 * Stockham's self-sorting transform: passes of radix 4, after one of radix 2 when log2(size) is odd; each pass reads one
 * pair of arrays and writes the other.
 *
 * @returns whether the result lies in the first pair
 * @see P. N. Swarztrauber, "FFT algorithms for vector computers", Parallel Computing 1, 1984
 */
function complexFft(plan: ComplexFftPlan, firstRe: Float64Array, firstIm: Float64Array, secondRe: Float64Array, secondIm: Float64Array): boolean {
  let [xRe, xIm, yRe, yIm] = [firstRe, firstIm, secondRe, secondIm];
  let inFirst = true;
  let n = plan.size;
  let stride = 1;
  if ((31 - Math.clz32(n)) % 2 === 1) {
    radix2Pass(plan, n, stride, xRe, xIm, yRe, yIm);
    [xRe, xIm, yRe, yIm] = [yRe, yIm, xRe, xIm];
    inFirst = !inFirst;
    n /= 2;
    stride *= 2;
  }
  for (; n > 1; n /= 4, stride *= 4) {
    radix4Pass(plan, n, stride, xRe, xIm, yRe, yIm);
    [xRe, xIm, yRe, yIm] = [yRe, yIm, xRe, xIm];
    inFirst = !inFirst;
  }
  return inFirst;
}

function radix2Pass(plan: ComplexFftPlan, n: number, stride: number, xRe: Float64Array, xIm: Float64Array, yRe: Float64Array, yIm: Float64Array): void {
  const half = n / 2;
  for (let p = 0; p < half; p++) {
    const c = plan.cos[p * stride];
    const s = plan.sin[p * stride];
    for (let q = 0; q < stride; q++) {
      const a = q + stride * p;
      const b = q + stride * (p + half);
      const dRe = xRe[a] - xRe[b];
      const dIm = xIm[a] - xIm[b];
      const out = q + stride * 2 * p;
      yRe[out] = xRe[a] + xRe[b];
      yIm[out] = xIm[a] + xIm[b];
      yRe[out + stride] = dRe * c + dIm * s;
      yIm[out + stride] = dIm * c - dRe * s;
    }
  }
}

function radix4Pass(plan: ComplexFftPlan, n: number, stride: number, xRe: Float64Array, xIm: Float64Array, yRe: Float64Array, yIm: Float64Array): void {
  const quarter = n / 4;
  const { cos, sin } = plan;
  for (let p = 0; p < quarter; p++) {
    const c1 = cos[p * stride];
    const s1 = sin[p * stride];
    const c2 = cos[2 * p * stride];
    const s2 = sin[2 * p * stride];
    const c3 = cos[3 * p * stride];
    const s3 = sin[3 * p * stride];
    for (let q = 0; q < stride; q++) {
      const i0 = q + stride * p;
      const i1 = i0 + stride * quarter;
      const i2 = i1 + stride * quarter;
      const i3 = i2 + stride * quarter;
      const sumRe02 = xRe[i0] + xRe[i2];
      const sumIm02 = xIm[i0] + xIm[i2];
      const difRe02 = xRe[i0] - xRe[i2];
      const difIm02 = xIm[i0] - xIm[i2];
      const sumRe13 = xRe[i1] + xRe[i3];
      const sumIm13 = xIm[i1] + xIm[i3];
      // −i · (x1 − x3)
      const rotRe13 = xIm[i1] - xIm[i3];
      const rotIm13 = xRe[i3] - xRe[i1];
      const o = q + stride * 4 * p;
      yRe[o] = sumRe02 + sumRe13;
      yIm[o] = sumIm02 + sumIm13;
      const b1Re = difRe02 + rotRe13;
      const b1Im = difIm02 + rotIm13;
      const b2Re = sumRe02 - sumRe13;
      const b2Im = sumIm02 - sumIm13;
      const b3Re = difRe02 - rotRe13;
      const b3Im = difIm02 - rotIm13;
      yRe[o + stride] = b1Re * c1 + b1Im * s1;
      yIm[o + stride] = b1Im * c1 - b1Re * s1;
      yRe[o + 2 * stride] = b2Re * c2 + b2Im * s2;
      yIm[o + 2 * stride] = b2Im * c2 - b2Re * s2;
      yRe[o + 3 * stride] = b3Re * c3 + b3Im * s3;
      yIm[o + 3 * stride] = b3Im * c3 - b3Re * s3;
    }
  }
}
