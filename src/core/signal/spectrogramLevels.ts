import type { FeatureKernels } from './kernels.ts';
import { createFramePowers } from './stftKernel.ts';

/** The levels of a drawing: 0 stands for `dbMin` and below, 255 for `dbMax` and above. */
export interface LevelScale {
  readonly dbMin: number;
  readonly dbMax: number;
}

/** How many frames are drawn at once. */
export const FRAMES_AT_ONCE = 64;

const LEVELS = 256;
/** A float32's exponent and the first six bits of its fraction: powers that share them are 1.6 % apart, levels more. */
const BUCKET_SHIFT = 17;

/** Draws columns of a spectrogram; it holds scratch, so one serves one thread. */
export interface ColumnDrawing {
  readonly nBins: number;
  /**
   * Of each bin of a column the loudest of some frames, so that a click stays visible where one column stands for many. Levels are
   * decibels relative to a full-scale sine wave on a bin, whose magnitude is Σ window / 2 = nFft / 4.
   *
   * @param frames finite samples, `nFft` a frame, one frame after the other; at most FRAMES_AT_ONCE frames
   * @param framesPerColumn how many of them make a column
   * @param out gets `nBins` levels a column from index `at` on
   */
  draw(frames: Float32Array, framesPerColumn: number, out: Uint8Array, at: number): void;
}

/** Prepares drawing at a length of the window; kernels speed up the transform. */
export function createColumnDrawing(nFft: number, scale: LevelScale, kernels?: FeatureKernels): ColumnDrawing {
  const nBins = nFft / 2 + 1;
  const powersOf = createFramePowers(nFft, FRAMES_AT_ONCE, kernels);
  const from = lowestPowers(scale, nFft);
  const bucketLevels = levelsOfBuckets(from);
  return {
    nBins,
    draw(frames, framesPerColumn, out, at) {
      // Powers are not negative, so their bits as integers have their order.
      const powers = new Int32Array(powersOf(frames).buffer);
      const nColumns = frames.length / nFft / framesPerColumn;
      for (let column = 0; column < nColumns; column++) {
        const first = column * framesPerColumn * nBins;
        for (let k = 0; k < nBins; k++) {
          let power = powers[first + k];
          for (let t = 1; t < framesPerColumn; t++) power = Math.max(power, powers[first + t * nBins + k]);
          const level = bucketLevels[power >> BUCKET_SHIFT];
          // Within a bucket lies at most one step from a level to the next.
          out[at + column * nBins + k] = level < LEVELS - 1 && power >= from[level + 1] ? level + 1 : level;
        }
      }
    },
  };
}

/** The bits of the lowest power of each level: dB = 10 log10(power / reference), level = 255 (dB − dbMin) / (dbMax − dbMin), rounded. */
function lowestPowers({ dbMin, dbMax }: LevelScale, nFft: number): Int32Array {
  const reference = (nFft / 4) ** 2;
  const lowest = Float32Array.from({ length: LEVELS }, (_, level) => (level === 0 ? 0 : reference * 10 ** ((dbMin + ((level - 0.5) * (dbMax - dbMin)) / (LEVELS - 1)) / 10)));
  return new Int32Array(lowest.buffer);
}

/** The level of the lowest power of each bucket. */
function levelsOfBuckets(from: Int32Array): Uint8Array {
  const levels = new Uint8Array(2 ** (31 - BUCKET_SHIFT));
  let level = 0;
  for (let bucket = 0; bucket < levels.length; bucket++) {
    while (level < LEVELS - 1 && bucket << BUCKET_SHIFT >= from[level + 1]) level++;
    levels[bucket] = level;
  }
  return levels;
}
