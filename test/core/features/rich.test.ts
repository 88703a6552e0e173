import { describe, expect, it } from 'vitest';
import { columnsOf, createFeatureExtraction, featureSetById, featureSets } from '../../../src/core/features/featureSet.ts';
import { perturbation } from '../../../src/core/features/perturbation.ts';
import { rich } from '../../../src/core/features/rich.ts';
import { createVoiceAnalysis } from '../../../src/core/features/voiceAnalysis.ts';
import { harmonicsToNoise, periodRuns } from '../../../src/core/features/voiceQuality.ts';
import { createRandom } from '../../../src/core/learn/random.ts';
import { golden, pulseVoice, voiceSamples } from './golden.ts';

const RATE = 22_050;
const VOWEL = [[600, 80], [1400, 100], [2500, 150]] as const;

/** The columns of some families, by name. */
function measure(families: string, samples: Float32Array, sampleRate = RATE): Record<string, number> {
  const set = featureSetById(`rich/${families}`);
  const vector = createFeatureExtraction(set, sampleRate)(samples);
  return Object.fromEntries(columnsOf(set).map((name, j) => [name, vector[j]!]));
}

/** A voice of a second whose pitch is `hz` at each moment (0 … 1). */
function sing(hz: (moment: number) => number, size: (pulse: number) => number = () => 1): Float32Array {
  const at: number[] = [];
  for (let position = 2000; position < RATE - 2000; position += RATE / hz(position / RATE)) at.push(position);
  return pulseVoice(at, at.map((_, i) => size(i)), RATE, RATE, VOWEL);
}

describe('feature sets', () => {
  it.each(featureSets.map((set) => [set.id, set] as const))('%s: every column has a name of its own, a unit and a description', (_, set) => {
    const columns = set.families.flatMap((family) => family.columns);
    expect(new Set(columns.map(({ name }) => name)).size).toBe(columns.length);
    for (const { name, unit, description } of columns) {
      expect(name).toMatch(/^[a-z0-9_]+$/);
      expect([unit.length > 0, description.length > 5], name).toEqual([true, true]);
    }
    expect(columnsOf(set)).toEqual(columns.map(({ name }) => name));
  });

  it('rich has at most 1,600 columns', () => {
    expect(columnsOf(rich).length).toBeGreaterThan(1000);
    expect(columnsOf(rich).length).toBeLessThanOrEqual(1600);
  });

  it('some families are the same numbers as in the whole set', () => {
    const whole = measure(rich.families.map(({ id }) => id).join('+'), voiceSamples('low'), 16_000);
    expect(Object.keys(whole)).toEqual(columnsOf(rich));
    const some = measure('rhythm+f0', voiceSamples('low'), 16_000);
    expect(Object.keys(some)[0]).toBe('f0_mean');
    for (const [name, value] of Object.entries(some)) expect(value, name).toBe(whole[name]);
    expect(featureSetById('rich/rhythm+f0').id).toBe('rich/f0+rhythm');
    const mfcc = featureSetById('conventional/mfcc');
    expect(columnsOf(mfcc)).toHaveLength(80);
  });

  it.each(['richer', 'rich/none', 'rich/', 'rich/f0/f0'])('refuses "%s"', (id) => {
    expect(() => featureSetById(id)).toThrow(expect.objectContaining({ code: 'parameter-invalid' }));
  });
});

describe('logmel', () => {
  it('has a row of 128 bands a frame', () => {
    const rows = createFeatureExtraction(featureSetById('logmel'), RATE)(new Float32Array(1024).fill(0.1));
    expect(rows).toHaveLength(3 * 128);
    expect(rows.every(Number.isFinite)).toBe(true);
  });
});

