import { truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { mixToMono } from '../../../src/core/audio/recording.ts';
import { encodeWav, parseWav } from '../../../src/core/audio/wav.ts';
import { createRandom } from '../../../src/core/learn/random.ts';
import { computeSpectrogram, createStft } from '../../../src/core/signal/stft.ts';
import { createDrawing, drawTile } from '../../../src/node/clip/drawTile.ts';
import { openSound } from '../../../src/node/clip/openSound.ts';
import { LEVELS, TILE_COLUMNS, type SpectrumTile, type Tile, type TileKey, type WaveTile } from '../../../src/protocol/clipTiles.ts';
import type { OpenSound } from '../../../src/protocol/clipWork.ts';
import { codeOf, formatChunk, wavOf } from '../../core/audio/wavFixture.ts';
import { kernelsUnderTest } from '../../core/kernels/kernelsUnderTest.ts';
import { temporaryFolder } from '../temporaryFolder.ts';

const dir = temporaryFolder();
const kernels = await kernelsUnderTest('features');
const random = createRandom(5);
const noise = (n: number): Uint8Array => Uint8Array.from({ length: n }, () => random.integer(256));

const files = {
  '16-bit mono': encodeWav(Float32Array.from({ length: 40_001 }, () => random.uniform() - 0.5), 8000),
  '24-bit, three channels': wavOf([['fmt ', formatChunk(1, 3, 44100, 24)], ['data', noise(9 * 30_000)]]),
  'IMA ADPCM': wavOf([['fmt ', formatChunk(17, 2, 8000, 4, { block: 512 })], ['data', noise(512 * 70)]]),
};

async function openBytes(bytes: Uint8Array): Promise<OpenSound & { readonly path: string }> {
  const path = join(dir, 'clip.wav');
  writeFileSync(path, bytes);
  return { ...(await openSound(path)), path };
}

function draw<T extends Tile>(sound: OpenSound, key: TileKey, by?: typeof kernels): T {
  const steps = drawTile(sound, key, (nFft) => createDrawing(nFft, by));
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value as T;
  }
}

const tone = (hertz: number, sampleRate: number, n: number): Float32Array => Float32Array.from({ length: n }, (_, i) => Math.sin((2 * Math.PI * hertz * i) / sampleRate));

describe.each(Object.entries(files))('tiles of %s', (_, bytes) => {
  it.each([0, 3, 9])('hold the extremes of each column at level %i, of a channel and of the mean', async (level) => {
    const sound = await openBytes(bytes);
    const recording = parseWav(bytes);
    for (const channel of ['mix', recording.channels.length - 1] as const) {
      const samples = channel === 'mix' ? mixToMono(recording) : (recording.channels[channel] ?? new Float32Array());
      for (const index of [0, Math.floor(samples.length / 2 ** level / TILE_COLUMNS)]) {
        const { min, max } = draw<WaveTile>(sound, { kind: 'wave', level, index, channel });
        const columns = Array.from({ length: min.length }, (_unused, c) => samples.subarray((index * TILE_COLUMNS + c) * 2 ** level, (index * TILE_COLUMNS + c + 1) * 2 ** level));
        expect(columns.at(-1)?.length).toBeGreaterThan(0);
        expect([...min]).toEqual(columns.map((column) => Math.min(...column)));
        expect([...max]).toEqual(columns.map((column) => Math.max(...column)));
      }
    }
  });

  it.each([['plain', undefined], ['by the kernels', kernels]] as const)('are the same spectrum as the features’ transform of the whole clip, wherever the tile begins, %s', async (_how, by) => {
    const sound = await openBytes(bytes);
    const samples = mixToMono(parseWav(bytes));
    const nFft = 512;
    const level = 6;
    const { power, nFrames, nBins } = computeSpectrogram(createStft({ nFft, hopLength: 2 ** level }), samples);
    for (const index of [0, 1]) {
      const tile = draw<SpectrumTile>(sound, { kind: 'spectrum', level, index, channel: 'mix', nFft }, by);
      expect(tile).toMatchObject({ nBins, nColumns: Math.min(TILE_COLUMNS, nFrames - index * TILE_COLUMNS) });
      let worst = 0;
      for (let column = 0; column < tile.nColumns; column++) {
        for (let bin = 0; bin < nBins; bin++) {
          const db = 10 * Math.log10(Math.max(1e-20, power[(index * TILE_COLUMNS + column) * nBins + bin] ?? 0) / (nFft / 4) ** 2);
          const expected = Math.min(255, Math.max(0, ((db - LEVELS.dbMin) / (LEVELS.dbMax - LEVELS.dbMin)) * 255));
          worst = Math.max(worst, Math.abs((tile.levels[(column + 1) * nBins + bin] ?? 0) - expected));
        }
      }
      // Half a level for rounding, a little for float32 in the transform.
      expect(worst).toBeLessThan(0.51);
    }
  });
});

