import { createDct } from '../signal/dct.ts';
import type { KernelMemory } from '../signal/kernels.ts';
import { createMelFilterBank } from '../signal/mel.ts';
import { createStft } from '../signal/stft.ts';
import { placeStft, runStft } from '../signal/stftKernel.ts';
import { createChromaFilterBank, N_CHROMA } from './chroma.ts';
import { chunkFrames, HOPS_PER_FRAME, type FrameChunk } from './frameFeed.ts';
import { FRAME_LENGTH, HOP_LENGTH } from './frameGrid.ts';
import { N_MELS, N_MFCC } from './mfcc.ts';
import { createContrastBands, N_CONTRAST } from './spectralContrast.ts';
import { ZERO_THRESHOLD } from './zeroCrossingRate.ts';

const N_BINS = FRAME_LENGTH / 2 + 1;
const BLOCK_FRAMES = 4;
const TOP_DB = 80;

// Rows of a block of results.
const CHROMA_ROW = N_MFCC;
const CONTRAST_ROW = CHROMA_ROW + N_CHROMA;
const RATE_ROW = CONTRAST_ROW + N_CONTRAST;
export const N_ROWS = RATE_ROW + 2;
/** Coefficients of the families of the conventional set, in its order. */
export const FAMILY_SIZES: readonly number[] = [N_MFCC, N_CHROMA, N_CONTRAST, 1, 1];

/** Largest levels of a clip so far, in dB; what lies 80 dB below them is raised. */
export interface LevelCeilings {
  mel: number;
  peak: number;
  valley: number;
}

export const noLevels = (): LevelCeilings => ({ mel: -Infinity, peak: -Infinity, valley: -Infinity });

/** The stages of the conventional features for one chunk of frames, in the order in which they are called. */
export interface ConventionalKernel {
  /** Makes room for chunks of this many reserved frames, in memory that is the clip's. */
  reserve(reserved: number): void;
  /** Address of the powers after {@link spectrum}. */
  power(): number;
  spectrum(chunk: FrameChunk): void;
  /** Mel and contrast levels; raises the ceilings. */
  levels(nFrames: number, ceilings: LevelCeilings): void;
  /** All coefficients. */
  coefficients(chunk: FrameChunk, ceilings: LevelCeilings, tuning: number): void;
  /** Mean of each coefficient over the chunk, then sums of squared deviations. */
  moments(nFrames: number): Float64Array;
}

export const countBlocks = (nFrames: number): number => Math.ceil(nFrames / BLOCK_FRAMES);

/**
 * Places the tables of the conventional set for a sample rate. The twins are mfcc.ts, chroma.ts, spectralContrast.ts,
 * zeroCrossingRate.ts and rms.ts, which say what the numbers mean, and whose tables are used.
 */
