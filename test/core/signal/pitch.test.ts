import { describe, expect, it } from 'vitest';
import { autocorrelate, createAutocorrelation } from '../../../src/core/signal/autocorrelation.ts';
import { followPeriods } from '../../../src/core/signal/glottalPeriods.ts';
import { trimSilence } from '../../../src/core/signal/trimSilence.ts';
import { createYin, trackPitch } from '../../../src/core/signal/yin.ts';
import { createRandom } from '../../../src/core/learn/random.ts';
import { golden, pulseVoice, voiceSamples } from '../features/golden.ts';

const RATE = 16_000;
const yin = createYin({ sampleRate: RATE, frameLength: 1024, hopLength: 256, fMin: 65, fMax: 700 });
const sine = (hz: number, length = RATE): Float32Array => Float32Array.from({ length }, (_, n) => 0.5 * Math.sin((2 * Math.PI * hz * n) / RATE));

describe('autocorrelate', () => {
  it('is the sum of products at each lag', () => {
    const random = createRandom(4);
    const frame = Float64Array.from({ length: 100 }, () => random.normal());
    const out = new Float64Array(41);
    autocorrelate(createAutocorrelation(100, 40), frame, out);
    for (const lag of [0, 1, 7, 40]) expect(out[lag]).toBeCloseTo(frame.subarray(lag).reduce((sum, value, i) => sum + value * frame[i]!, 0), 10);
  });
});

describe('trackPitch', () => {
  it('looks only at the frames that are wanted, and finds in them what it finds among all', () => {
    const all = trackPitch(yin, voiceSamples('low'));
    const wanted = Uint8Array.from(all.f0, (_, t) => (t % 3 === 0 ? 1 : 0));
    const some = trackPitch(yin, voiceSamples('low'), wanted);
    wanted.forEach((isWanted, t) => expect([some.f0[t], some.periodicity[t]]).toEqual(isWanted ? [all.f0[t], all.periodicity[t]] : [0, 0]));
  });

  it.each(['low', 'high'] as const)('%s voice: every frame equals librosa.yin', (name) => {
    const { f0, nFrames } = trackPitch(yin, voiceSamples(name));
    const expected = golden.voices[name].yin;
    expect(nFrames).toBe(expected.length);
    // librosa computes in float32, and the golden has five decimals.
    expected.forEach((hz, t) => expect(Math.abs(f0[t]! / hz - 1), `frame ${t}`).toBeLessThan(1e-5));
  });

  it.each([80, 123.4, 300, 555])('a sine of %d Hz has that pitch and is periodic', (hz) => {
    const { f0, periodicity, nFrames } = trackPitch(yin, sine(hz));
    for (let t = 4; t < nFrames - 4; t++) {
      expect(Math.abs(f0[t]! / hz - 1)).toBeLessThan(0.01);
      // A low pitch is found a lag off its period, as librosa finds it.
      expect(periodicity[t]).toBeGreaterThan(0.995);
    }
  });

  it('the periodicity of a pulse train in noise is the share of its energy', () => {
    const random = createRandom(8);
    for (const noiseShare of [0.1, 0.3]) {
      const tone = sine(200);
      const noise = Math.sqrt((0.125 * noiseShare) / (1 - noiseShare));
      const { periodicity, nFrames } = trackPitch(yin, tone.map((value) => value + noise * random.normal()));
      const mean = periodicity.subarray(4, nFrames - 4).reduce((sum, value) => sum + value, 0) / (nFrames - 8);
      expect(mean).toBeCloseTo(1 - noiseShare, 1.5);
    }
  });

  it('silence, one sample and noise give finite values, and no periodicity', () => {
    const random = createRandom(2);
    for (const [samples, most] of [[new Float32Array(3000), 0], [Float32Array.of(0.3), 0], [Float32Array.from({ length: 8000 }, () => random.normal()), 0.45]] as const) {
      const { f0, periodicity } = trackPitch(yin, samples);
      expect(f0.every((hz) => Number.isFinite(hz) && hz > 0)).toBe(true);
      expect(Math.max(...periodicity)).toBeLessThanOrEqual(most);
    }
  });
});

describe('followPeriods', () => {
  const follow = (at: readonly number[], sizes: readonly number[], period: number) => {
    const samples = pulseVoice(at, sizes, 8000, RATE, [[600, 200]]);
    return followPeriods(samples, at[0]!, at.at(-1)! + 1, () => period);
  };

  it('finds the periods of a pulse train, to a fraction of a sample', () => {
    const { durations } = follow(Array.from({ length: 60 }, (_, i) => 200 + 100.4 * i), [], 100);
    expect(durations.length).toBeGreaterThanOrEqual(57);
    for (const duration of durations) expect(Math.abs(duration - 100.4)).toBeLessThan(0.25);
  });

  it('tells alternating periods and amplitudes apart', () => {
    const at = Array.from({ length: 60 }, (_, i) => 200 + 100 * i + (i % 2 ? 2 : 0));
    const { durations, amplitudes } = follow(at, at.map((_, i) => (i % 2 ? 1 : 0.8)), 100);
    for (let i = 1; i < durations.length; i++) expect(Math.abs(Math.abs(durations[i]! - durations[i - 1]!) - 4)).toBeLessThan(0.6);
    for (let i = 1; i < amplitudes.length; i++) expect(Math.abs(20 * Math.log10(amplitudes[i]! / amplitudes[i - 1]!))).toBeCloseTo(20 * Math.log10(1 / 0.8), 0);
  });

  it('follows nothing in silence', () => {
    expect(followPeriods(new Float32Array(4000), 100, 3000, () => 80).durations).toEqual([]);
  });
});

describe('trimSilence', () => {
  it.each(['low', 'high'] as const)('%s voice: as librosa.effects.trim', (name) => {
    expect(Object.values(trimSilence(voiceSamples(name), 40))).toEqual(golden.voices[name].trim);
  });

  it('keeps silence whole, and always a sample', () => {
    expect(trimSilence(new Float32Array(5000), 40)).toEqual({ start: 0, end: 5000 });
    expect(trimSilence(Float32Array.of(0.5), 40)).toEqual({ start: 0, end: 1 });
    // A click as the very last sample, which only the frame centred on the end holds at full weight.
    const click = new Float32Array(5120);
    click[5119] = 1;
    const { start, end } = trimSilence(click, 40);
    expect(end - start).toBeGreaterThan(0);
  });
});
