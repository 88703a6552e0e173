import { energyOf } from './energy.ts';
import { countFrames } from './stft.ts';

/** Samples [start, end) of a clip. */
export interface SampleSpan {
  readonly start: number;
  readonly end: number;
}

const FRAME_LENGTH = 2048;
const HOP_LENGTH = 512;
/** Levels below this magnitude are silence whatever the loudest frame is. */
const AMIN = 1e-5;

/**
 * The span between the first and the last frame whose RMS level lies less than `topDb` below that of the loudest frame;
 * what lies outside is leading and trailing silence. Digital silence is kept whole.
 *
 * @param topDb range in dB that counts as speech
 * @see librosa.effects.trim with its default frames of 2048 samples, 512 apart
 */
export function trimSilence(samples: Float32Array, topDb: number): SampleSpan {
  const nFrames = countFrames(samples.length, HOP_LENGTH);
  const level = new Float64Array(nFrames);
  let loudest = 0;
  for (let t = 0; t < nFrames; t++) {
    const from = t * HOP_LENGTH - FRAME_LENGTH / 2;
    const to = Math.min(samples.length, from + FRAME_LENGTH);
    level[t] = Math.max(AMIN, Math.sqrt(energyOf(samples, Math.max(0, from), to) / FRAME_LENGTH));
    if (level[t] > loudest) loudest = level[t];
  }
  const threshold = loudest * 10 ** (-topDb / 20);
  let first = 0;
  let last = nFrames - 1;
  while (first < last && level[first] <= threshold) first++;
  while (last > first && level[last] <= threshold) last--;
  // The last frame may be centred on the clip's end; one sample always stays.
  return { start: Math.min(first * HOP_LENGTH, Math.max(0, samples.length - 1)), end: Math.min(samples.length, (last + 1) * HOP_LENGTH) };
}
