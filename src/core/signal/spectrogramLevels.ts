import { realFft } from './fft.ts';
import { createStft, type StftPlan } from './stft.ts';

/** The levels of a drawing: 0 stands for `dbMin` and below, 255 for `dbMax` and above. */
export interface LevelScale {
  readonly dbMin: number;
  readonly dbMax: number;
}

/** What drawing one column of a spectrogram after another needs; it holds scratch, so one plan serves one thread. */
export interface ColumnPlan {
  readonly stft: StftPlan;
  readonly scale: LevelScale;
  readonly frame: Float64Array;
  readonly re: Float64Array;
  readonly im: Float64Array;
  readonly power: Float64Array;
}

export function createColumnPlan(nFft: number, scale: LevelScale): ColumnPlan {
  const stft = createStft({ nFft, hopLength: nFft });
  const bins = (): Float64Array => new Float64Array(stft.nBins);
  return { stft, scale, frame: new Float64Array(nFft), re: bins(), im: bins(), power: bins() };
}

/**
 * One column of a spectrogram for drawing: of each bin the loudest of some frames, so that a click stays visible where one column
 * stands for many. Levels are decibels relative to a full-scale sine wave on a bin, whose magnitude is Σ window / 2 = nFft / 4.
 *
 * @param samples mono samples; beyond their end, and where they are no numbers, the sound is silent
 * @param starts where the frames begin in `samples`, `nFft` samples each
 * @param out gets `nBins` levels from index `at` on
 */
export function drawColumn({ stft, scale, frame, re, im, power }: ColumnPlan, samples: Float32Array, starts: readonly number[], out: Uint8Array, at: number): void {
  const { nFft, nBins, window, fft } = stft;
  power.fill(0);
  for (const start of starts) {
    const end = Math.max(0, Math.min(nFft, samples.length - start));
    for (let i = 0; i < end; i++) frame[i] = window[i] * samples[start + i] || 0;
    frame.fill(0, end);
    realFft(fft, frame, re, im);
    for (let k = 0; k < nBins; k++) {
      const p = re[k] * re[k] + im[k] * im[k];
      if (p > power[k]) power[k] = p;
    }
  }
  // level = 255 (dB − dbMin) / (dbMax − dbMin), dB = 10 log10(power / reference)
  const perDb = 255 / (scale.dbMax - scale.dbMin);
  const factor = (10 / Math.LN10) * perDb;
  const offset = -factor * Math.log((nFft / 4) ** 2) - scale.dbMin * perDb;
  for (let k = 0; k < nBins; k++) {
    const level = power[k] > 0 ? factor * Math.log(power[k]) + offset : 0;
    out[at + k] = level <= 0 ? 0 : level >= 255 ? 255 : Math.round(level);
  }
}
