import type { Recording } from '../../audio/recording.ts';

/** What a clip's samples tell of how it was recorded. Levels are parts of full scale, taken around the mean of each channel. */
export interface RecordingMeasures {
  /** Half of the span from the lowest to the highest sample of the loudest channel, as an offset is no sound. */
  readonly peak: number;
  /** The mean of the samples that lies farthest from 0, of all channels. */
  readonly offset: number;
  /** Root mean square over all channels. */
  readonly rms: number;
  /** Samples that stand in runs of at least three equal ones at full scale, in all channels. */
  readonly nClipped: number;
  /** Samples that are no finite numbers; for everything else they count as 0. */
  readonly nNotFinite: number;
  /** The RMS of the loudest, the first and the last 10 ms, and the level below which a tenth of the 10 ms lie. */
  readonly loudest: number;
  readonly first: number;
  readonly last: number;
  readonly quiet: number;
}

/** µ-law can hold at most 0.98 of full scale. */
const FULL_SCALE = 0.98;
/** Two equal samples at the top may be a peak; a flat top is longer. */
const SHORTEST_RUN = 3;
const FRAME_SEC = 0.01;
const QUIET_SHARE = 0.1;

/**
 * Measures a decoded clip in its own rate and channels.
 *
 * @param recording of at least one sample, all of them finite
 * @param nNotFinite how many were not, before they were set to 0
 */
export function measureRecording({ sampleRate, channels }: Recording, nNotFinite = 0): RecordingMeasures {
  const nSamples = channels[0].length;
  const frame = Math.max(1, Math.min(nSamples, Math.round(FRAME_SEC * sampleRate)));
  const energies = new Float64Array(Math.floor(nSamples / frame));
  let [peak, offset, energy, nClipped, lastEnergy] = [0, 0, 0, 0, 0];
  for (const samples of channels) {
    const { low, high, mean } = extremesOf(samples);
    peak = Math.max(peak, (high - low) / 2);
    if (Math.abs(mean) > Math.abs(offset)) offset = mean;
    if (high >= FULL_SCALE) nClipped += countInRuns(samples, high);
    if (low <= -FULL_SCALE) nClipped += countInRuns(samples, low);
    for (let i = 0, t = 0, end = frame; i < nSamples; i++) {
      if (i === end) [t, end] = [t + 1, end + frame];
      const square = (samples[i] - mean) * (samples[i] - mean);
      energy += square;
      // The rest that fills no frame counts among the last ones only.
      if (t < energies.length) energies[t] += square;
      if (i >= nSamples - frame) lastEnergy += square;
    }
  }
  const levelOf = (sum: number): number => Math.sqrt(sum / (frame * channels.length));
  const sorted = energies.slice().sort();
  return {
    peak,
    offset,
    rms: Math.sqrt(energy / (nSamples * channels.length)),
    nClipped,
    nNotFinite,
    loudest: levelOf(sorted[sorted.length - 1]),
    first: levelOf(energies[0]),
    last: levelOf(lastEnergy),
    quiet: levelOf(sorted[Math.floor(QUIET_SHARE * sorted.length)]),
  };
}

/** Sets what is no finite number to 0, in place, and counts it. */
export function clearNotFinite({ channels }: Recording): number {
  let count = 0;
  for (const samples of channels) {
    for (let i = 0; i < samples.length; i++) {
      if (Number.isFinite(samples[i])) continue;
      samples[i] = 0;
      count++;
    }
  }
  return count;
}

function extremesOf(samples: Float32Array): { low: number; high: number; mean: number } {
  let [low, high, sum] = [Infinity, -Infinity, 0];
  for (let i = 0; i < samples.length; i++) {
    const sample = samples[i];
    if (sample < low) low = sample;
    if (sample > high) high = sample;
    sum += sample;
  }
  return { low, high, mean: sum / samples.length };
}

function countInRuns(samples: Float32Array, value: number): number {
  let count = 0;
  for (let i = 0, run = 0; i <= samples.length; i++) {
    if (i < samples.length && samples[i] === value) run++;
    else {
      if (run >= SHORTEST_RUN) count += run;
      run = 0;
    }
  }
  return count;
}
