import { FULL_SCALE_16, type Samples } from '../audio/samples.ts';
import { KernelInstance, type CompiledKernels, type KernelExports } from '../kernels/compiled.ts';
import { notFinite } from './finite.ts';

/** The compiled module of src/kernels/features. */
export type FeatureKernels = CompiledKernels;

/** The exports of src/kernels/features/index.ts; their parameters are told there. */
export interface KernelCalls extends KernelExports {
  autocorrelatePair(first: number, second: number, size: number, window: number, twiddles: number, order: number, turns: number, work: number, spectrum: number, nLags: number, out: number): void;
  stft(samples: number, hopBytes: number, nFrames: number, silence: number, nFft: number, window: number, twiddles: number, order: number, untangle: number, work: number, out: number): void;
  scale(values: number, count: number, factor: number): void;
  findNotFinite(values: number, count: number): number;
  blocksToFrames(blocks: number, nFrames: number, nBins: number, powers: number, magnitudes: number): void;
  framesToBlocks(powers: number, nFrames: number, nBins: number, blocks: number): void;
  lagProducts(window: number, others: number, length: number, nShifts: number, out: number): void;
  logarithms(values: number, count: number, floor: number, added: number, out: number): void;
  melBlocks(power: number, nBlocks: number, nBins: number, bank: number, nFilters: number, out: number): void;
  decibels(values: number, bytes: number): number;
  dctBlocks(levels: number, nBlocks: number, size: number, floor: number, nCoefficients: number, even: number, odd: number, folded: number, out: number, outRows: number): void;
  contrastBlocks(power: number, nBlocks: number, nBins: number, bands: number, nBands: number, ofRoots: boolean, spill: number, peaks: number, valleys: number): void;
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

/** An instance of the feature kernels, which takes in samples. */
export class KernelMemory extends KernelInstance<KernelCalls> {
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
}
