import { countResampled, createResamplePlan } from '../audio/resample.ts';
import { createResampleBlocks } from '../audio/resampleBlocks.ts';
import { placeResampler } from '../audio/resampleKernel.ts';
import type { Samples } from '../audio/samples.ts';
import type { FeatureKernels } from '../signal/kernels.ts';
import { KernelMemory } from '../signal/kernels.ts';
import { countFrames } from '../signal/stft.ts';
import { countBlocks, noLevels, N_ROWS, placeConventional } from './conventionalKernel.ts';
import { chunkFrames, createFrameFeed, feedSamples, type FrameChunk } from './frameFeed.ts';
import { FRAME_LENGTH, HOP_LENGTH } from './frameGrid.ts';
import { placeTuningTally, tuningBytesPerFrame } from './tuningTally.ts';

/**
 * Most frames that are kept at once (95 s at 22,050 Hz, 30 MB). A longer clip goes by in chunks, three times: for the levels
 * and the median of the spectral peaks, for the tuning, and for the coefficients, each of which needs the one before of the
 * whole clip.
 */
export const MAX_RESIDENT_FRAMES = 4096;
const MIN_RESERVED_FRAMES = 256;

/** What a pass over the samples is for; a clip that fits needs one. */
type Pass = 'whole' | 'survey' | 'tuning' | 'coefficients';

/** The conventional features of clips of one rate, which stay in the kernel's memory from their samples to their vector. */
export interface ResidentExtraction {
  /** Starts a clip of `nSamples` and tells the passes over its samples that it needs. */
  begin(nSamples: number): readonly Pass[];
  beginPass(pass: Pass): void;
  /** @throws SerError `feature-not-finite` */
  push(samples: Samples): void;
  endPass(): void;
  /** Means and standard deviations of the coefficients, in float64. */
  statistics(): { readonly mean: Float64Array; readonly std: Float64Array };
}

/**
 * @param fixedTuning chroma's tuning in semitones, as librosa's parameter `tuning`; by default each clip's own is estimated
 * @returns undefined when the kernels cannot convert between these rates
 * @throws SerError `parameter-invalid` for a rate at which a family is not defined
 */
export function createResidentExtraction(kernels: FeatureKernels, fromRate: number, toRate: number, fixedTuning?: number): ResidentExtraction | undefined {
  const plan = createResamplePlan(fromRate, toRate);
  const blocks = fromRate === toRate ? undefined : createResampleBlocks(plan);
  if (fromRate !== toRate && !blocks) return undefined;
  const memory = new KernelMemory(kernels);
  const resampler = blocks && placeResampler(memory, plan, blocks);
  const conventional = placeConventional(memory, toRate);
  const tally = placeTuningTally(memory, toRate, FRAME_LENGTH, () => ({ address: peakSpace, nFrames: chunkFrames(reserved) }));
  const feed = createFrameFeed(memory, () => ({ address: samplesAt, reserved }), (chunk) => process(chunk));
  const clipMark = memory.mark();
  let [reserved, samplesAt, peakSpace] = [0, 0, 0];
  let pass: Pass = 'whole';
  let nSamples = 0;
  let ceilings = noLevels();
  const estimates = fixedTuning === undefined;
  let tuning = fixedTuning ?? 0;
  let merged = createMoments();

  const process = (chunk: FrameChunk): void => {
    const { nFrames } = chunk;
    const nBlocks = countBlocks(nFrames);
    conventional.spectrum(chunk);
    if (pass !== 'tuning') conventional.levels(nFrames, ceilings);
    if (estimates) tallyTuning(nBlocks);
    if (pass === 'whole' || pass === 'coefficients') {
      conventional.coefficients(chunk, ceilings, tuning);
      merged = mergeMoments(merged, conventional.moments(nFrames), nFrames);
    }
  };

  const tallyTuning = (nBlocks: number): void => {
    if (pass === 'whole' || pass === 'survey') tally.countMagnitudes(conventional.power(), nBlocks);
    if (pass === 'whole') tally.settleBucket();
    if (pass === 'whole' || pass === 'tuning') tally.countTunings(conventional.power(), nBlocks, pass === 'whole');
    if (pass === 'whole') tuning = tally.tuning();
  };

  /** Makes room for a clip; what an earlier, longer clip needed is kept. */
  const reserve = (nFrames: number): void => {
    if (nFrames <= reserved) return;
    reserved = MIN_RESERVED_FRAMES;
    while (reserved < nFrames) reserved *= 2;
    memory.release(clipMark);
    samplesAt = memory.allocate(4 * feedSamples(reserved));
    peakSpace = memory.allocate(chunkFrames(reserved) * tuningBytesPerFrame(toRate, FRAME_LENGTH));
    conventional.reserve(reserved);
  };

  return {
    begin(count) {
      nSamples = count;
      const nFrames = countFrames(countResampled(plan, count), HOP_LENGTH);
      reserve(Math.min(nFrames, MAX_RESIDENT_FRAMES));
      ceilings = noLevels();
      merged = createMoments();
      tally.begin();
      if (nFrames <= reserved) return ['whole'];
      return estimates ? ['survey', 'tuning', 'coefficients'] : ['survey', 'coefficients'];
    },
    beginPass(next) {
      pass = next;
      resampler?.begin(nSamples);
      feed.begin();
    },
    push(samples) {
      if (resampler) resampler.push(samples, feed.takeResident);
      else feed.take(samples);
    },
    endPass() {
      resampler?.finish(feed.takeResident);
      feed.finish();
      if (estimates && pass === 'survey') tally.settleBucket();
      if (pass === 'tuning') tuning = tally.tuning();
    },
    statistics: () => ({ mean: merged.mean, std: merged.squares.map((squares) => Math.sqrt(squares / merged.count)) }),
  };
}

interface Moments {
  readonly count: number;
  readonly mean: Float64Array;
  /** Sums of squared deviations from the mean. */
  readonly squares: Float64Array;
}

const createMoments = (): Moments => ({ count: 0, mean: new Float64Array(N_ROWS), squares: new Float64Array(N_ROWS) });

/**
 * Adds a chunk's moments.
 *
 * @see T. Chan, G. Golub, R. LeVeque, "Algorithms for computing the sample variance", The American Statistician 37, 1983
 */
function mergeMoments({ count, mean, squares }: Moments, chunk: Float64Array, nFrames: number): Moments {
  const total = count + nFrames;
  const shift = mean.map((value, i) => chunk[i] - value);
  return {
    count: total,
    mean: mean.map((value, i) => value + (shift[i] * nFrames) / total),
    squares: squares.map((value, i) => value + chunk[N_ROWS + i] + (shift[i] * shift[i] * count * nFrames) / total),
  };
}
