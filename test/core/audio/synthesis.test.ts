import { beforeAll, describe, expect, it } from 'vitest';
import { planSampleUtterance, SAMPLE_RATE, synthesizeSampleClip } from '../../../src/core/audio/synthesis/sampleCorpus.ts';
import { sampleCorpusPlan, type SampleClipPlan, sampleEmotions } from '../../../src/core/audio/synthesis/samplePlan.ts';
import { speakers } from '../../../src/core/audio/synthesis/speakers.ts';
import { CONTROL_STEP } from '../../../src/core/audio/synthesis/synthesiser.ts';

const SEED = 1;
const plans = sampleCorpusPlan();
const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;
const median = (values: readonly number[]): number => [...values].sort((a, b) => a - b)[values.length >> 1]!;
const rms = (samples: Float32Array): number => Math.sqrt(mean(Array.from(samples, (sample) => sample * sample)));
const toDb = (amplitude: number): number => 20 * Math.log10(amplitude);
const semitones = (ratio: number): number => 12 * Math.log2(ratio);

/** Planned value of a track at a sample. */
const at = (track: Float32Array, sample: number): number => track[Math.floor(sample / CONTROL_STEP)]!;

/** Low-pass at about 400 Hz (two moving averages), so that F1 cannot pass for F0. */
function lowPass(samples: Float32Array): Float32Array {
  const width = 24;
  let filtered = samples;
  for (let pass = 0; pass < 2; pass++) {
    const source = filtered;
    let sum = 0;
    filtered = source.map((sample, n) => (sum += sample - (source[n - width] ?? 0)) / width);
  }
  return filtered;
}

/** F0 of the frame around `centre` by normalised autocorrelation: the shortest lag that is nearly as good as the best. */
function measureF0(samples: Float32Array, centre: number): number {
  const half = 400;
  const shortest = Math.floor(SAMPLE_RATE / 650);
  const longest = Math.ceil(SAMPLE_RATE / 60);
  const correlations: number[] = [];
  for (let lag = shortest - 1; lag <= longest + 1; lag++) {
    let product = 0;
    let energyA = 0;
    let energyB = 0;
    for (let n = centre - half; n < centre + half; n++) {
      const a = samples[n - (lag >> 1)] ?? 0;
      const b = samples[n - (lag >> 1) + lag] ?? 0;
      product += a * b;
      energyA += a * a;
      energyB += b * b;
    }
    correlations.push(product / Math.sqrt(energyA * energyB + 1e-20));
  }
  const best = Math.max(...correlations);
  const index = correlations.findIndex((value, i) => i > 0 && value > 0.93 * best && value >= correlations[i - 1]! && value >= (correlations[i + 1] ?? -1));
  const [before, peak, after] = [correlations[index - 1]!, correlations[index]!, correlations[index + 1]!];
  return SAMPLE_RATE / (shortest - 1 + index + (0.5 * (before - after)) / (before - 2 * peak + after));
}

/** Measured and planned F0 at moments that are planned to be fully voiced. */
function f0Of(plan: SampleClipPlan, samples: Float32Array, everySamples = 1024, seed = SEED): { measured: number[]; planned: number[] } {
  const { tracks, f0 } = planSampleUtterance(plan, seed);
  const low = lowPass(samples);
  const measured: number[] = [];
  const planned: number[] = [];
  for (let centre = 1024; centre < samples.length - 1024; centre += everySamples) {
    const steady = [-400, 0, 400].every((offset) => at(tracks.voicing, centre + offset) > 0.35 && at(tracks.frication, centre + offset) < 0.001);
    if (!steady) continue;
    measured.push(measureF0(low, centre));
    planned.push(at(f0, centre));
  }
  return { measured, planned };
}

/** Mean power between two frequencies over a Hann-windowed frame, by the Goertzel recursion every 50 Hz. */
function bandPower(samples: Float32Array, centre: number, fMin: number, fMax: number): number {
  const length = 512;
  const powers: number[] = [];
  for (let hz = fMin; hz <= fMax; hz += 50) {
    const coefficient = 2 * Math.cos((2 * Math.PI * hz) / SAMPLE_RATE);
    let s1 = 0;
    let s2 = 0;
    for (let n = 0; n < length; n++) {
      const s0 = samples[centre - length / 2 + n]! * (0.5 - 0.5 * Math.cos((2 * Math.PI * n) / length)) + coefficient * s1 - s2;
      s2 = s1;
      s1 = s0;
    }
    powers.push(s1 * s1 + s2 * s2 - coefficient * s1 * s2);
  }
  return mean(powers);
}

