import type { FeatureKernels } from '../signal/kernels.ts';
import { createLogarithms, type Logarithms } from '../signal/logarithm.ts';
import type { Spectrogram } from '../signal/stft.ts';
import type { FeatureFrames } from './extractor.ts';
import type { Quantity } from './family.ts';

/** The measures of a spectrum's shape, in the order of {@link spectralShape}'s coefficients. */
export const SPECTRAL_SHAPE: readonly Quantity[] = [
  { name: 'alpha_ratio', unit: 'dB', description: 'Energy from 50 Hz to 1 kHz over that from 1 to 5 kHz' },
  { name: 'hammarberg', unit: 'dB', description: 'Strongest peak below 2 kHz over the strongest from 2 to 5 kHz' },
  { name: 'slope_0_500', unit: 'dB/kHz', description: 'Slope of the spectrum below 500 Hz' },
  { name: 'slope_500_1500', unit: 'dB/kHz', description: 'Slope of the spectrum from 500 to 1,500 Hz' },
  { name: 'band_250_650', unit: 'dB', description: 'Energy from 250 to 650 Hz over that of the whole band' },
  { name: 'band_1000_4000', unit: 'dB', description: 'Energy from 1 to 4 kHz over that of the whole band' },
  { name: 'centroid', unit: 'Hz', description: 'Centre of gravity of the power spectrum' },
  { name: 'bandwidth', unit: 'Hz', description: 'Standard deviation of the power spectrum about its centre of gravity' },
  { name: 'spectral_skew', unit: '1', description: 'Skewness of the power spectrum about its centre of gravity' },
  { name: 'spectral_kurtosis', unit: '1', description: 'Logarithm of the kurtosis of the power spectrum' },
  { name: 'rolloff_25', unit: 'Hz', description: 'Frequency below which 25 % of the energy lies' },
  { name: 'rolloff_50', unit: 'Hz', description: 'Frequency below which 50 % of the energy lies' },
  { name: 'rolloff_75', unit: 'Hz', description: 'Frequency below which 75 % of the energy lies' },
  { name: 'rolloff_90', unit: 'Hz', description: 'Frequency below which 90 % of the energy lies' },
  { name: 'flatness', unit: 'dB', description: 'Geometric over arithmetic mean of the power spectrum' },
  { name: 'entropy', unit: '1', description: 'Entropy of the power spectrum over its largest possible value' },
  { name: 'flux', unit: '1', description: 'Distance of the normalised magnitude spectrum from the frame before' },
];

const LOWEST_HZ = 50;
const HIGHEST_HZ = 8000;
/** Power below which a bin is taken for empty. */
const FLOOR = 1e-10;
/** Added to each bin, so that an empty one has a logarithm. */
const EMPTY = 1e-14;
const DB_A_NEPER = 10 / Math.LN10;

const dB = (power: number): number => 10 * Math.log10(Math.max(FLOOR, power));

/** Bins [first, end) of a band. */
interface Band {
  readonly first: number;
  readonly end: number;
}

export interface ShapePlan {
  readonly whole: Band;
  readonly low: Band;
  readonly high: Band;
  readonly toTwo: Band;
  readonly toFive: Band;
  readonly slopeLow: Band;
  readonly slopeHigh: Band;
  readonly vowel: Band;
  readonly presence: Band;
  readonly hzABin: number;
  readonly logarithms: Logarithms;
}

/** @param kernels speed up the logarithms */
export function createShapePlan(sampleRate: number, nFft: number, kernels?: FeatureKernels): ShapePlan {
  const hzABin = sampleRate / nFft;
  const nBins = nFft / 2 + 1;
  const band = (from: number, to: number): Band => {
    const first = Math.min(nBins - 1, Math.ceil(from / hzABin));
    return { first, end: Math.max(first + 1, Math.min(nBins, Math.floor(to / hzABin) + 1)) };
  };
  return {
    hzABin,
    logarithms: createLogarithms(nBins, kernels),
    whole: band(LOWEST_HZ, HIGHEST_HZ), low: band(50, 1000), high: band(1000, 5000), toTwo: band(50, 2000), toFive: band(2000, 5000),
    slopeLow: band(20, 500), slopeHigh: band(500, 1500), vowel: band(250, 650), presence: band(1000, 4000),
  };
}

