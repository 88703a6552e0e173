import { describe, expect, it } from 'vitest';
import { createRandom } from '../../../src/core/learn/random.ts';
import { drawTrack } from '../../../src/node/clip/drawTrack.ts';
import { isPieceKey, pieceId, stretchesOf, TRACK_SAMPLES, trackNames } from '../../../src/protocol/clipTracks.ts';
import type { OpenSound } from '../../../src/protocol/clipWork.ts';

const sampleRate = 16_000;
const soundOf = (...decoded: Float32Array[]): OpenSound => ({ sampleRate, nChannels: decoded.length, nSamples: decoded[0]?.length ?? 0, synthetic: false, place: { decoded } });
const sine = (hertz: number, n: number, amplitude = 0.5): Float32Array => Float32Array.from({ length: n }, (_, i) => amplitude * Math.sin((2 * Math.PI * hertz * i) / sampleRate));
const middle = (values: Float32Array): number => values[values.length >> 1] ?? Number.NaN;

describe('tracks', () => {
  it('of a sine are what its formula says', () => {
    const sound = soundOf(sine(220, 32_000));
    const track = (name: (typeof trackNames)[number]): Float32Array => drawTrack(sound, { kind: 'track', track: name, index: 0, channel: 'mix' }).values;
    expect(middle(track('rms'))).toBeCloseTo(0.5 / Math.SQRT2, 2);
    // Two crossings a period.
    expect(middle(track('zeroCrossingRate'))).toBeCloseTo((2 * 220) / sampleRate, 3);
    // The parabola through the dip at 73 samples is good to half a percent.
    expect(Math.abs(middle(track('f0')) / 220 - 1)).toBeLessThan(0.005);
    const { values, nRows, nFrames } = drawTrack(sound, { kind: 'track', track: 'chroma', index: 0, channel: 'mix' });
    const column = Array.from({ length: nRows }, (_, row) => values[row * nFrames + (nFrames >> 1)] ?? 0);
    // 220 Hz is an A, the tenth class from C.
    expect(column.indexOf(Math.max(...column))).toBe(9);
  });

  it('of noise have no pitch', () => {
    const random = createRandom(3);
    const { values } = drawTrack(soundOf(Float32Array.from({ length: 16_000 }, () => random.uniform() - 0.5)), { kind: 'track', track: 'f0', index: 0, channel: 0 });
    expect(values.filter(Number.isNaN).length).toBeGreaterThan(0.9 * values.length);
  });

  it('of a hum far below the loudest have no pitch', () => {
    const sound = soundOf(Float32Array.from([...sine(200, 16_000), ...sine(200, 16_000, 0.002)]));
    const { values, nFrames } = drawTrack(sound, { kind: 'track', track: 'f0', index: 0, channel: 0 });
    expect(values[Math.floor(nFrames / 4)]).toBeCloseTo(200, -1);
    expect(values[Math.floor((3 * nFrames) / 4)]).toBeNaN();
  });

  it('of a channel are of that channel', () => {
    const sound = soundOf(sine(200, 16_000, 0.1), sine(200, 16_000, 0.4));
    const level = (channel: 'mix' | number): number => middle(drawTrack(sound, { kind: 'track', track: 'rms', index: 0, channel }).values);
    expect(level(1) / level(0)).toBeCloseTo(4, 3);
    expect(level('mix') / level(0)).toBeCloseTo(2.5, 3);
  });

  it.each(['rms', 'zeroCrossingRate', 'f0', 'spectralContrast'] as const)('%s goes on from stretch to stretch as in one', (track) => {
    const random = createRandom(4);
    // A tone in noise, longer than a stretch, with the border in its middle.
    const n = TRACK_SAMPLES + 40_000;
    const long = Float32Array.from({ length: n }, (_, i) => 0.4 * Math.sin((2 * Math.PI * (150 + i / 20_000) * i) / sampleRate) + 0.01 * random.uniform());
    const cut = TRACK_SAMPLES - 65_536;
    const reference = drawTrack(soundOf(long.slice(cut)), { kind: 'track', track, index: 0, channel: 0 });
    const [first, second] = [0, 1].map((index) => drawTrack(soundOf(long), { kind: 'track', track, index, channel: 0 }));
    expect(first?.nFrames).toBe(TRACK_SAMPLES / reference.hop);
    const at = 65_536 / reference.hop;
    for (let row = 0; row < reference.nRows; row++) {
      for (let t = -4; t < 4; t++) {
        const piece = t < 0 ? first : second;
        const value = piece?.values[row * piece.nFrames + (t < 0 ? piece.nFrames + t : t)];
        // Rounding alone differs, as the zero-crossing count does not.
        expect(value, `row ${row}, frame ${t}`).toBeCloseTo(reference.values[row * reference.nFrames + at + t] ?? Number.NaN, 3);
      }
    }
  });
});

it('a clip of a rate that is too low for a feature says so in its place', () => {
  const low = { ...soundOf(sine(200, 8000)), sampleRate: 8000 };
  expect(drawTrack(low, { kind: 'track', track: 'spectralContrast', index: 0, channel: 0 })).toMatchObject({ nFrames: 0, problem: expect.stringMatching(/\.$/) as string });
});

describe('stretches', () => {
  it('are those under the range', () => {
    expect(stretchesOf({ from: 0, to: 10 }, 5)).toEqual([0]);
    expect(stretchesOf({ from: TRACK_SAMPLES - 1, to: TRACK_SAMPLES + 1 }, 3 * TRACK_SAMPLES)).toEqual([0, 1]);
    expect(stretchesOf({ from: TRACK_SAMPLES, to: 2 * TRACK_SAMPLES }, 3 * TRACK_SAMPLES)).toEqual([1]);
  });

  it('have names that nothing else has', () => {
    const names = trackNames.map((track) => pieceId({ kind: 'track', track, index: 0, channel: 'mix' }));
    expect(new Set(names).size).toBe(trackNames.length);
    expect(isPieceKey({ kind: 'track', track: 'f0', index: 1, channel: 'mix' })).toBe(true);
    for (const wrong of [{ kind: 'track', track: 'pitch', index: 1, channel: 'mix' }, { kind: 'track', track: 'f0', index: -1, channel: 'mix' }]) expect(isPieceKey(wrong)).toBe(false);
  });
});
