import { describe, expect, it } from 'vitest';
import { activePower } from '../../../src/core/audio/degrade/activeLevel.ts';
import { throughMuLaw, throughRate, throughTelephone } from '../../../src/core/audio/degrade/channel.ts';
import { applyDegradation } from '../../../src/core/audio/degrade/applyDegradation.ts';
import { degradationKinds, describeDegradation, parseDegradations } from '../../../src/core/audio/degrade/degradation.ts';
import { clipShare } from '../../../src/core/audio/degrade/level.ts';
import { addNoise, pinkNoise, whiteNoise } from '../../../src/core/audio/degrade/noise.ts';
import { reverberate } from '../../../src/core/audio/degrade/reverberation.ts';
import { createRandom } from '../../../src/core/learn/random.ts';

const RATE = 16000;
const powerOf = (samples: Float32Array): number => samples.reduce((sum, value) => sum + value * value, 0) / samples.length;
const sine = (hz: number, amplitude = 0.5, seconds = 1, rate = RATE): Float32Array => Float32Array.from({ length: seconds * rate }, (_, i) => amplitude * Math.sin((2 * Math.PI * hz * i) / rate));
/** The power of a frequency, by correlation with its sine and cosine. */
function powerAt(samples: Float32Array, hz: number, rate = RATE): number {
  let re = 0;
  let im = 0;
  samples.forEach((value, i) => {
    re += value * Math.cos((2 * Math.PI * hz * i) / rate);
    im += value * Math.sin((2 * Math.PI * hz * i) / rate);
  });
  return (2 * (re * re + im * im)) / samples.length ** 2;
}

describe('activePower', () => {
  it('is that of the speech, whatever the pauses around it', () => {
    const speech = sine(200);
    const padded = new Float32Array(4 * RATE);
    padded.set(speech, RATE);
    expect(activePower(speech, RATE)).toBeCloseTo(0.125, 6);
    expect(activePower(padded, RATE)).toBeCloseTo(0.125, 6);
    expect(activePower(new Float32Array(RATE), RATE)).toBe(0);
    expect(activePower(new Float32Array(0), RATE)).toBe(0);
  });
});

describe('noise', () => {
  it.each([30, 10, 0, -5])('at %d dB has the power that the ratio says', (snrDb) => {
    const clean = sine(200);
    const noisy = addNoise(clean, RATE, whiteNoise(clean.length, createRandom(1)), snrDb);
    const added = noisy.map((value, i) => value - clean[i]!);
    expect(10 * Math.log10(powerOf(clean) / powerOf(added))).toBeCloseTo(snrDb, 3);
  });

  it('pink falls by 3 dB an octave', () => {
    const pink = pinkNoise(1 << 16, createRandom(2));
    expect(powerOf(pink)).toBeCloseTo(1, 3);
    // The mean power around a frequency, over stretches of 64 ms: 15.6 Hz apart, as far as their bins are.
    const density = (hz: number): number => {
      let sum = 0;
      for (let part = 0; part < 64; part++) sum += powerAt(pink.subarray(part * 1024, (part + 1) * 1024), hz);
      return sum;
    };
    // 64 exponential draws scatter by 12 %, or 0.8 dB for a ratio of two.
    for (const hz of [125, 500, 1500]) expect(Math.abs(10 * Math.log10(density(hz) / density(4 * hz)) - 6.02)).toBeLessThan(2.4);
  });
});