let clips: { plan: SampleClipPlan; samples: Float32Array }[] = [];
beforeAll(() => {
  clips = plans.map((plan) => ({ plan, samples: synthesizeSampleClip(plan, SEED) }));
});
const clipsOf = (wanted: Partial<SampleClipPlan>): typeof clips =>
  clips.filter(({ plan }) => Object.entries(wanted).every(([key, value]) => plan[key as keyof SampleClipPlan] === value));

describe('the plan of the sample corpus', () => {
  it('has 192 clips with distinct names: four per speaker and emotion', () => {
    expect(plans).toHaveLength(192);
    expect(new Set(plans.map(({ path }) => path)).size).toBe(192);
    for (const emotion of sampleEmotions) {
      for (let speaker = 1; speaker <= 6; speaker++) {
        expect(plans.filter((plan) => plan.emotion === emotion && plan.speaker === speaker)).toHaveLength(4);
      }
    }
  });

  it('names each clip by the rules of RAVDESS', () => {
    const words = ['neutral', 'calm', 'happy', 'sad', 'angry', 'fearful', 'disgust', 'surprised'];
    for (const plan of plans) {
      const [, folder, code, intensity, statement, repetition, actor] = /^Actor_(\d\d)\/03-01-(0[1-8])-(0[12])-(0[12])-(0[12])-(\d\d)\.wav$/.exec(plan.path) ?? [];
      expect(folder, plan.path).toBe(actor);
      expect([Number(actor), words[Number(code) - 1], Number(intensity), Number(statement), Number(repetition)]).toEqual([
        plan.speaker, plan.emotion, plan.intensity, plan.sentence, plan.repetition,
      ]);
    }
  });

  it('has no strong neutral clip, and men under odd numbers', () => {
    expect(plans.filter(({ emotion, intensity }) => emotion === 'neutral' && intensity === 2)).toEqual([]);
    expect(speakers.map(({ sex }) => sex)).toEqual(['male', 'female', 'male', 'female', 'male', 'female']);
  });

  it('refuses a speaker or an emotion that it does not have', () => {
    expect(() => synthesizeSampleClip({ ...plans[0]!, speaker: 7 }, SEED)).toThrow(expect.objectContaining({ code: 'parameter-invalid' }));
    expect(() => synthesizeSampleClip({ ...plans[0]!, emotion: 'bored' }, SEED)).toThrow(expect.objectContaining({ code: 'parameter-invalid' }));
  });
});

describe('the samples', () => {
  it('depend on plan and seed alone', () => {
    for (const { plan, samples } of [clips[40]!, clips[7]!]) {
      expect(synthesizeSampleClip(plan, SEED)).toEqual(samples);
      expect(synthesizeSampleClip(plan, SEED + 1)).not.toEqual(samples);
    }
  });

  it('differ from clip to clip', () => {
    expect(new Set(clips.map(({ samples }) => `${samples.length} ${rms(samples)}`)).size).toBe(clips.length);
  });

  it('last 1.4 to 4.5 s, are finite, stay below full scale and hold no DC', () => {
    for (const { plan, samples } of clips) {
      const seconds = samples.length / SAMPLE_RATE;
      expect(seconds, plan.path).toBeGreaterThan(1.4);
      expect(seconds, plan.path).toBeLessThan(4.5);
      let peak = 0;
      let sum = 0;
      let longestRun = 0;
      let run = 0;
      for (let n = 0; n < samples.length; n++) {
        const sample = samples[n]!;
        peak = Math.max(peak, Math.abs(sample));
        sum += sample;
        run = n > 0 && Math.abs(sample) > 0.5 && sample === samples[n - 1] ? run + 1 : 0;
        longestRun = Math.max(longestRun, run);
      }
      expect(peak, plan.path).toBeGreaterThan(0.01);
      expect(peak, plan.path).toBeLessThan(0.95);
      expect(longestRun, plan.path).toBe(0);
      expect(Math.abs(sum / samples.length), plan.path).toBeLessThan(0.001);
    }
  });

  it('start and end in the noise of the room, which is never digital silence', () => {
    const edge = Math.round(0.08 * SAMPLE_RATE);
    for (const { plan, samples } of clips) {
      const speechDb = toDb(rms(samples));
      for (const part of [samples.subarray(0, edge), samples.subarray(-edge)]) {
        expect(toDb(rms(part)), plan.path).toBeLessThan(speechDb - 20);
        expect(toDb(rms(part)), plan.path).toBeGreaterThan(-90);
      }
    }
  });
});

