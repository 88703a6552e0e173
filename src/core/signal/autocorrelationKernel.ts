import { autocorrelate, createAutocorrelation, transformSize } from './autocorrelation.ts';
import { KernelMemory, type FeatureKernels } from './kernels.ts';
import { COMPLEX_BYTES, passTwiddles, rotations, spectrumOrder } from './stftKernel.ts';

/** Computes the autocorrelations of two frames, each into its own array. */
export type PairCorrelation = (frames: readonly [Float32Array, Float32Array], out: readonly [Float64Array, Float64Array]) => void;

/** The kernel's first pass is of radix 4 over vectors, and its last one of radix 4 or 2. */
const MIN_SIZE = 32;

/**
 * Prepares autocorrelations of pairs of frames: by the kernels where they are given, else by the plain twin `autocorrelate`, to which they
 * are equal to the rounding of float64 (1e-13 of lag 0).
 *
 * @param frameLength samples of a frame
 * @param maxLag the last lag; below half the length of the transform
 */
export function createPairCorrelation(frameLength: number, maxLag: number, kernels?: FeatureKernels): PairCorrelation {
  const size = transformSize(frameLength, maxLag);
  if (!kernels || size < MIN_SIZE || maxLag >= size / 2) return createPlainPair(frameLength, maxLag);
  const memory = new KernelMemory(kernels);
  const input = memory.allocate(2 * 4 * size);
  memory.clear(input, 2 * 4 * size);
  const window = memory.place(new Float64Array(size).fill(0.5));
  const twiddles = memory.place(passTwiddles(size / 2));
  const order = memory.place(spectrumOrder(size / 2));
  const turns = memory.place(rotations(size, Math.max(size / 4, maxLag) + 1));
  const work = memory.allocate((size / 2) * COMPLEX_BYTES);
  const spectrum = memory.allocate((size / 2) * COMPLEX_BYTES);
  const found = memory.allocate(16 * (maxLag + 1));
  const second = input + 4 * size;
  const frames = [memory.floats(input, frameLength), memory.floats(second, frameLength)] as const;
  const both = memory.doubles(found, 2 * (maxLag + 1));
  return (pair, out) => {
    frames[0].set(pair[0]);
    frames[1].set(pair[1]);
    memory.calls.autocorrelatePair(input, second, size, window, twiddles, order, turns, work, spectrum, maxLag + 1, found);
    for (let k = 0; k <= maxLag; k++) {
      out[0][k] = both[2 * k];
      out[1][k] = both[2 * k + 1];
    }
  };
}

function createPlainPair(frameLength: number, maxLag: number): PairCorrelation {
  const plan = createAutocorrelation(frameLength, maxLag);
  const frame = new Float64Array(frameLength);
  return (pair, out) => {
    for (let i = 0; i < 2; i++) {
      frame.set(pair[i]);
      autocorrelate(plan, frame, out[i]);
    }
  };
}
