import { FULL_SCALE_16, type Samples } from '../audio/samples.ts';
import { notFinite } from './finite.ts';

/** The compiled kernels of src/kernels. Every plan that uses them makes its own instance, so that nothing is shared. */
export interface FeatureKernels {
  readonly module: WebAssembly.Module;
}

/** @returns undefined where WebAssembly or its SIMD is missing; everything then runs on the plain twins */
export function createKernels(bytes: Uint8Array<ArrayBuffer>): FeatureKernels | undefined {
  if (typeof WebAssembly === 'undefined' || !WebAssembly.validate(bytes)) return undefined;
  return { module: new WebAssembly.Module(bytes) };
}

/** The exports of src/kernels/index.ts. Addresses are bytes from the start of the memory; their parameters are told there. */
export interface KernelCalls {
  readonly memory: WebAssembly.Memory;
  readonly heapBase: WebAssembly.Global;
  stft(samples: number, hopBytes: number, nFrames: number, silence: number, nFft: number, window: number, twiddles: number, order: number, untangle: number, work: number, out: number): void;
  scale(values: number, count: number, factor: number): void;
  findNotFinite(values: number, count: number): number;
  blocksToFrames(blocks: number, nFrames: number, nBins: number, powers: number, magnitudes: number): void;
  melBlocks(power: number, nBlocks: number, nBins: number, bank: number, nFilters: number, out: number): void;
  decibels(values: number, bytes: number): number;
  dctBlocks(levels: number, nBlocks: number, size: number, floor: number, nCoefficients: number, even: number, odd: number, folded: number, out: number, outRows: number): void;
  contrastBlocks(power: number, nBlocks: number, nBins: number, bands: number, nBands: number, spill: number, peaks: number, valleys: number): void;
  subtractLevels(peaks: number, peakFloor: number, valleys: number, valleyFloor: number, nBlocks: number, nRows: number, out: number, outRows: number): void;
  findPeaks(power: number, nBlocks: number, nBins: number, first: number, end: number, sampleRate: number, nFft: number, pitches: number, magnitudes: number): number;
  tallyMagnitudes(magnitudes: number, count: number, counts: number): void;
  tallyTunings(pitches: number, magnitudes: number, count: number, bucket: number, edges: number, counts: number, listed: number): number;
  chromaBlocks(power: number, nBlocks: number, nBins: number, bank: number, out: number, outRows: number): void;
  countHops(samples: number, nHops: number, hopLength: number, hops: number): void;
  hopsToFrames(hops: number, nFrames: number, hopsPerFrame: number, frameLength: number, out: number, rateRow: number, outRows: number): void;
  moments(blocks: number, nRows: number, nFrames: number, out: number): void;
  resamplePair(first: number, hopBytes: number, nIn: number, nOut: number, forward: number, inverse: number, response: number, work: number, skip: number, count: number, out: number): void;
}

const PAGE_BYTES = 65_536;

/**
 * One instance of the kernels with its memory, which is handed out from the bottom up: first the tables of plans, which stay;
 * after `mark`, what one clip needs, which `release` gives back. Views end when the memory grows: make them after the last
 * `allocate`.
 */
export class KernelMemory {
  readonly calls: KernelCalls;
  private top: number;

  constructor({ module }: FeatureKernels) {
    this.calls = new WebAssembly.Instance(module).exports as unknown as KernelCalls;
    this.top = this.calls.heapBase.value as number;
  }

  /** Space of `bytes`, aligned to a vector; its content is what was there. */
  allocate(bytes: number): number {
    const address = (this.top + 15) & ~15;
    this.top = address + bytes;
    const missing = this.top - this.calls.memory.buffer.byteLength;
    if (missing > 0) this.calls.memory.grow(Math.ceil(missing / PAGE_BYTES));
    return address;
  }

  mark(): number {
    return this.top;
  }

  release(mark: number): void {
    this.top = mark;
  }

  place(table: Float32Array | Float64Array | Int32Array): number {
    const address = this.allocate(table.byteLength);
    new Uint8Array(this.calls.memory.buffer).set(new Uint8Array(table.buffer, table.byteOffset, table.byteLength), address);
    return address;
  }

  floats(address: number, length: number): Float32Array {
    return new Float32Array(this.calls.memory.buffer, address, length);
  }

  doubles(address: number, length: number): Float64Array {
    return new Float64Array(this.calls.memory.buffer, address, length);
  }

  integers(address: number, length: number): Int32Array {
    return new Int32Array(this.calls.memory.buffer, address, length);
  }

  /**
   * Copies samples that the kernels may compute with.
   *
   * @param offset of the first one in its clip
   * @throws SerError `feature-not-finite` naming the first that is NaN or infinite
   */
  takeSamples(address: number, samples: Samples, offset: number): void {
    this.floats(address, samples.length).set(samples);
    if (samples instanceof Int16Array) {
      this.calls.scale(address, samples.length, 1 / FULL_SCALE_16);
      return;
    }
    const bad = this.calls.findNotFinite(address, samples.length);
    if (bad >= 0) throw notFinite(samples[bad], offset + bad);
  }

  clear(address: number, bytes: number): void {
    new Uint8Array(this.calls.memory.buffer, address, bytes).fill(0);
  }
}
