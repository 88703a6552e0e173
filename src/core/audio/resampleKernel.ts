import { requireFinite } from '../signal/finite.ts';
import type { FeatureKernels } from '../signal/kernels.ts';
import { KernelMemory } from '../signal/kernels.ts';
import type { Samples } from './samples.ts';
import { countFilled, countResampled, resample, type ResamplePlan } from './resample.ts';
import { createResampleBlocks, type ResampleBlocks } from './resampleBlocks.ts';

/** Takes resampled samples that lie in the kernel's memory, before the next ones overwrite them. */
export type ResampledSink = (address: number, count: number) => void;

/** A conversion that is fed in pieces of any size. */
export interface ResampleStream {
  /** Starts a clip of `nSamples`. */
  begin(nSamples: number): void;
  /** @throws SerError `feature-not-finite` */
  push(samples: Samples, sink: ResampledSink): void;
  /** Hands out what is left, so that the clip's `countResampled` samples are complete. */
  finish(sink: ResampledSink): void;
}

/** Places a conversion's tables in a kernel's memory; see {@link createResampleBlocks}. */
export function placeResampler(memory: KernelMemory, plan: ResamplePlan, blocks: ResampleBlocks): ResampleStream {
  const { nIn, nOut, hopIn, hopOut, skipIn, skipOut } = blocks;
  const forward = placeTransform(memory, nIn);
  const inverse = placeTransform(memory, nOut);
  const response = memory.place(blocks.response);
  const work = memory.allocate(4 * 4 * Math.max(nIn, nOut));
  const inputLength = nIn + hopIn;
  const input = memory.allocate(4 * inputLength);
  const output = memory.allocate(4 * 2 * hopOut);
  let filled = 0;
  let taken = 0;
  let missing = 0;
  let padding = 0;

  /** Converts a full input, and keeps of it what the next pair of blocks begins with. */
  const convert = (sink: ResampledSink): void => {
    memory.calls.resamplePair(input, 4 * hopIn, nIn, nOut, forward, inverse, response, work, skipOut, hopOut, output);
    const count = Math.min(missing, 2 * hopOut);
    missing -= count;
    if (count > 0) sink(output, count);
    memory.floats(input, inputLength).copyWithin(0, 2 * hopIn);
    filled = inputLength - 2 * hopIn;
  };

  return {
    begin(nSamples) {
      missing = countFilled(plan, nSamples);
      padding = countResampled(plan, nSamples) - missing;
      filled = skipIn;
      taken = 0;
      memory.floats(input, skipIn).fill(0);
    },
    push(samples, sink) {
      for (let at = 0; at < samples.length; ) {
        const count = Math.min(samples.length - at, inputLength - filled);
        memory.takeSamples(input + 4 * filled, samples.subarray(at, at + count), taken + at);
        filled += count;
        at += count;
        if (filled === inputLength) convert(sink);
      }
      taken += samples.length;
    },
    finish(sink) {
      while (missing > 0) {
        memory.floats(input + 4 * filled, inputLength - filled).fill(0);
        convert(sink);
      }
      if (padding > 0) {
        memory.floats(output, padding).fill(0);
        sink(output, padding);
      }
    },
  };
}

/** The passes of a transform of `size` values and their twiddles, as src/kernels/features/mixedRadix.ts reads them. */
function placeTransform(memory: KernelMemory, size: number): number {
  const passes: number[] = [];
  const quarter = size / 4;
  // The first pass takes four butterflies at a time: its twiddles lie in one array for each of the three outputs' cos and sin.
  const first = new Float32Array(6 * quarter);
  for (let j = 1; j < 4; j++) {
    for (let p = 0; p < quarter; p++) {
      first[(2 * j - 2) * quarter + p] = Math.cos((2 * Math.PI * j * p) / size);
      first[(2 * j - 1) * quarter + p] = -Math.sin((2 * Math.PI * j * p) / size);
    }
  }
  passes.push(4, quarter, 1, memory.place(first));
  for (let remaining = quarter, stride = 4; remaining > 1; ) {
    const radix = [4, 2, 3, 5, 7].find((candidate) => remaining % candidate === 0) ?? remaining;
    const nButterflies = remaining / radix;
    const twiddles = new Float32Array(2 * (radix - 1) * nButterflies);
    for (let p = 0, at = 0; p < nButterflies; p++) {
      for (let j = 1; j < radix; j++) {
        twiddles[at++] = Math.cos((2 * Math.PI * j * p) / remaining);
        twiddles[at++] = -Math.sin((2 * Math.PI * j * p) / remaining);
      }
    }
    passes.push(radix, nButterflies, stride, memory.place(twiddles));
    remaining = nButterflies;
    stride *= radix;
  }
  return memory.place(Int32Array.of(passes.length / 4, ...passes));
}

/**
 * A conversion by the plan: through the kernels where they are given and take the ratio (no prime factor above 7), else by
 * the plain twin, to which they are equal to 120 dB.
 *
 * @throws SerError when computing, unless the rates are equal, `feature-not-finite`: one sample would spread over its neighbours
 */
export function createResampler(plan: ResamplePlan, kernels?: FeatureKernels): (samples: Float32Array) => Float32Array {
  if (plan.up === plan.down) return (samples) => samples;
  const blocks = kernels && createResampleBlocks(plan);
  if (!kernels || !blocks) {
    return (samples) => {
      requireFinite(samples);
      return resample(plan, samples);
    };
  }
  const memory = new KernelMemory(kernels);
  const stream = placeResampler(memory, plan, blocks);
  return (samples) => {
    const out = new Float32Array(countResampled(plan, samples.length));
    let at = 0;
    const sink: ResampledSink = (address, count) => {
      out.set(memory.floats(address, count), at);
      at += count;
    };
    stream.begin(samples.length);
    stream.push(samples, sink);
    stream.finish(sink);
    return out;
  };
}
