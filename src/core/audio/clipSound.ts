import { FULL_SCALE_16, toFloat, type Samples } from './samples.ts';
import type { SampleSource } from './sampleSource.ts';
import type { YinPlan } from '../signal/yin.ts';
import { createVoicingMeter, mayBeSpeech, type Voicing } from './voicing.ts';

/** A clip's length and level. */
export interface ClipExtent {
  readonly durationSec: number;
  /** Half of the span from the lowest to the highest sample; full scale is 1. A constant offset is no sound, and counts for none. */
  readonly peak: number;
}

/** What a clip's mono samples tell of whether there is anything to judge. */
export interface ClipSound extends ClipExtent {
  readonly voicing: Voicing;
}

/** Why an estimate of a clip means little, in words for its reader. */
export const clipRemarks = ['no sound', 'no speech', 'too short to judge'] as const;

export type ClipRemark = (typeof clipRemarks)[number];

/** A syllable takes about twice as long. */
const SHORTEST_SEC = 0.1;
/** -60 dB of full scale. */
const QUIETEST_PEAK = 1e-3;

interface Extremes {
  low: number;
  high: number;
}

/**
 * @param sampleRate in Hz
 * @param search for a voice at this rate
 */
export function measureSound(samples: Samples, sampleRate: number, search?: YinPlan): ClipSound {
  const extremes = { low: Infinity, high: -Infinity };
  widen(extremes, samples);
  const meter = createVoicingMeter(sampleRate, search);
  meter.push(toFloat(samples));
  return { durationSec: samples.length / sampleRate, peak: peakOf(extremes, samples instanceof Int16Array ? FULL_SCALE_16 : 1), voicing: meter.end() };
}

/** The same of a clip that is read in blocks. */
export async function measureSourceSound({ blocks, nSamples, sampleRate }: SampleSource, search?: YinPlan): Promise<ClipSound> {
  const extremes = { low: Infinity, high: -Infinity };
  const meter = createVoicingMeter(sampleRate, search);
  for await (const block of blocks()) {
    widen(extremes, block);
    meter.push(block);
  }
  return { durationSec: nSamples / sampleRate, peak: peakOf(extremes, 1), voicing: meter.end() };
}

/** What an estimate's reader must know of the clip: that it is shorter than 0.1 s, that its peak is below -60 dB of full scale, or that no voice moves in it. */
export const remarkOn = (sound: ClipSound): ClipRemark | undefined => remarkOnExtent(sound) ?? (mayBeSpeech(sound.voicing) ? undefined : 'no speech');

/** The same as far as length and level tell. */
export function remarkOnExtent({ durationSec, peak }: ClipExtent): ClipRemark | undefined {
  if (durationSec < SHORTEST_SEC) return 'too short to judge';
  return peak < QUIETEST_PEAK ? 'no sound' : undefined;
}

function widen(extremes: Extremes, samples: Samples): void {
  let { low, high } = extremes;
  for (let i = 0; i < samples.length; i++) {
    const sample = samples[i];
    if (sample < low) low = sample;
    if (sample > high) high = sample;
  }
  extremes.low = low;
  extremes.high = high;
}

const peakOf = ({ low, high }: Extremes, fullScale: number): number => (high < low ? 0 : (high - low) / 2 / fullScale);