describe('degenerate clips give finite values', () => {
  const random = createRandom(6);
  const clips: readonly (readonly [string, Float32Array])[] = [
    ['silence', new Float32Array(30_000)],
    ['a constant', new Float32Array(30_000).fill(0.5)],
    ['one sample', Float32Array.of(0.25)],
    ['shorter than a frame', new Float32Array(100).fill(-0.1)],
    ['noise, of which no frame is voiced', Float32Array.from({ length: 30_000 }, () => 0.1 * random.normal())],
    ['a click at the end', Float32Array.from({ length: 5120 }, (_, i) => (i === 5119 ? 1 : 0))],
    ['full-scale square', Float32Array.from({ length: 20_000 }, (_, i) => (i % 100 < 50 ? 1 : -1))],
    ['a whisper of 1e-20', Float32Array.from({ length: 20_000 }, (_, i) => 1e-20 * Math.sin(i / 20))],
  ];
  it.each([1000, 8000, RATE, 48_000])('at %d Hz', (rate) => {
    const compute = createFeatureExtraction(rich, rate);
    for (const [name, samples] of clips) {
      const vector = compute(samples);
      const bad = columnsOf(rich).filter((_, j) => !Number.isFinite(vector[j]));
      expect(bad, name).toEqual([]);
    }
  });

  it('without a voice there is no pitch, jitter or formant', () => {
    const values = measure('f0+voice_quality+formants+rhythm', new Float32Array(30_000).fill(0.01));
    expect(values).toMatchObject({ f0_mean: 0, jitter_mean: 0, hnr_mean: 0, f1_frequency_mean: 0, voiced_share: 0 });
  });
});

describe('f0', () => {
  it('tells the height, the slope and the range of a melody', () => {
    const rising = measure('f0+rhythm', sing((moment) => 150 * 2 ** (moment / 2)));
    // 6 semitones a second, from 12 log2(150 / 27.5) semitones above A0 on.
    expect(rising['f0_q50']).toBeCloseTo(12 * Math.log2(150 / 27.5) + 3, 0.5);
    expect(rising['f0_slope_mean']).toBeCloseTo(6, 0);
    expect(rising['f0_rise']).toBeCloseTo(6, 0);
    expect(rising['f0_fall']).toBe(0);
    expect(rising['f0_contour_1']).toBeLessThan(-1);
    expect(rising['voiced_share']).toBeGreaterThan(0.9);
    const flat = measure('f0', sing(() => 150));
    expect(flat['f0_range']).toBeLessThan(0.2);
    expect(Math.abs(flat['f0_slope_mean']!)).toBeLessThan(0.3);
  });

  it('does not depend on the level of the clip', () => {
    const loud = sing((moment) => 200 + 40 * Math.sin(9 * moment));
    const soft = measure('f0+voice_quality+formants+rhythm', loud.map((value) => value / 16));
    for (const [name, value] of Object.entries(measure('f0+voice_quality+formants+rhythm', loud))) expect(soft[name], name).toBeCloseTo(value, 2);
  });
});

describe('voice quality', () => {
  it('jitter and shimmer of alternating periods and amplitudes are their closed forms', () => {
    const runs = [{ durations: Array.from({ length: 40 }, (_, i) => (i % 2 ? 98 : 102)), amplitudes: Array.from({ length: 40 }, (_, i) => (i % 2 ? 0.9 : 1.1)) }];
    const { jitter, shimmerDb, rap, ppq5, apq3 } = perturbation(runs);
    expect(jitter).toHaveLength(39);
    jitter.forEach((value) => expect(value).toBeCloseTo(4 / 100, 12));
    shimmerDb.forEach((value) => expect(value).toBeCloseTo(20 * Math.log10(1.1 / 0.9), 12));
    // The mean of three is ±2/3 off 100, that of five ±2/5.
    expect(rap).toBeCloseTo((2 + 2 / 3) / 100, 12);
    expect(ppq5).toBeCloseTo((2 - 2 / 5) / 100, 12);
    expect(apq3).toBeCloseTo((0.1 + 0.1 / 3) / 1, 12);
  });

  it('a jump of the tracking is left out', () => {
    expect(perturbation([{ durations: [100, 200, 100, 101], amplitudes: [1, 2, 1, 1] }])).toMatchObject({ jitter: [2 / 201], shimmerDb: [0], rap: 0, ppq5: 0 });
  });

  it('is measured from sound: alternating periods of ±1 % are a jitter of 2 %', () => {
    let pulse = 0;
    const values = measure('voice_quality', sing(() => 110 * (pulse++ % 2 ? 0.99 : 1.01)));
    expect(values['jitter_q50']).toBeCloseTo(0.02, 2.5);
    expect(measure('voice_quality', sing(() => 110))['jitter_q50']).toBeLessThan(0.002);
    expect(measure('voice_quality', sing(() => 110, (i) => (i % 2 ? 1 : 0.8)))['shimmer_q50']).toBeCloseTo(20 * Math.log10(1 / 0.8), 0);
  });

  it('the harmonics-to-noise ratio of a steady voice in noise is that of their energies', () => {
    const random = createRandom(11);
    const voice = sing(() => 210);
    const inside = voice.subarray(3000, RATE - 3000);
    const energy = inside.reduce((sum, value) => sum + value * value, 0) / inside.length;
    for (const ratioDb of [5, 15]) {
      const noise = Math.sqrt(energy / 10 ** (ratioDb / 10));
      const mixed = inside.map((value) => value + noise * random.normal());
      expect(Math.abs(measure('voice_quality', mixed)['hnr_q50']! - ratioDb)).toBeLessThan(1.5);
    }
    expect([harmonicsToNoise(0.5), harmonicsToNoise(0), harmonicsToNoise(1)].map(Math.round)).toEqual([0, -30, 40]);
  });

  it.each(['low', 'high'] as const)('%s voice: jitter and shimmer near Praat\'s', (name) => {
    const { rap, ppq5, apq3 } = perturbation(periodRuns(createVoiceAnalysis(16_000)(voiceSamples(name))));
    const { praat } = golden.voices[name];
    // The pulses lie on other samples, and a pair more or less at the ends weighs a fortieth.
    for (const [found, expected] of [[rap, praat.rap], [ppq5, praat.ppq5], [apq3, praat.apq3]] as const) expect(Math.abs(found / expected - 1)).toBeLessThan(0.25);
  });
});