describe('a spectrogram tile', () => {
  it('is silent where a sample is no number, and as ever beside it', async () => {
    const samples = tone(500, 8000, 4000);
    const broken = samples.slice();
    broken.set([Number.NaN, Number.POSITIVE_INFINITY], 2000);
    const of = async (sound: Float32Array): Promise<SpectrumTile> =>
      draw<SpectrumTile>(await openBytes(wavOf([['fmt ', formatChunk(3, 1, 8000, 32)], ['data', new Uint8Array(sound.buffer)]])), { kind: 'spectrum', level: 6, index: 0, channel: 'mix', nFft: 512 });
    const [whole, holed, silenced] = [await of(samples), await of(broken), await of(broken.map((x) => (Number.isFinite(x) ? x : 0)))];
    expect(holed).toEqual(silenced);
    expect(holed.levels.subarray(0, 20 * whole.nBins)).toEqual(whole.levels.subarray(0, 20 * whole.nBins));
  });


  it('shows a full-scale sine on a bin at 0 dB in that bin, dense or sparse', async () => {
    const [sampleRate, nFft, bin] = [16_000, 1024, 64];
    const sound = await openBytes(encodeWav(tone((bin * sampleRate) / nFft, sampleRate, 200_000), sampleRate));
    for (const level of [6, 13]) {
      const { levels, nBins, nColumns } = draw<SpectrumTile>(sound, { kind: 'spectrum', level, index: 0, channel: 'mix', nFft });
      const column = levels.subarray(Math.floor(nColumns / 2) * nBins, (Math.floor(nColumns / 2) + 1) * nBins);
      expect(column.indexOf(Math.max(...column))).toBe(bin);
      expect(LEVELS.dbMin + ((column[bin] ?? 0) / 255) * (LEVELS.dbMax - LEVELS.dbMin)).toBeCloseTo(0, 0);
    }
  });

  it('holds, on each side, the column of its neighbour', async () => {
    const sound = await openBytes(files['16-bit mono']);
    const [first, second] = [0, 1].map((index) => draw<SpectrumTile>(sound, { kind: 'spectrum', level: 6, index, channel: 'mix', nFft: 512 })) as [SpectrumTile, SpectrumTile];
    const { nBins } = first;
    expect(first.levels.subarray((TILE_COLUMNS + 1) * nBins)).toEqual(second.levels.subarray(nBins, 2 * nBins));
    expect(second.levels.subarray(0, nBins)).toEqual(first.levels.subarray(TILE_COLUMNS * nBins, (TILE_COLUMNS + 1) * nBins));
  });
});

it.each([1, 5])('a clip of %i samples has tiles', async (n) => {
  const sound = await openBytes(encodeWav(new Float32Array(n).fill(0.25), 8000));
  expect(draw<WaveTile>(sound, { kind: 'wave', level: 0, index: 0, channel: 'mix' }).max).toEqual(new Float32Array(n).fill(0.25));
  expect(draw<SpectrumTile>(sound, { kind: 'spectrum', level: 6, index: 0, channel: 'mix', nFft: 1024 }).nColumns).toBe(1);
});

it('a file that has become shorter, or is gone, is refused in one sentence', async () => {
  const sound = await openBytes(files['16-bit mono']);
  truncateSync(sound.path, 1000);
  expect(codeOf(() => draw(sound, { kind: 'wave', level: 0, index: 100, channel: 'mix' }))).toBe('wav-truncated');
  const place = { path: join(dir, 'gone.wav'), header: 'header' in sound.place ? sound.place.header : undefined } as OpenSound['place'];
  expect(codeOf(() => draw({ ...sound, place }, { kind: 'wave', level: 0, index: 0, channel: 'mix' }))).toBe('file-unreadable');
});
