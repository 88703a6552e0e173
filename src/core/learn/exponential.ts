/** log₂ e, and ln 2 in two parts; multiples of the first part up to 2¹⁰ are exact. */
const perLn2 = 1.44269504088896338700;
const ln2High = 6.93147180369123816490e-1;
const ln2Low = 1.90821492927058770002e-10;
/** Coefficients of (r·coth(r/2) − 2) / r² as a polynomial of r², for |r| ≤ ½ ln 2. */
const p1 = 1.66666666666666019037e-1;
const p2 = -2.77777777770155933842e-3;
const p3 = 6.61375632143793436117e-5;
const p4 = -1.65339022054652515390e-6;
const p5 = 4.13813679705723846039e-8;
/** Below it the result would not be a normal number. */
const lowest = -708;
/** powers[k] is 2⁻ᵏ. */
const powers = new Float64Array(1023);
for (let k = 0, power = 1; k < powers.length; k++, power /= 2) powers[k] = power;

/**
 * e^x for x ≤ 0, to less than a unit in the last place; arguments below −708 count as −708. `Math.exp` may be rounded in
 * another way by each engine and cannot be called from the compiled kernels; this is the same there and everywhere, to the
 * last bit.
 *
 * @see fdlibm, `e_exp.c` (Sun Microsystems, 1993), whose argument reduction and coefficients these are
 */
export function exponential(x: number): number {
  const bounded = x > lowest ? x : lowest;
  const k = Math.floor(bounded * perLn2 + 0.5);
  const high = bounded - k * ln2High;
  const low = k * ln2Low;
  const r = high - low;
  const t = r * r;
  const c = r - t * (p1 + t * (p2 + t * (p3 + t * (p4 + t * p5))));
  return (1 - (low - (r * c) / (2 - c) - high)) * powers[-k];
}

/** tanh(x) by {@link exponential}: within 10⁻¹² of its size, which float32 cannot see. */
export function hyperbolicTangent(x: number): number {
  const size = Math.abs(x);
  // The quotient would cancel where the first terms of the series are exact enough.
  if (size < 2 ** -10) return x - (x * x * x) / 3;
  const e = exponential(-2 * size);
  const result = (1 - e) / (1 + e);
  return x < 0 ? -result : result;
}

/** base^exponent by repeated squaring. */
export function integerPower(base: number, exponent: number): number {
  let result = 1;
  let square = base;
  for (let rest = exponent; rest > 0; rest >>= 1) {
    if (rest & 1) result *= square;
    square *= square;
  }
  return result;
}
