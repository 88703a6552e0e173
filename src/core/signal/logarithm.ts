import { KernelMemory, type FeatureKernels } from './kernels.ts';

/**
 * Natural logarithms of powers [from, end): ln(max(power, floor) + added), in an array that the next call overwrites.
 *
 * @param floor, added one of them is above 1e-300
 */
export type Logarithms = (power: Float32Array, from: number, end: number, floor: number, added: number) => Float64Array;

/**
 * Prepares logarithms of up to `length` values at once: by the kernels where they are given, else by the plain twin `Math.log`, to which
 * they are equal to a unit in the last place.
 */
export function createLogarithms(length: number, kernels?: FeatureKernels): Logarithms {
  if (!kernels) {
    const out = new Float64Array(length);
    return (power, from, end, floor, added) => {
      for (let k = from; k < end; k++) out[k - from] = Math.log(Math.max(power[k], floor) + added);
      return out;
    };
  }
  const memory = new KernelMemory(kernels);
  const input = memory.allocate(4 * length);
  const output = memory.allocate(8 * (length + 1));
  const [values, out] = [memory.floats(input, length), memory.doubles(output, length)];
  return (power, from, end, floor, added) => {
    values.set(power.subarray(from, end));
    memory.calls.logarithms(input, end - from, floor, added, output);
    return out;
  };
}
