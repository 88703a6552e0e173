import { KernelMemory, type FeatureKernels } from './kernels.ts';

/**
 * Σ x[i] x[i + shift] over i in [from, from + length), for `count` shifts from `firstShift` on; all samples that are met lie in the clip.
 *
 * @returns an array that the next call may overwrite, at least `count` long
 */
export type LagProducts = (samples: Float32Array, from: number, length: number, firstShift: number, count: number) => Float64Array;

export const plainLagProducts: LagProducts = (samples, from, length, firstShift, count) => {
  const products = new Float64Array(count);
  for (let s = 0; s < count; s++) {
    const shift = firstShift + s;
    let sum = 0;
    for (let i = from; i < from + length; i++) sum += samples[i] * samples[i + shift];
    products[s] = sum;
  }
  return products;
};

/** The kernel takes this many shifts at a time. */
const SHIFTS = 4;

/** By the kernels where they are given; the same to the last bit. */
export function createLagProducts(kernels?: FeatureKernels): LagProducts {
  if (!kernels) return plainLagProducts;
  const memory = new KernelMemory(kernels);
  const bottom = memory.mark();
  let [room, window, others, found] = [0, 0, 0, 0];
  const reserve = (nSamples: number): void => {
    if (nSamples <= room) return;
    room = 2 * nSamples;
    memory.release(bottom);
    window = memory.allocate(4 * room);
    others = memory.allocate(4 * (room + SHIFTS));
    found = memory.allocate(8 * (room + SHIFTS));
  };
  return (samples, from, length, firstShift, count) => {
    const start = from + firstShift;
    reserve(length + count);
    memory.floats(window, length).set(samples.subarray(from, from + length));
    memory.floats(others, length + count - 1).set(samples.subarray(start, start + length + count - 1));
    memory.calls.lagProducts(window, others, length, count, found);
    return memory.doubles(found, count);
  };
}
