import { createRandom } from '../../../src/core/learn/random.ts';

/** Noise of a few levels, from loud to almost nothing, as speech and pauses are. */
export function roughNoise(n: number, seed: number): Float32Array {
  const random = createRandom(seed);
  const levels = [0.2, 0.003, 0.05, 1e-4];
  let smooth = 0;
  return Float32Array.from({ length: n }, (_, i) => {
    smooth = 0.7 * smooth + random.normal();
    return levels[Math.floor(i / 7000) % levels.length]! * (smooth + 0.3 * Math.sin(i * 0.05));
  });
}

export const silence = (n: number): Float32Array => new Float32Array(n);
export const constant = (n: number, value: number): Float32Array => new Float32Array(n).fill(value);

export const degenerate: readonly (readonly [string, Float32Array])[] = [
  ['silence', silence(5000)],
  ['a positive constant', constant(5000, 0.5)],
  ['a negative constant', constant(5000, -0.5)],
  ['one sample', Float32Array.of(0.25)],
  ['one negative sample', Float32Array.of(-0.25)],
  ['shorter than a frame', constant(100, -0.1)],
  ['as long as a frame', roughNoise(2048, 3)],
  ['one sample more than a hop', roughNoise(513, 4)],
  ['a full-scale square', Float32Array.from({ length: 4000 }, (_, i) => (i % 100 < 50 ? 1 : -1))],
  ['negative to its last sample', Float32Array.from({ length: 3072 }, (_, i) => -Math.abs(Math.sin(i)) - 0.01)],
];
