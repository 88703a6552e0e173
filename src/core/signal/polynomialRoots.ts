const MAX_ROUNDS = 60;
const TOLERANCE = 1e-10;

/**
 * All complex roots of a monic polynomial with real coefficients, x^n + c[1] x^(n−1) + … + c[n], by the simultaneous
 * iteration of Aberth and Ehrlich.
 *
 * @param c n + 1 coefficients, c[0] = 1
 * @param re at least n values; the roots' real parts, overwritten
 * @param im at least n values; their imaginary parts, overwritten
 * @see O. Aberth, "Iteration methods for finding all zeros of a polynomial simultaneously", Math. Comp. 27, 1973
 */
export function polynomialRoots(c: Float64Array, n: number, re: Float64Array, im: Float64Array): void {
  // Start on a circle whose radius is the roots' geometric mean, turned so that no start lies on the real axis.
  const radius = Math.max(1e-3, Math.abs(c[n])) ** (1 / n);
  for (let i = 0; i < n; i++) {
    const angle = (2 * Math.PI * i) / n + 0.4;
    re[i] = radius * Math.cos(angle);
    im[i] = radius * Math.sin(angle);
  }
  for (let round = 0; round < MAX_ROUNDS; round++) {
    let largest = 0;
    for (let i = 0; i < n; i++) {
      const x = re[i];
      const y = im[i];
      // p and its derivative by Horner's rule.
      let pRe = 1;
      let pIm = 0;
      let dRe = 0;
      let dIm = 0;
      for (let k = 1; k <= n; k++) {
        const nextRe = dRe * x - dIm * y + pRe;
        dIm = dRe * y + dIm * x + pIm;
        dRe = nextRe;
        const valueRe = pRe * x - pIm * y + c[k];
        pIm = pRe * y + pIm * x;
        pRe = valueRe;
      }
      const dNorm = dRe * dRe + dIm * dIm;
      if (dNorm === 0) continue;
      // Newton's step p / p′, corrected by the repulsion of the other roots.
      const stepRe = (pRe * dRe + pIm * dIm) / dNorm;
      const stepIm = (pIm * dRe - pRe * dIm) / dNorm;
      let sumRe = 0;
      let sumIm = 0;
      for (let j = 0; j < n; j++) {
        if (j === i) continue;
        const u = x - re[j];
        const v = y - im[j];
        const norm = u * u + v * v;
        if (norm === 0) continue;
        sumRe += u / norm;
        sumIm -= v / norm;
      }
      const qRe = 1 - (stepRe * sumRe - stepIm * sumIm);
      const qIm = -(stepRe * sumIm + stepIm * sumRe);
      const qNorm = qRe * qRe + qIm * qIm;
      if (qNorm === 0) continue;
      const moveRe = (stepRe * qRe + stepIm * qIm) / qNorm;
      const moveIm = (stepIm * qRe - stepRe * qIm) / qNorm;
      re[i] -= moveRe;
      im[i] -= moveIm;
      largest = Math.max(largest, Math.abs(moveRe) + Math.abs(moveIm));
    }
    if (largest < TOLERANCE) return;
  }
}