describe('channels', () => {
  it('the telephone passes 1 kHz and stops 100 Hz and 5 kHz', () => {
    const through = (hz: number): number => 10 * Math.log10(powerAt(throughTelephone(sine(hz), RATE), hz) / powerAt(sine(hz), hz));
    expect(Math.abs(through(1000))).toBeLessThan(0.2);
    expect(through(100)).toBeLessThan(-35);
    expect(through(5000)).toBeLessThan(-60);
  });

  it('a lower rate keeps what lies below its Nyquist frequency, and the length', () => {
    expect(10 * Math.log10(powerAt(throughRate(sine(1000), RATE, 8000), 1000) / 0.125)).toBeCloseTo(0, 1);
    expect(powerAt(throughRate(sine(6000), RATE, 8000), 6000)).toBeLessThan(1e-9);
    expect(throughRate(sine(1000).subarray(0, 12345), RATE, 8000)).toHaveLength(12345);
    expect(throughRate(sine(1000), 8000, 8000)).toEqual(sine(1000));
  });

  it('µ-law takes the nearest of its levels, about 38 dB below speech', () => {
    const clean = sine(211, 0.7);
    const coded = throughMuLaw(clean);
    expect(new Set(coded).size).toBeLessThanOrEqual(255);
    const noise = coded.map((value, i) => value - clean[i]!);
    expect(10 * Math.log10(powerOf(clean) / powerOf(noise))).toBeGreaterThan(35);
    expect([...throughMuLaw(Float32Array.of(5, -5, 0))]).toEqual([expect.closeTo(0.98, 1), expect.closeTo(-0.98, 1), 0]);
  });
});

describe('reverberation and clipping', () => {
  it('echoes fall by 60 dB in the time given', () => {
    const impulse = new Float32Array(2 * RATE);
    impulse[0] = 1;
    const wet = reverberate(impulse, RATE, 0.6);
    const level = (sec: number): number => 10 * Math.log10(powerOf(wet.subarray(sec * RATE, (sec + 0.1) * RATE)));
    expect(level(0.2) - level(0.8)).toBeGreaterThan(55);
    expect(level(0.2) - level(0.8)).toBeLessThan(65);
    expect(powerOf(wet.subarray(1)) * wet.length).toBeCloseTo(1, 1);
  });

  it('clipping puts the share asked for at the peak', () => {
    const clipped = clipShare(whiteNoise(10000, createRandom(3)), 0.05);
    const peak = clipped.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
    expect(clipped.filter((value) => Math.abs(value) === peak).length / 10000).toBeCloseTo(0.05, 2);
    expect(clipShare(new Float32Array(10), 0.2)).toEqual(new Float32Array(10));
  });
});

describe('every degradation', () => {
  const clip = { samples: sine(300).map((value, i) => (i < 4000 ? 0 : value)), sampleRate: RATE, voices: [sine(150), sine(220, 0.1)] };
  it.each(degradationKinds.flatMap(({ levels, ...kind }) => levels.map((level) => [`${kind.id}:${level}`, { levels, ...kind }, level] as const)))('%s keeps the length, is finite, leaves its input alone and is the same for a seed', (_name, kind, level) => {
    const before = clip.samples.slice();
    const out = applyDegradation(clip, { kind: kind.id, level }, createRandom(7));
    expect(out).toHaveLength(clip.samples.length);
    expect(out.every(Number.isFinite)).toBe(true);
    expect(clip.samples).toEqual(before);
    expect(applyDegradation(clip, { kind: kind.id, level }, createRandom(7))).toEqual(out);
    expect(out).not.toEqual(before);
    for (const samples of [new Float32Array(0), new Float32Array(1), new Float32Array(500)]) {
      const silent = applyDegradation({ ...clip, samples }, { kind: kind.id, level }, createRandom(7));
      expect(silent).toHaveLength(samples.length);
      expect(silent.every(Number.isFinite)).toBe(true);
    }
  });

  it('is named on the command line by kind, with a level or with all', () => {
    expect(parseDegradations('white:10,telephone')).toEqual([{ kind: 'white', level: 10 }, { kind: 'telephone', level: 0 }]);
    expect(parseDegradations('reverb').map(describeDegradation)).toEqual(['reverberation, 0.3 s T60', 'reverberation, 0.6 s T60', 'reverberation, 1.2 s T60']);
    for (const text of ['rain', 'white:', 'white:x', 'white:1:2', 'telephone:3', '']) expect(() => parseDegradations(text)).toThrow(expect.objectContaining({ code: 'parameter-invalid' }));
  });
});
