/** A seeded source of pseudo-random numbers: the same seed gives the same sequence on every platform. */
export interface Random {
  /** Uniform in [0, 1), with 32 bits of resolution. */
  uniform(): number;
  /** Uniform integer in [0, bound), for 1 ≤ bound ≤ 2³². */
  integer(bound: number): number;
  /** Standard normal, by the polar method of Marsaglia. */
  normal(): number;
}

/**
 * Creates a generator for one seed.
 *
 * @param seed any finite number; its low 32 bits count
 * @param stream separates independent sequences of one seed (fold, tree, clip …); default 0
 * @see M. E. O'Neill, "PCG: A Family of Simple Fast Space-Efficient Statistically Good Algorithms for Random Number
 *   Generation", 2014, for the idea of streams; the generator is sfc32 (C. Doty-Humphrey, PractRand).
 */
export function createRandom(seed: number, stream = 0): Random {
  let a = seed | 0;
  let b = stream | 0;
  let c = 0x9e3779b9 | 0;
  let counter = 1;
  const next = (): number => {
    const sum = (((a + b) | 0) + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (c << 21) | (c >>> 11);
    c = (c + sum) | 0;
    return sum >>> 0;
  };
  for (let warmUp = 0; warmUp < 15; warmUp++) next();

  const uniform = (): number => next() / 4294967296;
  let spare: number | undefined;
  return {
    uniform,
    integer: (bound) => Math.floor(uniform() * bound),
    normal: () => {
      if (spare !== undefined) {
        const value = spare;
        spare = undefined;
        return value;
      }
      for (;;) {
        const u = 2 * uniform() - 1;
        const v = 2 * uniform() - 1;
        const s = u * u + v * v;
        if (s > 0 && s < 1) {
          const scale = Math.sqrt((-2 * Math.log(s)) / s);
          spare = v * scale;
          return u * scale;
        }
      }
    },
  };
}

/** Shuffles `values` in place (Fisher–Yates) and returns it. */
export function shuffle<T extends { [index: number]: unknown; readonly length: number }>(values: T, random: Random): T {
  for (let i = values.length - 1; i > 0; i--) {
    const j = random.integer(i + 1);
    const kept = values[i];
    values[i] = values[j] as never;
    values[j] = kept as never;
  }
  return values;
}
