import type { KernelMemory } from '../signal/kernels.ts';
import { N_TUNINGS, TUNING_EDGES, tuningRange } from './tuning.ts';

/** Magnitudes are counted by the upper 14 bits of their float32 form, of which the sign is 0. */
const N_BUCKETS = 1 << 13;
const LOW_VALUES = 1 << 18;
const BINS_A_KEY = 128;

/**
 * The tuning estimate over any number of chunks of frames, exact and in bounded memory: the same as `estimateTuning`.
 *
 * The median magnitude decides which peaks count. A first tally of all peaks by the upper bits of their magnitude finds
 * the bucket in which the median lies; a second one counts the tunings of the peaks above it, and keeps those inside it by
 * their lower bits, which settles the median itself.
 */
export interface TuningTally {
  begin(): void;
  /** First pass over a chunk's powers. */
  countMagnitudes(power: number, nBlocks: number): void;
  /** Ends the first pass. */
  settleBucket(): void;
  /** Second pass. `fresh` tells that `countMagnitudes` has just seen this very chunk. */
  countTunings(power: number, nBlocks: number, fresh: boolean): void;
  /** The tuning in semitones, a lower edge of the histogram; 0 without a peak. */
  tuning(): number;
}

/** Bytes of working space for each frame, for the peaks of one chunk. */
export function tuningBytesPerFrame(sampleRate: number, nFft: number): number {
  const { first, end } = tuningRange(sampleRate, nFft);
  return 16 * Math.ceil((end - first + 1) / 2);
}

/**
 * @param workspace gives the address of {@link tuningBytesPerFrame} for each frame of a chunk, and their number
 */
export function placeTuningTally(memory: KernelMemory, sampleRate: number, nFft: number, workspace: () => { address: number; nFrames: number }): TuningTally {
  const { calls } = memory;
  const { first, end } = tuningRange(sampleRate, nFft);
  const nBins = nFft / 2 + 1;
  const edges = memory.place(TUNING_EDGES);
  const buckets = memory.allocate(4 * N_BUCKETS);
  const counts = memory.allocate(4 * N_TUNINGS);
  /** Peaks of the median's bucket: lower bits of the magnitude × BINS_A_KEY + histogram bin → how many. */
  const inBucket = new Map<number, number>();
  let nPeaks = 0;
  let bucket = 0;
  let nBelow = 0;
  let nInChunk = 0;

  const areas = (): { pitches: number; magnitudes: number; listed: number } => {
    const { address, nFrames } = workspace();
    const quarter = (nFrames * tuningBytesPerFrame(sampleRate, nFft)) / 4;
    return { pitches: address, magnitudes: address + quarter, listed: address + 2 * quarter };
  };
  const find = (power: number, nBlocks: number): number => {
    const { pitches, magnitudes } = areas();
    return calls.findPeaks(power, nBlocks, nBins, first, end, sampleRate, nFft, pitches, magnitudes);
  };

  return {
    begin() {
      memory.clear(buckets, 4 * N_BUCKETS);
      memory.clear(counts, 4 * N_TUNINGS);
      inBucket.clear();
      nPeaks = 0;
    },
    countMagnitudes(power, nBlocks) {
      nInChunk = find(power, nBlocks);
      nPeaks += nInChunk;
      calls.tallyMagnitudes(areas().magnitudes, nInChunk, buckets);
    },
    settleBucket() {
      const sizes = memory.integers(buckets, N_BUCKETS);
      const middle = nPeaks >> 1;
      nBelow = 0;
      for (bucket = 0; bucket < N_BUCKETS - 1 && nBelow + sizes[bucket] <= middle; bucket++) nBelow += sizes[bucket];
    },
    countTunings(power, nBlocks, fresh) {
      if (!fresh) nInChunk = find(power, nBlocks);
      const { pitches, magnitudes, listed } = areas();
      const nListed = calls.tallyTunings(pitches, magnitudes, nInChunk, bucket, edges, counts, listed);
      const peaks = memory.integers(listed, 2 * nListed);
      for (let i = 0; i < peaks.length; i += 2) {
        const key = (peaks[i] & (LOW_VALUES - 1)) * BINS_A_KEY + peaks[i + 1];
        inBucket.set(key, (inBucket.get(key) ?? 0) + 1);
      }
    },
    tuning() {
      if (nPeaks === 0) return 0;
      const sizes = Float64Array.from(memory.integers(counts, N_TUNINGS));
      const keys = Float64Array.from(inBucket.keys()).sort();
      const magnitudes = new Float32Array(Uint32Array.from(keys, (key) => bucket * LOW_VALUES + Math.floor(key / BINS_A_KEY)).buffer);
      const copies = Array.from(keys, (key) => inBucket.get(key) ?? 0);
      const threshold = upperMedian(magnitudes, copies, (nPeaks >> 1) - nBelow);
      keys.forEach((key, i) => {
        if (magnitudes[i] >= threshold) sizes[key % BINS_A_KEY] += copies[i];
      });
      let fullest = 0;
      for (let bin = 1; bin < N_TUNINGS; bin++) if (sizes[bin] > sizes[fullest]) fullest = bin;
      return TUNING_EDGES[fullest];
    },
  };
}

/**
 * The larger of the two middle magnitudes: number `rank` of the sorted ones, each there `copies` times. librosa takes their
 * mean, which no peak lies between, so that the same peaks reach it (unless the two are neighbours in float32).
 */
function upperMedian(magnitudes: Float32Array, copies: readonly number[], rank: number): number {
  let i = 0;
  for (let seen = 0; seen + copies[i] <= rank; i++) seen += copies[i];
  return magnitudes[i];
}
