import { describe, expect, it } from 'vitest';
import { throughMuLaw, throughTelephone } from '../../../../src/core/audio/degrade/channel.ts';
import { changeGain } from '../../../../src/core/audio/degrade/level.ts';
import { addNoise, whiteNoise } from '../../../../src/core/audio/degrade/noise.ts';
import type { Fingerprint } from '../../../../src/core/corpus/audit/fingerprint.ts';
import { createFingerprinter } from '../../../../src/core/corpus/audit/fingerprinter.ts';
import { findNearPairs } from '../../../../src/core/corpus/audit/nearPairs.ts';
import { createRandom } from '../../../../src/core/learn/random.ts';
import { constant, silence } from '../../kernels/signals.ts';
import { atRate, padded, plansOf, SAMPLE_RATE, speech } from './voices.ts';

const printOf = (samples: Float32Array, rate = SAMPLE_RATE): Fingerprint => createFingerprinter(rate)(samples);
const quantised = (samples: Float32Array): Float32Array => samples.map((sample) => Math.round(sample * 32768) / 32768);
const noise = (seconds: number, seed: number): Float32Array => whiteNoise(seconds * SAMPLE_RATE, createRandom(seed));

const plans = [plansOf({ emotion: 'angry' })[0]!, plansOf({ emotion: 'calm', speaker: 2 })[1]!, plansOf({ emotion: 'sad', speaker: 5 })[2]!];
const clips = plans.map((plan) => speech(plan));

describe('a fingerprint survives', () => {
  const at48k = clips.map((clip) => atRate(clip, SAMPLE_RATE, 48_000));
  const copies: readonly (readonly [name: string, rate: number, make: (i: number) => Float32Array])[] = [
    ['48 kHz', 48_000, (i) => at48k[i]!],
    ['48 to 16 kHz', 16_000, (i) => atRate(at48k[i]!, 48_000, 16_000)],
    ['48 to 16 to 8 kHz', 8000, (i) => atRate(atRate(at48k[i]!, 48_000, 16_000), 16_000, 8000)],
    ['the rate of TESS, 24,414 Hz', 24_414, (i) => atRate(clips[i]!, SAMPLE_RATE, 24_414)],
    ['-20 dB in 16 bits', SAMPLE_RATE, (i) => quantised(changeGain(clips[i]!, -20))],
    ['µ-law', SAMPLE_RATE, (i) => throughMuLaw(clips[i]!)],
    ['a telephone', SAMPLE_RATE, (i) => throughTelephone(clips[i]!, SAMPLE_RATE)],
    ['white noise at 20 dB', SAMPLE_RATE, (i) => addNoise(clips[i]!, SAMPLE_RATE, whiteNoise(clips[i]!.length, createRandom(5, i)), 20)],
    ['turned polarity', SAMPLE_RATE, (i) => clips[i]!.map((sample) => -sample)],
    ['an offset', SAMPLE_RATE, (i) => clips[i]!.map((sample) => sample + 0.2)],
    ['0.37 s before and 0.2 s behind', SAMPLE_RATE, (i) => padded(clips[i]!, 8191, 4400)],
    ['70 ms less on both sides', SAMPLE_RATE, (i) => clips[i]!.subarray(1543, clips[i]!.length - 1543)],
  ];

  it.each(copies)('%s', (_, rate, make) => {
    const pairs = findNearPairs([...clips.map((clip) => printOf(clip)), ...clips.map((_, i) => printOf(make(i), rate))]);
    expect(pairs.map(({ first, second }) => [first, second])).toEqual(clips.map((_, i) => [i, i + clips.length]));
  });

  it('says where the copy lies', () => {
    // Both are counted from the first loud frame, so a part of the clip is needed.
    const clip = speech(plans[0]!);
    const half = clip.subarray(Math.round(0.48 * SAMPLE_RATE));
    const [pair] = findNearPairs([printOf(clip), printOf(half)]);
    expect(pair!.shiftSec).toBeGreaterThan(0.2);
    expect(pair!.difference).toBeLessThan(0.1);
  });
});

describe('a fingerprint tells apart', () => {
  it('all clips of the sample corpus of one speaker: emotions, intensities, sentences and repetitions', () => {
    const all = plansOf({ speaker: 3 });
    expect(all).toHaveLength(32);
    expect(findNearPairs(all.map((plan) => printOf(speech(plan))))).toEqual([]);
  });

  it('takes of the same sentence, emotion and intensity by the same speaker', () => {
    const [plan] = plansOf({ emotion: 'happy', speaker: 4 });
    expect(findNearPairs([1, 2, 3, 4, 5, 6, 7, 8].map((seed) => printOf(speech(plan!, seed))))).toEqual([]);
  });

  it('noises', () => {
    expect(findNearPairs([1, 2, 3].map((seed) => printOf(noise(2, seed))))).toEqual([]);
    expect(findNearPairs([printOf(noise(2, 1)), printOf(noise(2, 1).map((sample) => sample / 7))])).toHaveLength(1);
  });
});

