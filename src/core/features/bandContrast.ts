import { KernelMemory, type FeatureKernels } from '../signal/kernels.ts';
import type { Spectrogram } from '../signal/stft.ts';
import { numbered, statisticColumns, type Family } from './family.ts';
import { NINE, summariseFrames } from './functionals.ts';
import type { ContrastBand } from './spectralContrast.ts';
import { frameLengthFor, type VoiceAnalysis } from './voiceAnalysis.ts';

const LOWEST_EDGE_HZ = 250;
const N_BANDS = 6;
/** Share of a band's bins that makes its peak, and its valley. */
const SHARE = 0.1;
const FLOOR = 1e-10;
/** Frames that go through the kernels' memory at a time. */
const CHUNK_FRAMES = 64;

/**
 * How far the peaks of an octave band stand above its valleys, which is high for clear harmonics and low for noise and
 * breath: level of the strongest tenth of its bins less that of the weakest, in dB. Six bands: below 250 Hz, and five octaves
 * from there to 8 kHz; a band above half the sample rate is 0.
 *
 * @see D.-N. Jiang et al., "Music type classification by spectral contrast feature", ICME 2002
 */
export const bandContrast: Family<VoiceAnalysis> = {
  id: 'contrast',
  description: 'Peaks over valleys in octave bands',
  columns: statisticColumns(numbered('contrast', N_BANDS, 'dB', (b) => `Peaks over valleys ${b === 0 ? 'below 250 Hz' : `from ${250 * 2 ** (b - 1)} to ${250 * 2 ** b} Hz`}`), NINE),
  create(sampleRate, kernels) {
    const nFft = frameLengthFor(sampleRate);
    const bands = createBands(sampleRate, nFft);
    const levelsOf = kernels ? createKernelLevels(bands, nFft / 2 + 1, kernels) : (spectrogram: Spectrogram): BandLevels => plainLevels(bands, spectrogram);
    return ({ spectrogram }) => {
      const { nFrames } = spectrogram;
      const { highest, lowest } = levelsOf(spectrogram);
      const values = new Float32Array(N_BANDS * nFrames);
      for (let i = 0; i < bands.length * nFrames; i++) values[i] = 10 * Math.log10((highest[i] + FLOOR) / (lowest[i] + FLOOR));
      return summariseFrames({ values, nCoefficients: N_BANDS, nFrames }, NINE);
    };
  },
};

/** The bands that lie below half the sample rate. */
function createBands(sampleRate: number, nFft: number): ContrastBand[] {
  const hzABin = sampleRate / nFft;
  const edges = Array.from({ length: N_BANDS + 1 }, (_, b) => (b === 0 ? 1 : Math.round((LOWEST_EDGE_HZ * 2 ** (b - 1)) / hzABin)));
  const bands = Array.from({ length: N_BANDS }, (_, b) => ({ first: edges[b], end: Math.min(nFft / 2 + 1, edges[b + 1]) })).filter(({ first, end }) => end > first);
  return bands.map(({ first, end }) => ({ first, end, nExtremes: Math.max(1, Math.round(SHARE * (end - first))) }));
}

/** Mean power of the strongest and of the weakest bins: value (band, frame) at `band * nFrames + frame`. */
interface BandLevels {
  readonly highest: Float64Array;
  readonly lowest: Float64Array;
}

function plainLevels(bands: readonly ContrastBand[], { power, nFrames, nBins }: Spectrogram): BandLevels {
  const [highest, lowest] = [new Float64Array(bands.length * nFrames), new Float64Array(bands.length * nFrames)];
  bands.forEach(({ first, end, nExtremes }, b) => {
    const smallest = new Float64Array(nExtremes);
    const largest = new Float64Array(nExtremes);
    for (let t = 0; t < nFrames; t++) {
      keepExtremes(power, t * nBins + first, t * nBins + end, smallest, largest);
      for (let i = 0; i < nExtremes; i++) {
        lowest[b * nFrames + t] += smallest[i] / nExtremes;
        highest[b * nFrames + t] += largest[i] / nExtremes;
      }
    }
  });
  return { highest, lowest };
}

/** The same by the kernels, to the rounding of float32. */
function createKernelLevels(bands: readonly ContrastBand[], nBins: number, kernels: FeatureKernels): (spectrogram: Spectrogram) => BandLevels {
  const memory = new KernelMemory(kernels);
  const table = memory.place(Int32Array.from(bands.flatMap(({ first, end, nExtremes }) => [first, end, nExtremes])));
  const spill = memory.allocate(16 * nBins);
  const rows = memory.allocate(4 * nBins * CHUNK_FRAMES);
  const blocks = memory.allocate(4 * nBins * CHUNK_FRAMES);
  const found = [memory.allocate(4 * bands.length * CHUNK_FRAMES), memory.allocate(4 * bands.length * CHUNK_FRAMES)] as const;
  const nFound = bands.length * CHUNK_FRAMES;
  const [strongest, weakest] = [memory.floats(found[0], nFound), memory.floats(found[1], nFound)];
  const input = memory.floats(rows, nBins * CHUNK_FRAMES);
  return ({ power, nFrames }) => {
    const [highest, lowest] = [new Float64Array(bands.length * nFrames), new Float64Array(bands.length * nFrames)];
    for (let from = 0; from < nFrames; from += CHUNK_FRAMES) {
      const count = Math.min(CHUNK_FRAMES, nFrames - from);
      input.set(power.subarray(from * nBins, (from + count) * nBins));
      memory.calls.framesToBlocks(rows, count, nBins, blocks);
      memory.calls.contrastBlocks(blocks, Math.ceil(count / 4), nBins, table, bands.length, false, spill, found[0], found[1]);
      for (let b = 0; b < bands.length; b++) {
        for (let t = 0; t < count; t++) {
          const at = 4 * ((t >> 2) * bands.length + b) + (t & 3);
          highest[b * nFrames + from + t] = strongest[at];
          lowest[b * nFrames + from + t] = weakest[at];
        }
      }
    }
    return { highest, lowest };
  };
}

/** The smallest values of [from, to), smallest first, and the largest, largest first: to keep a tenth in order takes half the time of a sort. */
function keepExtremes(values: Float32Array, from: number, to: number, lowest: Float64Array, highest: Float64Array): void {
  const last = lowest.length - 1;
  lowest.fill(Infinity);
  highest.fill(-Infinity);
  for (let i = from; i < to; i++) {
    const value = values[i];
    if (value < lowest[last]) {
      let at = last;
      for (; at > 0 && lowest[at - 1] > value; at--) lowest[at] = lowest[at - 1];
      lowest[at] = value;
    }
    if (value > highest[last]) {
      let at = last;
      for (; at > 0 && highest[at - 1] < value; at--) highest[at] = highest[at - 1];
      highest[at] = value;
    }
  }
}
