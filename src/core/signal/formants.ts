import { levinsonDurbin } from './linearPrediction.ts';
import { polynomialRoots } from './polynomialRoots.ts';

/** Formants are looked for up to here: five of them in an adult's vocal tract of 15.5 cm; Praat's default. */
const CEILING_HZ = 5500;
/** A pole pair for each formant: one a kHz or so. */
const HZ_A_FORMANT = 1100;
/** Poles nearer to 0 Hz or to the ceiling shape the spectrum's tilt and are no resonances. */
const MARGIN_HZ = 90;
/** Wider poles shape the tilt as well. */
const MAX_BANDWIDTH_HZ = 1000;
/** The spectrum is raised by 6 dB an octave from here on, against the fall of the voice's source. */
const EMPHASIS_FROM_HZ = 50;

export interface FormantPlan {
  readonly nFormants: number;
  readonly order: number;
  /** Half the sample rate of the band that is modelled, in Hz. */
  readonly ceilingHz: number;
  /** Bins 0 … nBands of the spectrogram are used. */
  readonly nBands: number;
  readonly emphasis: Float64Array;
  /** cos(πkm / nBands) at `k * (nBands + 1) + m`, ends halved. */
  readonly cosines: Float64Array;
  readonly scratch: { readonly r: Float64Array; readonly a: Float64Array; readonly re: Float64Array; readonly im: Float64Array; readonly emphasised: Float64Array };
}

/** Plans the search for `nFormants` formants in frames of a power spectrum of `nFft` samples. */
export function createFormantPlan(sampleRate: number, nFft: number, nFormants: number): FormantPlan {
  const nBands = Math.max(8, Math.round((Math.min(CEILING_HZ, sampleRate / 2) * nFft) / sampleRate));
  const ceilingHz = (nBands * sampleRate) / nFft;
  const order = 2 * Math.max(nFormants, Math.round(ceilingHz / HZ_A_FORMANT));
  const decay = Math.exp((-2 * Math.PI * EMPHASIS_FROM_HZ) / sampleRate);
  const emphasis = Float64Array.from({ length: nBands + 1 }, (_, m) => 1 + decay * decay - 2 * decay * Math.cos((2 * Math.PI * m) / nFft));
  const cosines = new Float64Array((order + 1) * (nBands + 1));
  for (let k = 0; k <= order; k++) {
    for (let m = 0; m <= nBands; m++) cosines[k * (nBands + 1) + m] = Math.cos((Math.PI * k * m) / nBands) * (m === 0 || m === nBands ? 0.5 : 1);
  }
  const buffer = (): Float64Array => new Float64Array(order + 1);
  return { nFormants, order, ceilingHz, nBands, emphasis, cosines, scratch: { r: buffer(), a: buffer(), re: buffer(), im: buffer(), emphasised: new Float64Array(nBands + 1) } };
}

/**
 * The lowest formants of one frame: resonances of the all-pole model of its spectrum up to 5.5 kHz (selective linear
 * prediction: the autocorrelation is the inverse transform of that part of the power spectrum, pre-emphasised).
 * A pole pair r e^(±iθ) is a resonance at θ / π · ceiling with the bandwidth −2 ln r / π · ceiling.
 *
 * @param power power spectrogram; the frame begins at `at`
 * @param out 2 · nFormants values, overwritten: frequencies in Hz, then bandwidths in Hz; NaN where there are fewer
 * @see J. Makhoul, "Linear prediction: a tutorial review", Proc. IEEE 63(4), 1975, section V (selective linear prediction)
 */
export function findFormants(plan: FormantPlan, power: Float32Array, at: number, out: Float64Array): void {
  const { nFormants, order, ceilingHz, nBands, emphasis, cosines } = plan;
  const { r, a, re, im, emphasised } = plan.scratch;
  out.fill(NaN);
  for (let m = 0; m <= nBands; m++) emphasised[m] = emphasis[m] * power[at + m];
  for (let k = 0; k <= order; k++) {
    const row = k * (nBands + 1);
    let even = 0;
    let odd = 0;
    for (let m = 0; m < nBands; m += 2) {
      even += cosines[row + m] * emphasised[m];
      odd += cosines[row + m + 1] * emphasised[m + 1];
    }
    r[k] = even + odd + (nBands % 2 === 0 ? cosines[row + nBands] * emphasised[nBands] : 0);
  }
  // White noise 90 dB down keeps the equations sound where the spectrum has gaps.
  r[0] *= 1 + 1e-9;
  if (levinsonDurbin(r, order, a) === 0) return;
  polynomialRoots(a, order, re, im);
  let found = 0;
  const resonances: { hz: number; bandwidth: number }[] = [];
  for (let i = 0; i < order; i++) {
    if (im[i] <= 0) continue;
    const hz = (Math.atan2(im[i], re[i]) / Math.PI) * ceilingHz;
    const bandwidth = (-Math.log(re[i] * re[i] + im[i] * im[i]) / Math.PI) * ceilingHz;
    if (hz < MARGIN_HZ || hz > ceilingHz - MARGIN_HZ || bandwidth <= 0 || bandwidth > MAX_BANDWIDTH_HZ) continue;
    resonances.push({ hz, bandwidth });
  }
  resonances.sort((left, right) => left.hz - right.hz);
  for (; found < Math.min(nFormants, resonances.length); found++) {
    out[found] = resonances[found].hz;
    out[nFormants + found] = resonances[found].bandwidth;
  }
}