describe('a fingerprint is empty', () => {
  const n = 2 * SAMPLE_RATE;
  const tone = (hz: number): Float32Array => Float32Array.from({ length: n }, (_, i) => 0.3 * Math.sin((2 * Math.PI * hz * i) / SAMPLE_RATE));

  it.each([
    ['silence', silence(n)],
    ['a constant', constant(n, 0.4)],
    ['no samples', silence(0)],
    ['one sample', constant(1, 0.4)],
  ])('of %s', (_, samples) => {
    expect(printOf(samples).words).toHaveLength(0);
  });

  it('of a rate under 8 kHz', () => {
    expect(printOf(noise(1, 1), 7999).words).toHaveLength(0);
    expect(printOf(noise(1, 1), 8000).words.length).toBeGreaterThan(50);
  });

  it('of a steady tone, but for its two ends', () => {
    const { usable } = printOf(tone(700));
    expect(usable.reduce((sum, value) => sum + value, 0)).toBeLessThan(26);
    // Two tones have nothing in common but that they begin and end.
    expect(findNearPairs([printOf(tone(700)), printOf(tone(931))])).toEqual([]);
  });
});

describe('findNearPairs', () => {
  const random = createRandom(11);
  const word = (): number => Math.floor(random.uniform() * 2 ** 32);
  const fresh = (nFrames: number): Fingerprint => ({ words: Uint32Array.from({ length: nFrames }, word), usable: new Uint8Array(nFrames).fill(1) });
  /** Turns each bit with a probability, but leaves every tenth word. */
  const damaged = ({ words, usable }: Fingerprint, share: number): Fingerprint => ({
    usable,
    words: words.map((value, t) => {
      let turned = 0;
      if (t % 10 !== 0) for (let bit = 0; bit < 32; bit++) if (random.uniform() < share) turned |= 1 << bit;
      return value ^ turned;
    }),
  });
  const part = ({ words, usable }: Fingerprint, from: number, to: number): Fingerprint => ({ words: words.slice(from, to), usable: usable.slice(from, to) });

  it('finds copies with up to a sixth of their bits turned, and measures the share', () => {
    const originals = Array.from({ length: 40 }, () => fresh(100));
    const pairs = findNearPairs([...originals, ...originals.map((print) => damaged(print, 0.15))]);
    expect(pairs.map(({ first, second }) => [first, second])).toEqual(originals.map((_, i) => [i, i + 40]));
    for (const { difference } of pairs) expect(Math.abs(difference - 0.9 * 0.15)).toBeLessThan(0.03);
  });

  it('leaves alone what differs in a quarter of the bits, though words agree', () => {
    const original = fresh(100);
    expect(findNearPairs([original, damaged(original, 0.3)])).toEqual([]);
  });

  it('finds a part in its whole, and wants fewer differences of a short one', () => {
    const whole = fresh(100);
    expect(findNearPairs([whole, part(whole, 37, 90)])).toMatchObject([{ difference: 0, comparedSec: 53 / 62.5, shiftSec: 37 / 62.5 }]);
    expect(findNearPairs([whole, part(damaged(whole, 0.15), 30, 70)])).toEqual([]);
    expect(findNearPairs([whole, part(damaged(whole, 0.05), 30, 70)])).toHaveLength(1);
    expect(findNearPairs([whole, part(whole, 30, 45)])).toEqual([]);
  });

  it('connects a hundred copies of one clip without comparing all with all', () => {
    const original = fresh(60);
    const pairs = findNearPairs(Array.from({ length: 100 }, () => original));
    // The first 64 meet all before them, the others 64 each.
    expect(pairs).toHaveLength((64 * 63) / 2 + 36 * 64);
    const reached = new Set([0]);
    for (const { first, second } of pairs) if (reached.has(first)) reached.add(second);
    expect(reached.size).toBe(100);
  });

  it('gives no pair for nothing', () => {
    expect(findNearPairs([])).toEqual([]);
    expect(findNearPairs([{ words: new Uint32Array(0), usable: new Uint8Array(0) }, fresh(3)])).toEqual([]);
  });
});
