const MAX_TERMS = 10_000;
/** Below this a term changes nothing more. */
const PRECISION = 1e-17;
const TINY = 1e-300;

/**
 * The chance that a chi-squared variable of one degree of freedom is at least x, which is erfc(√(x / 2)).
 *
 * @see M. Abramowitz, I. A. Stegun, "Handbook of Mathematical Functions", 7.1.6 (series), 7.1.14 (continued fraction)
 */
export function chiSquaredTail(x: number): number {
  if (x <= 0) return 1;
  const z = Math.sqrt(x / 2);
  const scale = Math.exp(-z * z) / Math.sqrt(Math.PI);
  if (z < 2) {
    let term = 2 * z;
    let sum = term;
    for (let n = 1; n < MAX_TERMS && term > PRECISION * sum; n++) {
      term *= (2 * z * z) / (2 * n + 1);
      sum += term;
    }
    return 1 - scale * sum;
  }
  // 1 / (z + ½ / (z + 1 / (z + 3⁄2 / (z + 2 / (z + …))))), from the end.
  let rest = z;
  for (let n = 200; n > 0; n--) rest = z + n / 2 / rest;
  return scale / rest;
}

/**
 * The chance that |T| of Student's t with `degrees` (1, 2, …) degrees of freedom is at least |t|: the incomplete beta function
 * I of (degrees / 2, 1 / 2) at degrees / (degrees + t²).
 */
export function studentTail(t: number, degrees: number): number {
  const t2 = t * t;
  if (t2 === 0) return 1;
  if (t2 === Infinity) return 0;
  const x = degrees / (degrees + t2);
  const rest = t2 / (degrees + t2);
  const a = degrees / 2;
  // B(a, ½) by B(a + 1, ½) = B(a, ½) · a / (a + ½), from B(½, ½) = π or B(1, ½) = 2.
  let beta = degrees % 2 === 1 ? Math.PI : 2;
  for (let from = degrees % 2 === 1 ? 0.5 : 1; from < a; from++) beta *= from / (from + 0.5);
  const front = (x ** a * Math.sqrt(rest)) / beta;
  return x < (a + 1) / (a + 2.5) ? (front * betaFraction(a, 0.5, x)) / a : 1 - (front * betaFraction(0.5, a, rest)) / 0.5;
}

/**
 * The continued fraction of the incomplete beta function, by Lentz's method.
 *
 * @see W. H. Press et al., "Numerical Recipes", 2007, section 6.4
 */
function betaFraction(a: number, b: number, x: number): number {
  const away = (value: number): number => (Math.abs(value) < TINY ? TINY : value);
  let c = 1;
  let d = 1 / away(1 - ((a + b) * x) / (a + 1));
  let fraction = d;
  for (let m = 1; m < MAX_TERMS; m++) {
    const even = (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m));
    d = 1 / away(1 + even * d);
    c = away(1 + even / c);
    fraction *= d * c;
    const odd = (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1));
    d = 1 / away(1 + odd * d);
    c = away(1 + odd / c);
    fraction *= d * c;
    if (Math.abs(d * c - 1) < Number.EPSILON) break;
  }
  return fraction;
}