describe('formants, level and rhythm', () => {
  it('a vowel has its resonances, and a falling source a first harmonic above the second', () => {
    const values = measure('formants', pulseVoice(Array.from({ length: 90 }, (_, i) => 1500 + 200.5 * i), [], RATE, RATE, [[0, 100], ...VOWEL]));
    VOWEL.forEach(([hz], i) => expect(Math.abs(values[`f${i + 1}_frequency_q50`]! / hz - 1), `formant ${i + 1}`).toBeLessThan(0.06));
    expect(values['h1_h2_mean']).toBeGreaterThan(0);
  });

  it('half a clip at a tenth of the level', () => {
    const voice = sing(() => 160);
    const values = measure('level+loudness', voice.map((value, i) => (i < RATE / 2 ? value : value / 10)));
    expect(values['relative_level_q10']! - values['relative_level_q90']!).toBeLessThan(-18);
    expect(values['loud_share_10']).toBeCloseTo(0.5, 1);
    expect(values['level_contour_1']).toBeGreaterThan(5);
    expect(values['loudness_max']).toBeGreaterThan(values['loudness_mean']!);
  });

  it('two voiced stretches with a pause between them', () => {
    const voice = sing(() => 160).map((value, i) => (i > 0.4 * RATE && i < 0.6 * RATE ? 0 : value));
    const { voiced_rate: rate, gap_length_mean: gap, duration } = measure('rhythm', voice);
    expect(rate! * duration!).toBeCloseTo(2, 5);
    expect(gap).toBeCloseTo(0.2, 1);
    expect(duration).toBeLessThan(0.95);
  });
});

describe('the shape of the spectrum', () => {
  const tone = (hz: number): Float32Array => Float32Array.from({ length: RATE }, (_, n) => 0.3 * Math.sin((2 * Math.PI * hz * n) / RATE));
  it('of a tone is its frequency, and of noise is flat', () => {
    const random = createRandom(3);
    const low = measure('shape', tone(400));
    expect(low).toMatchObject({ rolloff_50_q50: expect.closeTo(400, -1.5) as number, centroid_q50: expect.closeTo(400, -1.5) as number });
    expect(low['alpha_ratio_q50']).toBeGreaterThan(30);
    expect(measure('shape', tone(3000))['alpha_ratio_q50']).toBeLessThan(-30);
    const noise = measure('shape', Float32Array.from({ length: RATE }, () => 0.1 * random.normal()));
    // The spectrum of white noise is exponentially distributed: its flatness is e^−γ, −2.5 dB.
    expect(noise['flatness_mean']).toBeCloseTo(-2.507, 0);
    expect(noise['centroid_mean']).toBeCloseTo(4025, -2);
    expect(Math.abs(noise['slope_500_1500_mean']!)).toBeLessThan(2);
    expect(noise['flux_mean']).toBeGreaterThan(5 * low['flux_q50']!);
  });
});
