import type { Spectrogram } from '../signal/stft.ts';
import type { Extractor } from './extractor.ts';
import { FRAME_LENGTH } from './frameGrid.ts';
import { estimateTuning } from './tuning.ts';

export const N_CHROMA = 12;
/** Gaussian emphasis of the middle octaves: centre, and spread in octaves, above A0. */
const CENTRE_OCTAVE = 5;
const OCTAVE_WIDTH = 2;
/** Weights below this do nothing to the sum but make denormal products, which are slow. */
const NEGLIGIBLE_WEIGHT = 1e-14;
/** The smallest normal float32: quieter frames are left unnormalised. */
const TINY = 1.1754943508222875e-38;

/**
 * Weights of the bins for each pitch class: value (class, bin) at `class * nBins + bin`; class 0 is C.
 *
 * @param tuning deviation from A = 440 Hz in semitones
 * @see D. Ellis, "Chroma feature analysis and synthesis", 2007; librosa.filters.chroma with its defaults
 */
export function createChromaFilterBank(sampleRate: number, nFft: number, tuning: number): Float32Array {
  const nBins = nFft / 2 + 1;
  const a0 = (440 * 2 ** (tuning / N_CHROMA)) / 16;
  // The position of each bin in semitones above A0; bin 0, which has none, lies one and a half octaves below bin 1.
  const position = new Float64Array(nBins + 1);
  for (let k = 1; k <= nBins; k++) position[k] = N_CHROMA * Math.log2((k * sampleRate) / nFft / a0);
  position[0] = position[1] - 1.5 * N_CHROMA;
  const bank = new Float32Array(N_CHROMA * nBins);
  const column = new Float64Array(N_CHROMA);
  for (let k = 0; k < nBins; k++) {
    const width = Math.max(position[k + 1] - position[k], 1);
    let energy = 0;
    for (let c = 0; c < N_CHROMA; c++) {
      const distance = modulo(position[k] - c + N_CHROMA / 2 + 10 * N_CHROMA, N_CHROMA) - N_CHROMA / 2;
      column[c] = Math.exp(-0.5 * ((2 * distance) / width) ** 2);
      energy += column[c] * column[c];
    }
    const octave = (position[k] / N_CHROMA - CENTRE_OCTAVE) / OCTAVE_WIDTH;
    const scale = Math.exp(-0.5 * octave * octave) / Math.sqrt(energy);
    for (let c = 0; c < N_CHROMA; c++) {
      // Rows turn by three semitones so that the first is C instead of A.
      const weight = column[(c + 3) % N_CHROMA] * scale;
      bank[c * nBins + k] = weight < NEGLIGIBLE_WEIGHT ? 0 : weight;
    }
  }
  return bank;
}

const modulo = (value: number, divisor: number): number => value - Math.floor(value / divisor) * divisor;

/**
 * The energy of each of the twelve pitch classes, C first, each frame divided by its largest; filters follow the clip's
 * own tuning.
 *
 * @see librosa.feature.chroma_stft with its defaults
 */
export const chroma: Extractor = {
  id: 'chroma_stft',
  nCoefficients: N_CHROMA,
  create(sampleRate) {
    const banks = new Map<number, Float32Array>();
    return ({ spectrogram }) => {
      const tuning = estimateTuning(spectrogram, sampleRate);
      let bank = banks.get(tuning);
      if (!bank) banks.set(tuning, (bank = createChromaFilterBank(sampleRate, FRAME_LENGTH, tuning)));
      return { values: applyChroma(bank, spectrogram), nCoefficients: N_CHROMA, nFrames: spectrogram.nFrames };
    };
  },
};

/** Energy of the pitch classes by a bank of {@link createChromaFilterBank}; value (class, frame) at `class * nFrames + frame`. */
export function applyChroma(bank: Float32Array, { power, nFrames, nBins }: Spectrogram): Float32Array {
  const values = new Float32Array(N_CHROMA * nFrames);
  for (let t = 0; t < nFrames; t++) {
    let max = 0;
    for (let c = 0; c < N_CHROMA; c++) {
      let sum = 0;
      for (let k = 0; k < nBins; k++) sum += bank[c * nBins + k] * power[t * nBins + k];
      values[c * nFrames + t] = sum;
      if (values[c * nFrames + t] > max) max = values[c * nFrames + t];
    }
    if (max < TINY) continue;
    for (let c = 0; c < N_CHROMA; c++) values[c * nFrames + t] /= max;
  }
  return values;
}
