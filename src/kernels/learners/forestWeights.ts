import { Forest } from './forest';

/** A class weighs as much as the most frequent one; twin of core/learn/preparation/classBalance.ts. */
export function balanceClasses(forest: Forest, nItems: i32): void {
  const counts = forest.counts;
  const classShift = forest.classShift;
  const weightMask = (1 << classShift) - 1;
  memory.fill(counts, 0, usize(forest.nClasses) * 4);
  let most = 0;
  for (let item = forest.items, end = item + usize(nItems) * 8; item < end; item += 8) {
    const payload = load<i32>(item, 4);
    const counter = counts + usize(payload >> classShift) * 4;
    const count = load<i32>(counter) + (payload & weightMask);
    store<i32>(counter, count);
    most = max(most, count);
  }
  for (let k = 0; k < forest.nClasses; k++) {
    const count = load<i32>(counts + usize(k) * 4);
    store<f64>(forest.classWeights + usize(k) * 8, count > 0 ? f64(most) / f64(count) : 1);
  }
}

/** The natural logarithm of x ≥ 1; twin of core/learn/forest/entropyTable.ts, operation by operation. */
export function naturalLog(x: f64): f64 {
  let exponent = 0;
  while (x >= 65536) {
    x /= 65536;
    exponent += 16;
  }
  const whole = 31 - clz(u32(x));
  const m = x / f64(1 << whole);
  const t = (m - Math.SQRT2) / (m + Math.SQRT2);
  const s = t * t;
  const series = 1 + s * (1.0 / 3 + s * (1.0 / 5 + s * (1.0 / 7 + s * (1.0 / 9 + s * (1.0 / 11 + s * (1.0 / 13 + s * (1.0 / 15)))))));
  return Math.LN2 * (f64(exponent + whole) + 0.5) + 2 * t * series;
}
