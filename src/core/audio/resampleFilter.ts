import { besselI0 } from '../signal/window.ts';
import { SOXR_HQ_320_147 } from './soxrTaps.ts';

// The band-pass edges are fractions of the lower of the two Nyquist frequencies; these are soxr_hq's, which librosa uses.
const PASS_EDGE = 0.913;
const STOP_EDGE = 1.0;
// Where a Kaiser design comes nearest to soxr_hq in the features that follow (spectral contrast sees the stop band).
const ATTENUATION_DB = 136;
const BETA = 0.1102 * (ATTENUATION_DB - 8.7);
const CUTOFF = (PASS_EDGE + STOP_EDGE) / 2;
/** Half the filter's length, in samples of the lower rate (Kaiser's formula for the transition width). */
const HALF_WIDTH = Math.ceil((ATTENUATION_DB - 7.95) / (2.285 * Math.PI * (STOP_EDGE - PASS_EDGE)) / 2);

/** The low-pass filter of a conversion, symmetric and continuous in time: 0 from `halfWidth` on. */
export interface ResampleFilter {
  /** In samples of the lower rate. */
  readonly halfWidth: number;
  /** Its value at a distance from its centre, in samples of the lower rate. */
  readonly at: (distance: number) => number;
}

/**
 * A Kaiser-windowed sinc: flat to 0.913 of the lower Nyquist frequency, at least 120 dB down from that frequency on.
 *
 * @see J. F. Kaiser, "Nonrecursive digital filter design using the I0-sinh window function", 1974
 */
export const kaiserFilter: ResampleFilter = {
  halfWidth: HALF_WIDTH,
  at: (distance) => {
    const relative = distance / HALF_WIDTH;
    return Math.abs(relative) >= 1 ? 0 : CUTOFF * sinc(CUTOFF * distance) * besselI0(BETA * Math.sqrt(1 - relative * relative));
  },
};

/** The ratio of rates for which soxr's own filter is at hand. */
const SOXR_UP = 147;
const SOXR_DOWN = 320;
/** The taps hold nothing above 0.46 of their Nyquist frequency, so that a short Gaussian-windowed sinc between them is exact to 130 dB. */
const INTERPOLATION_HALF_WIDTH = 24;
const INTERPOLATION_SPREAD = 4.7;

const soxrFilter: ResampleFilter = {
  halfWidth: ((SOXR_HQ_320_147.length - 1) * SOXR_UP) / SOXR_DOWN,
  at: (distance) => {
    const position = Math.abs((distance * SOXR_DOWN) / SOXR_UP);
    if (position > SOXR_HQ_320_147.length - 1) return 0;
    if (Number.isInteger(position)) return SOXR_HQ_320_147[position];
    const before = Math.floor(position);
    let sum = 0;
    for (let tap = before - INTERPOLATION_HALF_WIDTH + 1; tap <= before + INTERPOLATION_HALF_WIDTH; tap++) {
      const value = SOXR_HQ_320_147[Math.abs(tap)] ?? 0;
      const x = position - tap;
      sum += value * sinc(x) * Math.exp(-0.5 * (x / INTERPOLATION_SPREAD) ** 2);
    }
    return sum;
  },
};

/** soxr_hq's own filter where it was measured (rates in the ratio 320 : 147, as 48,000 → 22,050 Hz), else the Kaiser design. */
export function chooseFilter(up: number, down: number): ResampleFilter {
  return up === SOXR_UP && down === SOXR_DOWN ? soxrFilter : kaiserFilter;
}

const sinc = (x: number): number => (x === 0 ? 1 : Math.sin(Math.PI * x) / (Math.PI * x));