describe('the voice', () => {
  it('has the planned F0', () => {
    for (const emotion of ['neutral', 'sad', 'angry']) {
      for (let speaker = 1; speaker <= 6; speaker++) {
        const { plan, samples } = clipsOf({ emotion, speaker, intensity: 1, repetition: 1, sentence: 2 })[0]!;
        const { measured, planned } = f0Of(plan, samples);
        expect(measured.length).toBeGreaterThan(5);
        // One semitone: contour moves within a frame, and the period is irregular by design.
        expect(Math.abs(semitones(median(measured) / median(planned))), plan.path).toBeLessThan(1);
      }
    }
  });

  it('is lowest for sad, higher for neutral, highest for angry', () => {
    // Three corpora, because one take of six speakers varies by about as much as sadness lowers the voice.
    const pitch = (emotion: string): number =>
      mean(
        plans
          .filter((plan) => plan.emotion === emotion && plan.sentence === 2)
          .flatMap((plan) => [1, 2, 3].map((seed) => semitones(median(f0Of(plan, synthesizeSampleClip(plan, seed), 2048, seed).measured) / speakers[plan.speaker - 1]!.f0Hz))),
      );
    const [sad, neutral, angry] = [pitch('sad'), pitch('neutral'), pitch('angry')];
    expect(sad).toBeLessThan(neutral - 0.5);
    expect(angry).toBeGreaterThan(neutral + 4);
  });

  it('has the mean pitch, rate and loudness of the literature over many takes', () => {
    const seeds = Array.from({ length: 12 }, (_, seed) => seed);
    const of = (emotion: string, value: (plan: SampleClipPlan, seed: number) => number): number =>
      mean(plans.filter((plan) => plan.emotion === emotion && plan.sentence === 1).flatMap((plan) => seeds.map((seed) => value(plan, seed))));
    const pitch = (emotion: string): number => of(emotion, (plan, seed) => semitones(median([...planSampleUtterance(plan, seed).f0]) / speakers[plan.speaker - 1]!.f0Hz));
    const seconds = (emotion: string): number => of(emotion, (plan, seed) => planSampleUtterance(plan, seed).nSamples / SAMPLE_RATE);
    const level = (emotion: string): number => of(emotion, (plan, seed) => planSampleUtterance(plan, seed).levelDb);
    const byRank = (value: (emotion: string) => number, emotions: string[]): string[] =>
      [...emotions].sort((a, b) => value(a) - value(b));
    for (const order of [['disgust', 'sad', 'neutral', 'happy', 'fearful'], ['disgust', 'sad', 'neutral', 'angry', 'fearful']]) {
      expect(byRank(pitch, order)).toEqual(order);
    }
    expect(byRank(seconds, ['fearful', 'angry', 'neutral', 'sad', 'disgust'])).toEqual(['fearful', 'angry', 'neutral', 'sad', 'disgust']);
    expect(byRank(level, ['sad', 'calm', 'neutral', 'happy', 'angry'])).toEqual(['sad', 'calm', 'neutral', 'happy', 'angry']);
  });

  it('is higher for every woman than for every man', () => {
    const pitch = speakers.map((_, index) =>
      median(clipsOf({ speaker: index + 1, sentence: 1, intensity: 1, repetition: 1 }).map(({ plan, samples }) => median(f0Of(plan, samples, 2048).measured))),
    );
    const men = pitch.filter((_, index) => speakers[index]!.sex === 'male');
    const women = pitch.filter((_, index) => speakers[index]!.sex === 'female');
    // Four semitones apart at least: takes alone move a speaker's median by one or two.
    expect(semitones(Math.min(...women) / Math.max(...men))).toBeGreaterThan(4);
  });

  it('rises at the end of a surprised phrase and falls at the end of a sad one', () => {
    const finalMovement = (emotion: string): number =>
      mean(
        clipsOf({ emotion, sentence: 2 }).map(({ plan, samples }) => {
          const { measured } = f0Of(plan, samples, 512);
          return semitones(measured.at(-1)! / median(measured));
        }),
      );
    expect(finalMovement('surprised')).toBeGreaterThan(3);
    expect(finalMovement('sad')).toBeLessThan(0);
  });
});

