import type { FeatureKernels } from './kernels.ts';
import { KernelMemory } from './kernels.ts';
import { computePowers, computeSpectrogram, countFrames, createStft, type Spectrogram, type StftOptions, type StftPlan } from './stft.ts';

/** Frames that are transformed at a time when a whole spectrogram is wanted: a small memory serves any length. */
const CHUNK_FRAMES = 64;
/** The kernel's first pass is of radix 4 over vectors, and its last one of radix 4 or 2. */
const MIN_NFFT = 32;
/** A complex value of two frames in float64. */
export const COMPLEX_BYTES = 32;

/** The tables of a transform in a kernel's memory. */
export interface PlacedStft {
  readonly nFft: number;
  readonly nBins: number;
  readonly hopLength: number;
  readonly silence: number;
  readonly window: number;
  readonly twiddles: number;
  readonly order: number;
  readonly untangle: number;
  readonly work: number;
}

export function placeStft(memory: KernelMemory, { nFft, nBins, hopLength, window }: StftPlan): PlacedStft {
  const silence = memory.allocate(4 * nFft);
  memory.clear(silence, 4 * nFft);
  return {
    nFft, nBins, hopLength, silence,
    // Halved, for the untangling of even and odd samples doubles.
    window: memory.place(window.map((weight) => weight / 2)),
    twiddles: memory.place(passTwiddles(nFft / 2)),
    order: memory.place(spectrumOrder(nFft / 2)),
    untangle: memory.place(rotations(nFft, nFft / 4 + 1)),
    work: memory.allocate((nFft / 2) * COMPLEX_BYTES),
  };
}

/** cos and sin of −2πk / size for k < count. */
export function rotations(size: number, count: number): Float64Array {
  const table = new Float64Array(2 * count);
  for (let k = 0; k < count; k++) {
    table[2 * k] = Math.cos((2 * Math.PI * k) / size);
    table[2 * k + 1] = -Math.sin((2 * Math.PI * k) / size);
  }
  return table;
}

/** Where the in-place passes leave value k: its digits to base 4 (and 2 for the last pass, where n is no power of 4) reversed. */
export function spectrumOrder(n: number): Int32Array {
  return Int32Array.from({ length: n }, (_, k) => {
    let place = 0;
    for (let size = n; size > 1; ) {
      const radix = size % 4 === 0 ? 4 : 2;
      size /= radix;
      place += (k % radix) * size;
      k = Math.floor(k / radix);
    }
    return place * COMPLEX_BYTES;
  });
}

/** For each radix-4 pass but the last, for each butterfly: the rotations of its outputs 1, 2 and 3. */
export function passTwiddles(n: number): Float64Array {
  const circle = rotations(n, n);
  const table: number[] = [];
  for (let remaining = n; remaining > 4; remaining /= 4) {
    for (let p = 0; p < remaining / 4; p++) {
      for (let j = 1; j < 4; j++) {
        const k = (p * j * n) / remaining;
        table.push(circle[2 * k], circle[2 * k + 1]);
      }
    }
  }
  return Float64Array.from(table);
}

/** Writes the powers in blocks of four frames (src/kernels/features/stft.ts) whose first sample lies at `samples`. */
export function runStft({ calls }: KernelMemory, stft: PlacedStft, samples: number, nFrames: number, out: number): void {
  calls.stft(samples, 4 * stft.hopLength, nFrames, stft.silence, stft.nFft, stft.window, stft.twiddles, stft.order, stft.untangle, stft.work, out);
}

/**
 * Prepares spectrograms: by the kernels where they are given, else by the plain twin `computeSpectrogram`, to which they are
 * equal to the rounding of float32 (2e-7 of the largest value).
 */
export function createSpectrogram(options: StftOptions, kernels?: FeatureKernels): (samples: Float32Array) => Spectrogram {
  const plan = createStft(options);
  if (!kernels || options.nFft < MIN_NFFT) return (samples) => computeSpectrogram(plan, samples);
  const { nFft, nBins, hopLength } = plan;
  const memory = new KernelMemory(kernels);
  const stft = placeStft(memory, plan);
  const nInput = (CHUNK_FRAMES - 1) * hopLength + nFft;
  const input = memory.allocate(4 * nInput);
  const blocks = memory.allocate(4 * nBins * CHUNK_FRAMES);
  const powers = memory.allocate(4 * nBins * CHUNK_FRAMES);
  const magnitudes = memory.allocate(4 * nBins * CHUNK_FRAMES);
  return (samples) => {
    const nFrames = countFrames(samples.length, hopLength);
    const magnitude = new Float32Array(nFrames * nBins);
    const power = new Float32Array(nFrames * nBins);
    for (let t = 0; t < nFrames; t += CHUNK_FRAMES) {
      const count = Math.min(CHUNK_FRAMES, nFrames - t);
      copyPadded(samples, t * hopLength - nFft / 2, memory.floats(input, (count - 1) * hopLength + nFft));
      runStft(memory, stft, input, count, blocks);
      memory.calls.blocksToFrames(blocks, count, nBins, powers, magnitudes);
      power.set(memory.floats(powers, count * nBins), t * nBins);
      magnitude.set(memory.floats(magnitudes, count * nBins), t * nBins);
    }
    return { magnitude, power, nFrames, nBins };
  };
}

/**
 * Prepares the powers of up to `mostFrames` frames at once: by the kernels where they are given, else by the plain twin `computePowers`, to
 * which they are equal as those of `createSpectrogram` are.
 */
export function createFramePowers(nFft: number, mostFrames: number, kernels?: FeatureKernels): (frames: Float32Array) => Float32Array {
  const plan = createStft({ nFft, hopLength: nFft });
  if (!kernels || nFft < MIN_NFFT) return (frames) => computePowers(plan, frames);
  const { nBins } = plan;
  const memory = new KernelMemory(kernels);
  const stft = placeStft(memory, plan);
  const input = memory.allocate(4 * nFft * mostFrames);
  // The kernel fills up its last block of four frames.
  const [blocks, powers, magnitudes] = [0, 1, 2].map(() => memory.allocate(4 * nBins * (mostFrames + 3))) as [number, number, number];
  return (frames) => {
    const nFrames = frames.length / nFft;
    memory.floats(input, frames.length).set(frames);
    runStft(memory, stft, input, nFrames, blocks);
    memory.calls.blocksToFrames(blocks, nFrames, nBins, powers, magnitudes);
    return memory.floats(powers, nFrames * nBins).slice();
  };
}

/** Fills `out` with the samples from `start` on, and with zeros where there are none. */
function copyPadded(samples: Float32Array, start: number, out: Float32Array): void {
  const first = Math.max(0, start);
  const end = Math.max(first, Math.min(samples.length, start + out.length));
  out.fill(0);
  out.set(samples.subarray(first, end), first - start);
}
