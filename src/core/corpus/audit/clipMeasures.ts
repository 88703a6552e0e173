import type { Recording } from '../../audio/recording.ts';

/** What a clip's samples tell of how it was recorded; levels are parts of full scale. */
export interface ClipMeasures {
  /** Half of the span from the lowest to the highest sample of the loudest channel, as an offset is no sound. */
  readonly peak: number;
  /** The mean of the samples that lies farthest from 0, of all channels. */
  readonly offset: number;
  /** Root mean square around the mean, over all channels. */
  readonly rms: number;
  /** Samples that stand in runs of at least three equal ones at full scale. */
  readonly nClipped: number;
  /** The RMS of the loudest, the first and the last 10 ms, around the mean. */
  readonly loudest: number;
  readonly first: number;
  readonly last: number;
}

/** What µ-law can hold at most is 0.98 of full scale. */
const FULL_SCALE = 0.98;
const SHORTEST_RUN = 3;
const FRAME_SEC = 0.01;

/** Measures a decoded clip in its own rate and channels. */
export function measureClip({ sampleRate, channels }: Recording): ClipMeasures {
  const frame = Math.max(1, Math.round(FRAME_SEC * sampleRate));
  const nSamples = channels[0].length;
  const nFrames = Math.max(1, Math.floor(nSamples / frame));
  const energies = new Float64Array(nFrames);
  let [peak, offset, energy, nClipped, lastEnergy] = [0, 0, 0, 0, 0];
  for (const samples of channels) {
    const { low, high, mean } = extremesOf(samples);
    peak = Math.max(peak, (high - low) / 2);
    if (Math.abs(mean) > Math.abs(offset)) offset = mean;
    if (high >= FULL_SCALE) nClipped += countInRuns(samples, high);
    if (low <= -FULL_SCALE) nClipped += countInRuns(samples, low);
    for (let i = 0; i < nSamples; i++) {
      const value = (samples[i] - mean) * (samples[i] - mean);
      energy += value;
      if (i < nFrames * frame) energies[Math.floor(i / frame)] += value;
      if (i >= nSamples - frame) lastEnergy += value;
    }
  }
  const perFrame = Math.min(frame, nSamples) * channels.length;
  const level = (sum: number): number => Math.sqrt(sum / perFrame);
  return {
    peak,
    offset,
    rms: Math.sqrt(energy / (nSamples * channels.length)),
    nClipped,
    loudest: level(energies.reduce((most, value) => Math.max(most, value), 0)),
    first: level(energies[0]),
    last: level(lastEnergy),
  };
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

/** Samples of `value` that stand in runs of at least three: once may be a peak, a flat top is none. */
function countInRuns(samples: Float32Array, value: number): number {
  let count = 0;
  for (let i = 0, run = 0; i <= samples.length; i++) {
    if (samples[i] === value) run++;
    else {
      if (run >= SHORTEST_RUN) count += run;
      run = 0;
    }
  }
  return count;
}
