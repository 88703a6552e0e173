import { computeSpectrogram, createStft, type StftOptions } from './stft.ts';

/** What lies this far below the loudest bin is drawn as silence, in dB. */
const RANGE_DB = 80;
/** No drawing has more frames: the hop grows with the clip. */
const MAX_FRAMES = 4000;
const SMALLEST_HOP = 128;
const N_FFT = 1024;

/** A spectrogram in 256 levels: value (frame, bin) at `frame * nBins + bin` is 0 at `dbMin`, 255 at `dbMax` (the loudest bin). */
export interface SpectrogramLevels {
  readonly levels: Uint8Array;
  readonly nFrames: number;
  readonly nBins: number;
  readonly hopLength: number;
  readonly dbMin: number;
  readonly dbMax: number;
}

/** The hop that draws a clip finely but in a bounded number of frames. */
function chooseHop(nSamples: number): number {
  return Math.max(SMALLEST_HOP, Math.ceil(nSamples / MAX_FRAMES));
}

/** The spectrogram of a clip in decibels relative to a full-scale sine wave, for drawing. */
export function spectrogramLevels(samples: Float32Array): SpectrogramLevels {
  const options: StftOptions = { nFft: N_FFT, hopLength: chooseHop(samples.length) };
  const plan = createStft(options);
  const { power, nFrames, nBins } = computeSpectrogram(plan, samples);
  // A full-scale sine on a bin has the magnitude Σ window / 2 = nFft / 4.
  const reference = (N_FFT / 4) ** 2;
  let max = 0;
  for (let i = 0; i < power.length; i++) if (power[i] > max) max = power[i];
  const dbMax = Math.max(-100, 10 * Math.log10(Math.max(max, 1e-20) / reference));
  const dbMin = dbMax - RANGE_DB;
  const levels = new Uint8Array(power.length);
  for (let i = 0; i < power.length; i++) {
    const db = 10 * Math.log10(Math.max(power[i], 1e-20) / reference);
    levels[i] = Math.max(0, Math.min(255, Math.round(((db - dbMin) / RANGE_DB) * 255)));
  }
  return { levels, nFrames, nBins, hopLength: options.hopLength, dbMin, dbMax };
}
