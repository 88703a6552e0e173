import { describe, expect, it } from 'vitest';
import { measureSound, measureSourceSound, remarkOn, remarkOnExtent } from '../../../src/core/audio/clipSound.ts';

const RATE = 16_000;
const sine = (peak: number, n = RATE): Float32Array => Float32Array.from({ length: n }, (_, i) => peak * Math.sin((Math.PI / 8) * i));

describe('measureSound', () => {
  it('gives the length and half of the span from the lowest to the highest sample', () => {
    // A sixteenth of the rate: sampled on its crests.
    expect(measureSound(sine(0.25), RATE)).toMatchObject({ durationSec: 1, peak: 0.25 });
    expect(measureSound(sine(0.25).map((sample) => sample + 0.5), RATE).peak).toBeCloseTo(0.25, 7);
    expect(measureSound(Int16Array.of(-8192, 0, 16_384), 6)).toMatchObject({ durationSec: 0.5, peak: 12_288 / 32_768 });
  });

  it('knows a clip without samples and one of a single sample', () => {
    const voicing = { voicedSec: 0, voicedShare: 0, pitchSpread: 0, levelSpread: 0 };
    expect(measureSound(new Float32Array(0), RATE)).toEqual({ durationSec: 0, peak: 0, voicing });
    expect(measureSound(Float32Array.of(0.9), RATE)).toEqual({ durationSec: 1 / RATE, peak: 0, voicing });
  });

  it('gives the same from blocks', async () => {
    const samples = Float32Array.from({ length: 1000 }, (_, i) => Math.sin(i * i) / (1 + i / 100));
    const source = {
      sampleRate: RATE,
      nSamples: samples.length,
      blocks: async function* () {
        for (let at = 0; at < samples.length; at += 300) yield samples.subarray(at, at + 300);
      },
    };
    expect(await measureSourceSound(source)).toEqual(measureSound(samples, RATE));
  });
});

describe('remarkOn', () => {
  it('calls a clip below 0.1 s too short, and a longer one below -60 dB of full scale without sound', () => {
    expect(remarkOnExtent({ durationSec: 0.0999, peak: 0.5 })).toBe('too short to judge');
    expect(remarkOnExtent({ durationSec: 0.0999, peak: 0 })).toBe('too short to judge');
    expect(remarkOnExtent({ durationSec: Math.fround(0.1), peak: 0.5 })).toBeUndefined();
    expect(remarkOnExtent({ durationSec: 1, peak: 10 ** (-60.1 / 20) })).toBe('no sound');
    expect(remarkOnExtent({ durationSec: 1, peak: 10 ** (-59.9 / 20) })).toBeUndefined();
    // Digital silence, and a constant as long.
    for (const value of [0, 0.5, -1]) expect(remarkOn(measureSound(new Float32Array(RATE).fill(value), RATE))).toBe('no sound');
  });
});