describe('emotion', () => {
  it('makes sad clips longer and softer than angry ones', () => {
    const seconds = (emotion: string): number => mean(clipsOf({ emotion }).map(({ samples }) => samples.length / SAMPLE_RATE));
    const level = (emotion: string): number => mean(clipsOf({ emotion }).map(({ samples }) => toDb(rms(samples))));
    expect(seconds('sad')).toBeGreaterThan(1.2 * seconds('angry'));
    expect(level('sad')).toBeLessThan(level('neutral') - 3);
    expect(level('angry')).toBeGreaterThan(level('neutral') + 5);
  });

  it('is further from neutral at strong than at normal intensity', () => {
    const level = (emotion: string, intensity: 1 | 2): number => mean(clipsOf({ emotion, intensity }).map(({ samples }) => toDb(rms(samples))));
    const pitch = (intensity: 1 | 2): number =>
      mean(
        ['happy', 'angry', 'fearful', 'surprised'].flatMap((emotion) =>
          clipsOf({ emotion, intensity }).map(({ plan, samples }) => semitones(median(f0Of(plan, samples, 2048).measured) / speakers[plan.speaker - 1]!.f0Hz)),
        ),
      );
    expect(pitch(2)).toBeGreaterThan(pitch(1) + 1);
    expect(level('angry', 2)).toBeGreaterThan(level('angry', 1) + 1);
    expect(level('sad', 2)).toBeLessThan(level('sad', 1) - 1);
  });

  it('dulls the spectrum of sadness and brightens that of anger', () => {
    const tiltDb = (emotion: string): number =>
      mean(
        clipsOf({ emotion, sentence: 2, repetition: 1 }).flatMap(({ plan, samples }) => {
          const { tracks } = planSampleUtterance(plan, SEED);
          const tilts: number[] = [];
          for (let centre = 1024; centre < samples.length - 1024; centre += 2048) {
            if (at(tracks.voicing, centre) > 0.6) tilts.push(10 * Math.log10(bandPower(samples, centre, 2000, 4000) / bandPower(samples, centre, 100, 1000)));
          }
          return tilts;
        }),
      );
    expect(tiltDb('angry')).toBeGreaterThan(tiltDb('neutral') + 3);
    expect(tiltDb('sad')).toBeLessThan(tiltDb('neutral') - 1);
  });
});

describe('the sounds of speech', () => {
  it('have formants where they are planned: F2 is high in "keep" and low in "tools"', () => {
    const differencesDb = clipsOf({ speaker: 1, sentence: 1, emotion: 'neutral' }).map(({ plan, samples }) => {
      const { tracks } = planSampleUtterance(plan, SEED);
      const levels: { high: number[]; low: number[] } = { high: [], low: [] };
      for (let centre = 1024; centre < samples.length - 1024; centre += 256) {
        if (at(tracks.voicing, centre) < 0.6) continue;
        const f2 = at(tracks.f2, centre);
        const ratioDb = 10 * Math.log10(bandPower(samples, centre, 1900, 2300) / bandPower(samples, centre, 900, 1300));
        if (f2 > 1950) levels.high.push(ratioDb);
        else if (f2 < 1300) levels.low.push(ratioDb);
      }
      return mean(levels.high) - mean(levels.low);
    });
    for (const difference of differencesDb) expect(difference).toBeGreaterThan(15);
  });

  it('hiss above 4 kHz in fricatives, and not in vowels', () => {
    for (const { plan, samples } of clipsOf({ emotion: 'neutral', sentence: 2 })) {
      const { tracks } = planSampleUtterance(plan, SEED);
      const hiss: number[] = [];
      const vowel: number[] = [];
      for (let centre = 1024; centre < samples.length - 1024; centre += 256) {
        const ratioDb = 10 * Math.log10(bandPower(samples, centre, 4500, 7500) / bandPower(samples, centre, 100, 1500));
        if (at(tracks.frication, centre) > 0.2 && at(tracks.fricationHz, centre) > 5000 && at(tracks.voicing, centre) < 0.05) hiss.push(ratioDb);
        if (at(tracks.voicing, centre) > 0.7 && at(tracks.frication, centre) === 0) vowel.push(ratioDb);
      }
      expect(mean(hiss), plan.path).toBeGreaterThan(3);
      expect(mean(vowel), plan.path).toBeLessThan(-20);
    }
  });

  it('close the mouth for stops: speech is interrupted at least four times', () => {
    for (const { plan, samples } of clipsOf({ emotion: 'neutral' })) {
      const loud = toDb(rms(samples)) - 18;
      let interruptions = 0;
      let wasLoud = false;
      for (let start = 0; start + 220 <= samples.length; start += 220) {
        const isLoud = toDb(rms(samples.subarray(start, start + 220))) > loud;
        if (wasLoud && !isLoud) interruptions++;
        wasLoud = isLoud;
      }
      expect(interruptions, plan.path).toBeGreaterThanOrEqual(4);
    }
  });
});