export function placeConventional(memory: KernelMemory, sampleRate: number): ConventionalKernel {
  const { calls } = memory;
  const stft = placeStft(memory, createStft({ nFft: FRAME_LENGTH, hopLength: HOP_LENGTH }));
  const melBank = placeMelBank(memory, sampleRate);
  const { even, odd } = placeDct(memory);
  const folded = memory.allocate(16 * N_MELS);
  const bands = memory.place(Int32Array.from(createContrastBands(sampleRate).flatMap(({ first, end, nExtremes }) => [first, end, nExtremes])));
  const spill = memory.allocate(16 * N_BINS);
  const chromaBank = memory.allocate(4 * N_BINS * N_CHROMA);
  const chromaBankOf = chromaBanks(sampleRate);
  const momentsAt = memory.allocate(8 * 2 * N_ROWS);
  let loadedTuning: number | undefined;
  let [power, mel, peaks, valleys, hops, out] = [0, 0, 0, 0, 0, 0];

  return {
    reserve(reserved) {
      const frames = BLOCK_FRAMES * countBlocks(chunkFrames(reserved));
      power = memory.allocate(4 * N_BINS * frames);
      mel = memory.allocate(4 * N_MELS * frames);
      peaks = memory.allocate(4 * N_CONTRAST * frames);
      valleys = memory.allocate(4 * N_CONTRAST * frames);
      hops = memory.allocate(12 * (frames + HOPS_PER_FRAME));
      out = memory.allocate(4 * N_ROWS * frames);
    },

    power: () => power,

    spectrum({ address, nFrames }) {
      runStft(memory, stft, address, nFrames, power);
    },

    levels(nFrames, ceilings) {
      const nBlocks = countBlocks(nFrames);
      calls.melBlocks(power, nBlocks, N_BINS, melBank, N_MELS, mel);
      ceilings.mel = Math.max(ceilings.mel, calls.decibels(mel, 16 * N_MELS * nBlocks));
      calls.contrastBlocks(power, nBlocks, N_BINS, bands, N_CONTRAST, true, spill, peaks, valleys);
      ceilings.peak = Math.max(ceilings.peak, calls.decibels(peaks, 16 * N_CONTRAST * nBlocks));
      ceilings.valley = Math.max(ceilings.valley, calls.decibels(valleys, 16 * N_CONTRAST * nBlocks));
    },

    coefficients(chunk, ceilings, tuning) {
      const { nFrames } = chunk;
      const nBlocks = countBlocks(nFrames);
      calls.dctBlocks(mel, nBlocks, N_MELS, ceilings.mel - TOP_DB, N_MFCC, even, odd, folded, out, N_ROWS);
      if (tuning !== loadedTuning) memory.floats(chromaBank, N_BINS * N_CHROMA).set(chromaBankOf(tuning));
      loadedTuning = tuning;
      calls.chromaBlocks(power, nBlocks, N_BINS, chromaBank, out + 16 * CHROMA_ROW, N_ROWS);
      calls.subtractLevels(peaks, ceilings.peak - TOP_DB, valleys, ceilings.valley - TOP_DB, nBlocks, N_CONTRAST, out + 16 * CONTRAST_ROW, N_ROWS);
      calls.countHops(chunk.address, nFrames + HOPS_PER_FRAME - 1, HOP_LENGTH, hops);
      forgetCrossingsAtEnds(memory, chunk, hops);
      calls.hopsToFrames(hops, nFrames, HOPS_PER_FRAME, FRAME_LENGTH, out, RATE_ROW, N_ROWS);
    },

    moments(nFrames) {
      calls.moments(out, N_ROWS, nFrames, momentsAt);
      return memory.doubles(momentsAt, 2 * N_ROWS).slice();
    },
  };
}

function placeMelBank(memory: KernelMemory, sampleRate: number): number {
  const { start, weights } = createMelFilterBank({ sampleRate, nFft: FRAME_LENGTH, nMels: N_MELS, fMin: 0, fMax: sampleRate / 2 });
  return memory.place(Int32Array.from(weights.flatMap((row, m) => [start[m], row.length, memory.place(row)])));
}

/** Half the rows of the DCT by the parity of the coefficient, coefficient by coefficient for each level. */
function placeDct(memory: KernelMemory): { even: number; odd: number } {
  const dct = createDct(N_MFCC, N_MELS);
  const half = N_MFCC / 2;
  const rows = (parity: number): Float32Array => {
    const table = new Float32Array(half * (N_MELS / 2));
    for (let n = 0; n < N_MELS / 2; n++) for (let k = 0; k < half; k++) table[n * half + k] = dct[(2 * k + parity) * N_MELS + n];
    return table;
  };
  return { even: memory.place(rows(0)), odd: memory.place(rows(1)) };
}

/** Banks by tuning, of which there are a hundred; value (bin, class) at `bin * 12 + class`. */
function chromaBanks(sampleRate: number): (tuning: number) => Float32Array {
  const kept = new Map<number, Float32Array>();
  return (tuning) => {
    let bank = kept.get(tuning);
    if (!bank) {
      const rows = createChromaFilterBank(sampleRate, FRAME_LENGTH, tuning);
      bank = new Float32Array(rows.length);
      for (let c = 0; c < N_CHROMA; c++) for (let k = 0; k < N_BINS; k++) bank[k * N_CHROMA + c] = rows[c * N_BINS + k];
      kept.set(tuning, bank);
    }
    return bank;
  };
}

/**
 * For zero crossings a clip is continued by its first and last sample, not by zeros: takes back the crossings that a negative
 * one makes with the zero beside it.
 */
function forgetCrossingsAtEnds(memory: KernelMemory, { address, nFrames, clipStart, clipEnd }: FrameChunk, hops: number): void {
  const nHops = nFrames + HOPS_PER_FRAME - 1;
  const samples = memory.floats(address, nHops * HOP_LENGTH + 1);
  const counted = memory.integers(hops, 3 * nHops);
  const forget = (before: number): void => {
    const hop = Math.floor(before / HOP_LENGTH);
    counted[3 * hop + 1]--;
    if (before % HOP_LENGTH === HOP_LENGTH - 1) counted[3 * hop + 2] = 0;
  };
  if (clipStart !== undefined && samples[clipStart] < -ZERO_THRESHOLD) forget(clipStart - 1);
  if (clipEnd !== undefined && samples[clipEnd - 1] < -ZERO_THRESHOLD) forget(clipEnd - 1);
}