/**
 * Shape of each frame's spectrum P between 50 Hz and 8 kHz. Ratios are in dB; slopes are those of a line fitted to the
 * spectrum in dB; flux is the Euclidean distance of √(P / ΣP) from that of the frame before, in the first frame that of the second. Silence
 * has ratios and slopes of 0.
 *
 * @returns one coefficient for each of {@link SPECTRAL_SHAPE}
 * @see F. Eyben et al., "The Geneva Minimalistic Acoustic Parameter Set (GeMAPS)", IEEE Trans. Affective Computing 7(2), 2016;
 *   B. Hammarberg et al., "Perceptual and acoustic correlates of abnormal voice qualities", Acta Otolaryngologica 90, 1980
 */
export function spectralShape({ whole, low, high, toTwo, toFive, slopeLow, slopeHigh, vowel, presence, hzABin, logarithms }: ShapePlan, { power, nFrames, nBins }: Spectrogram): FeatureFrames {
  const nCoefficients = SPECTRAL_SHAPE.length;
  const values = new Float32Array(nCoefficients * nFrames);
  const sum = (at: number, { first, end }: Band): number => {
    let total = 0;
    for (let k = first; k < end; k++) total += power[at + k];
    return total;
  };
  const peak = (at: number, { first, end }: Band): number => {
    let most = 0;
    for (let k = first; k < end; k++) if (power[at + k] > most) most = power[at + k];
    return most;
  };
  const slope = (at: number, { first, end }: Band): number => {
    const n = end - first;
    const middle = (n - 1) / 2;
    const logs = logarithms(power, at + first, at + end, FLOOR, 0);
    let cross = 0;
    let square = 0;
    for (let i = 0; i < n; i++) {
      cross += (i - middle) * logs[i];
      square += (i - middle) ** 2;
    }
    return square > 0 ? ((DB_A_NEPER * cross) / square / hzABin) * 1000 : 0;
  };
  // Square roots of the bins' shares in this frame; they are those of the frame before until they are written.
  const roots = new Float64Array(nBins);
  for (let t = 0; t < nFrames; t++) {
    const at = t * nBins;
    const total = sum(at, whole) + FLOOR;
    let c = 0;
    const put = (value: number): void => {
      values[c++ * nFrames + t] = value;
    };
    put(dB(sum(at, low)) - dB(sum(at, high)));
    put(dB(peak(at, toTwo)) - dB(peak(at, toFive)));
    put(slope(at, slopeLow));
    put(slope(at, slopeHigh));
    put(dB(sum(at, vowel)) - dB(total));
    put(dB(sum(at, presence)) - dB(total));
    let first = 0;
    let logs = 0;
    let entropy = 0;
    const logPowers = logarithms(power, at + whole.first, at + whole.end, 0, EMPTY);
    const logTotal = Math.log(total);
    for (let k = whole.first; k < whole.end; k++) {
      const share = (power[at + k] + EMPTY) / total;
      first += k * share;
      const log = logPowers[k - whole.first] - logTotal;
      logs += log;
      entropy -= share * log;
    }
    let second = 0;
    let third = 0;
    let fourth = 0;
    for (let k = whole.first; k < whole.end; k++) {
      const share = power[at + k] / total;
      const d = k - first;
      second += d * d * share;
      third += d * d * d * share;
      fourth += d * d * d * d * share;
    }
    const spread = Math.sqrt(second) + 1e-9;
    put(first * hzABin);
    put(spread * hzABin);
    put(third / spread ** 3);
    put(Math.log(fourth / spread ** 4 + 1e-9));
    let running = 0;
    let k = whole.first;
    for (const share of [0.25, 0.5, 0.75, 0.9]) {
      while (k < whole.end - 1 && running + power[at + k] < share * total) running += power[at + k++];
      put(k * hzABin);
    }
    const n = whole.end - whole.first;
    put(DB_A_NEPER * (logs / n + Math.log(n)));
    put(entropy / Math.log(n));
    let flux = 0;
    for (let i = whole.first; i < whole.end; i++) {
      const root = Math.sqrt(power[at + i] / total);
      const d = root - roots[i];
      flux += d * d;
      roots[i] = root;
    }
    put(t > 0 ? Math.sqrt(flux) : 0);
  }
  const flux = (nCoefficients - 1) * nFrames;
  values[flux] = nFrames > 1 ? values[flux + 1] : 0;
  return { values, nCoefficients, nFrames };
}
