import { FULL_SCALE_16, type Samples } from './samples.ts';

/** The smallest and the largest sample of each column of a waveform drawing, ready to be widened. */
export interface Peaks {
  readonly min: Float32Array;
  readonly max: Float32Array;
}

export function createPeaks(nColumns: number): Peaks {
  return { min: new Float32Array(nColumns).fill(Infinity), max: new Float32Array(nColumns).fill(-Infinity) };
}

/**
 * Widens the columns by some samples; one that is no number is passed over.
 *
 * @param hop samples a column
 * @param at where the first of `samples` lies, in samples from the start of column 0
 */
export function addPeaks({ min, max }: Peaks, samples: Samples, hop: number, at: number): void {
  const scale = samples instanceof Int16Array ? 1 / FULL_SCALE_16 : 1;
  let i = 0;
  for (let column = Math.floor(at / hop); i < samples.length && column < min.length; column++) {
    const end = Math.min(samples.length, (column + 1) * hop - at);
    let low = Infinity;
    let high = -Infinity;
    for (; i < end; i++) {
      const sample = samples[i];
      if (sample < low) low = sample;
      if (sample > high) high = sample;
    }
    min[column] = Math.min(min[column], low * scale);
    max[column] = Math.max(max[column], high * scale);
  }
}

/** Columns in which there was no number are silent. */
export function closePeaks({ min, max }: Peaks): void {
  for (let column = 0; column < min.length; column++) {
    if (min[column] > max[column]) min[column] = max[column] = 0;
  }
}
