/** A sigmoid that turns a decision value f into a probability: 1 / (1 + exp(A·f + B)). */
export interface Sigmoid {
  readonly A: number;
  readonly B: number;
}

/** log(1 + exp(−|z|)) plus the linear part: the loss of one row with target t at z = A·f + B. */
function loss(target: number, z: number): number {
  return z >= 0 ? target * z + Math.log1p(Math.exp(-z)) : (target - 1) * z + Math.log1p(Math.exp(z));
}

/** The probability of the positive class for a decision value. */
export function sigmoidProbability({ A, B }: Sigmoid, decision: number): number {
  const z = decision * A + B;
  return z >= 0 ? Math.exp(-z) / (1 + Math.exp(-z)) : 1 / (1 + Math.exp(z));
}

/**
 * Fits Platt's sigmoid to held-out decision values by Newton's method with backtracking.
 *
 * @param decisions one decision value for each row
 * @param sign +1 or −1 for each row
 * @see H.-T. Lin, C.-J. Lin, R. C. Weng, "A Note on Platt's Probabilistic Outputs for Support Vector Machines",
 *   Machine Learning 68, 2007, algorithm 1 (as in LIBSVM, `sigmoid_train`)
 */
export function fitSigmoid(decisions: Float64Array, sign: Int8Array): Sigmoid {
  const n = decisions.length;
  let nPositive = 0;
  for (let i = 0; i < n; i++) if (sign[i] > 0) nPositive++;
  const nNegative = n - nPositive;
  const highTarget = (nPositive + 1) / (nPositive + 2);
  const lowTarget = 1 / (nNegative + 2);
  const target = Float64Array.from(sign, (s) => (s > 0 ? highTarget : lowTarget));

  const maxIterations = 100;
  const minStep = 1e-10;
  const ridge = 1e-12;
  let A = 0;
  let B = Math.log((nNegative + 1) / (nPositive + 1));
  let value = 0;
  for (let i = 0; i < n; i++) value += loss(target[i], decisions[i] * A + B);

  for (let iteration = 0; iteration < maxIterations; iteration++) {
    let h11 = ridge;
    let h22 = ridge;
    let h21 = 0;
    let g1 = 0;
    let g2 = 0;
    for (let i = 0; i < n; i++) {
      const f = decisions[i];
      const p = sigmoidProbability({ A, B }, f);
      const curvature = p * (1 - p);
      h11 += f * f * curvature;
      h22 += curvature;
      h21 += f * curvature;
      const slope = target[i] - p;
      g1 += f * slope;
      g2 += slope;
    }
    if (Math.abs(g1) < 1e-5 && Math.abs(g2) < 1e-5) break;
    const determinant = h11 * h22 - h21 * h21;
    const dA = -(h22 * g1 - h21 * g2) / determinant;
    const dB = -(-h21 * g1 + h11 * g2) / determinant;
    const descent = g1 * dA + g2 * dB;

    let stepSize = 1;
    for (; stepSize >= minStep; stepSize /= 2) {
      const newA = A + stepSize * dA;
      const newB = B + stepSize * dB;
      let newValue = 0;
      for (let i = 0; i < n; i++) newValue += loss(target[i], decisions[i] * newA + newB);
      if (newValue < value + 0.0001 * stepSize * descent) {
        A = newA;
        B = newB;
        value = newValue;
        break;
      }
    }
    if (stepSize < minStep) break;
  }
  return { A, B };
}

/**
 * Couples pairwise probabilities into one per class.
 *
 * @param pairwise nClasses × nClasses, row-major: [i, j] is P(class i | class i or j)
 * @param nClasses at least 2
 * @param out nClasses probabilities, summing to 1
 * @see T.-F. Wu, C.-J. Lin, R. C. Weng, "Probability Estimates for Multi-class Classification by Pairwise Coupling",
 *   JMLR 5, 2004, second approach (as in LIBSVM, `multiclass_probability`)
 */
export function couplePairs(pairwise: Float64Array, nClasses: number, out: Float64Array): void {
  const k = nClasses;
  if (k === 2) {
    out[0] = pairwise[1];
    out[1] = 1 - pairwise[1];
    return;
  }
  const Q = new Float64Array(k * k);
  const Qp = new Float64Array(k);
  for (let t = 0; t < k; t++) {
    out[t] = 1 / k;
    for (let j = 0; j < k; j++) {
      if (j === t) continue;
      Q[t * k + t] += pairwise[j * k + t] * pairwise[j * k + t];
      Q[t * k + j] = -pairwise[j * k + t] * pairwise[t * k + j];
    }
  }
  const tolerance = 0.005 / k;
  const maxIterations = Math.max(100, k);
  for (let iteration = 0; iteration < maxIterations; iteration++) {
    let pQp = 0;
    for (let t = 0; t < k; t++) {
      Qp[t] = 0;
      for (let j = 0; j < k; j++) Qp[t] += Q[t * k + j] * out[j];
      pQp += out[t] * Qp[t];
    }
    let worst = 0;
    for (let t = 0; t < k; t++) worst = Math.max(worst, Math.abs(Qp[t] - pQp));
    if (worst < tolerance) break;
    for (let t = 0; t < k; t++) {
      const change = (pQp - Qp[t]) / Q[t * k + t];
      out[t] += change;
      pQp = (pQp + change * (change * Q[t * k + t] + 2 * Qp[t])) / (1 + change) / (1 + change);
      for (let j = 0; j < k; j++) {
        Qp[j] = (Qp[j] + change * Q[t * k + j]) / (1 + change);
        out[j] /= 1 + change;
      }
    }
  }
  let sum = 0;
  for (let t = 0; t < k; t++) sum += out[t];
  for (let t = 0; t < k; t++) out[t] /= sum;
}
