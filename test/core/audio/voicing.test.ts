import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { pinkNoise, whiteNoise } from '../../../src/core/audio/degrade/noise.ts';
import { mixToMono } from '../../../src/core/audio/recording.ts';
import { toFloat } from '../../../src/core/audio/samples.ts';
import { SAMPLE_RATE, synthesizeSampleClip } from '../../../src/core/audio/synthesis/sampleCorpus.ts';
import { sampleCorpusPlan } from '../../../src/core/audio/synthesis/samplePlan.ts';
import { createVoicingMeter, mayBeSpeech, type Voicing } from '../../../src/core/audio/voicing.ts';
import { parseWav } from '../../../src/core/audio/wav.ts';
import { createRandom } from '../../../src/core/learn/random.ts';
import { realSpeech } from '../../realSpeech.ts';

const RATE = 16_000;
const SECONDS = 4;

function measure(samples: Float32Array, sampleRate: number): Voicing {
  const meter = createVoicingMeter(sampleRate);
  meter.push(samples);
  return meter.end();
}

const wave = (of: (sec: number, i: number) => number, sampleRate = RATE): Float32Array => Float32Array.from({ length: SECONDS * sampleRate }, (_, i) => of(i / sampleRate, i));
const turn = (cycles: number): number => Math.sin(2 * Math.PI * cycles);

/** A random walk that is drawn back to zero: deep noise, like wind or a motor. */
function brownNoise(nSamples: number, seed: number): Float32Array {
  const random = createRandom(seed);
  let value = 0;
  return Float32Array.from({ length: nSamples }, () => (value = 0.995 * value + 0.02 * random.normal()));
}

describe('voicing', () => {
  it('of a tone: all of it, at one pitch and level', () => {
    const { voicedSec, voicedShare, pitchSpread, levelSpread } = measure(wave((sec) => 0.3 * turn(220 * sec)), RATE);
    expect(voicedSec).toBeGreaterThan(SECONDS - 0.1);
    expect(voicedShare).toBeGreaterThan(0.98);
    expect(pitchSpread).toBeLessThan(0.05);
    expect(levelSpread).toBeLessThan(0.1);
  });

  it('of a glide over an octave: the spread of an even distribution, 12 / √12 semitones', () => {
    // 2^t in the exponent: its phase is the integral of 110 · 2^(t / 4).
    const { pitchSpread } = measure(wave((sec) => 0.3 * turn((110 * SECONDS * (2 ** (sec / SECONDS) - 1)) / Math.LN2)), RATE);
    expect(pitchSpread).toBeCloseTo(12 / Math.sqrt(12), 1);
  });

  it('is the same whatever the parts in which the samples come', () => {
    const samples = wave((sec) => 0.3 * turn(110 * sec + 3 * turn(sec)) * (1 + 0.5 * turn(2 * sec)));
    const meter = createVoicingMeter(RATE);
    for (let at = 0; at < samples.length; at += 777) meter.push(samples.subarray(at, at + 777));
    expect(meter.end()).toEqual(measure(samples, RATE));
  });

  it.each([1, 100, 8000, 192_000])('is defined at %i Hz, for silence and for nothing', (sampleRate) => {
    const none = { voicedSec: 0, voicedShare: 0, pitchSpread: 0, levelSpread: 0 };
    expect(measure(new Float32Array(0), sampleRate)).toEqual(none);
    expect(measure(new Float32Array(1000), sampleRate)).toEqual(none);
    expect(Object.values(measure(whiteNoise(1000, createRandom(1)), sampleRate)).every(Number.isFinite)).toBe(true);
  });
});

describe('mayBeSpeech', () => {
  const others: Record<string, (seed: number) => Float32Array> = {
    'white noise': (seed) => whiteNoise(SECONDS * RATE, createRandom(seed)),
    'pink noise': (seed) => pinkNoise(SECONDS * RATE, createRandom(seed)),
    'brown noise': (seed) => brownNoise(SECONDS * RATE, seed),
    'a tone': (seed) => wave((sec) => 0.3 * turn((80 + 40 * seed) * sec)),
    'mains hum with hiss': (seed) => whiteNoise(SECONDS * RATE, createRandom(seed)).map((hiss, i) => 0.1 * turn((50 * i) / RATE) + 0.05 * turn((100 * i) / RATE) + 0.01 * hiss),
    'beeps': (seed) => wave((sec) => (sec % 1 < 0.25 ? 0.3 * turn((200 + 40 * seed) * sec) : 0)),
    'clicks': (seed) => wave((_, i) => (i % (RATE >> 1) < 20 ? 0.8 : 0) * (seed % 2 === 0 ? 1 : -1)),
    'a siren at one level': (seed) => wave((sec) => 0.3 * turn(200 * sec + 20 * turn(sec / (1 + seed)))),
  };

  it.each(Object.keys(others))('no: %s', (name) => {
    for (let seed = 1; seed <= 6; seed++) expect(mayBeSpeech(measure(others[name]!(seed), RATE)), `seed ${seed}`).toBe(false);
  });

  it('yes: synthetic speech of every emotion and speaker', () => {
    const plans = sampleCorpusPlan().filter((_, i) => i % 4 === 0);
    for (const plan of plans) expect(mayBeSpeech(measure(synthesizeSampleClip(plan, 1), SAMPLE_RATE)), JSON.stringify(plan)).toBe(true);
  });

  it.runIf(realSpeech('ravdess-16k')).each(['ravdess-16k', 'emodb'] as const)('yes: every clip of %s', (corpus) => {
    // Every tenth clip, for time; all 1,443 passed when the limits were set.
    const files = globSync(join(realSpeech(corpus) ?? '', '**/*.wav')).sort().filter((_, i) => i % 10 === 0);
    expect(files.length).toBeGreaterThan(20);
    for (const file of files) {
      const recording = parseWav(readFileSync(file));
      expect(mayBeSpeech(measure(toFloat(mixToMono(recording)), recording.sampleRate)), file).toBe(true);
    }
  });
});
