import { describe, expect, it } from 'vitest';
import { countColumns, isTileKey, levelFor, overviewLevel, overviewTiles, TILE_COLUMNS, tileId, tilesOf, type TileKey } from '../../src/protocol/clipTiles.ts';

const resolution = { nFft: 1024, hopsPerWindow: 16 };
const kinds = ['wave', 'spectrum'] as const;

describe('tiles', () => {
  it.each([1, 2, 511, 64_000, 192_000, 3600 * 48_000])('of %i samples: each sample is in the column that the level says, and the overview is bounded', (nSamples) => {
    for (const kind of kinds) {
      const level = overviewLevel(nSamples, kind, resolution);
      const tiles = tilesOf({ from: 0, to: nSamples }, nSamples, kind, level);
      expect(tiles).toEqual(tiles.map((_, i) => i));
      expect(tiles.length * TILE_COLUMNS).toBeGreaterThanOrEqual(countColumns(nSamples, kind, level));
      expect(countColumns(nSamples, kind, level)).toBeLessThanOrEqual(2049);
    }
    const all = overviewTiles(nSamples, 'mix', resolution);
    expect(new Set(all.map(tileId)).size).toBe(all.length);
  });

  it('under a range are those whose columns touch it, no others', () => {
    const nSamples = 100_000;
    for (const kind of kinds) {
      for (const level of [6, 8, 11]) {
        const hop = 2 ** level;
        // By hand: a waveform's column c covers [c, c + 1) hops, a spectrogram's [c − ½, c + ½).
        const start = (column: number): number => (kind === 'wave' ? column * hop : (column - 0.5) * hop);
        for (const [from, to] of [[0, 1], [16_383.5, 16_384.5], [40_000, 77_777], [99_999, 100_000]] as const) {
          const touching = new Set<number>();
          for (let column = 0; column < countColumns(nSamples, kind, level); column++) {
            if (start(column) < to && start(column + 1) > from) touching.add(Math.floor(column / TILE_COLUMNS));
          }
          // Behind the last column lies at most half a hop, which the last tile's margin covers.
          const expected = touching.size > 0 ? [...touching] : [Math.ceil(countColumns(nSamples, kind, level) / TILE_COLUMNS) - 1];
          expect(tilesOf({ from, to }, nSamples, kind, level), `${kind} ${level} ${from}`).toEqual(expected);
        }
      }
    }
  });

  it('have columns about as wide as a pixel, within a factor of √2, unless the window or the overview sets a bound', () => {
    const nSamples = 10_000_000;
    for (const perPixel of [1, 3, 100, 1000]) expect(Math.abs(levelFor(perPixel, nSamples, 'wave', resolution) - Math.log2(perPixel))).toBeLessThanOrEqual(0.5);
    expect(levelFor(0.01, nSamples, 'wave', resolution)).toBe(0);
    expect(levelFor(1, nSamples, 'spectrum', resolution)).toBe(6);
    expect(levelFor(1e9, nSamples, 'wave', resolution)).toBe(overviewLevel(nSamples, 'wave', resolution));
  });

  it.each([null, 'wave', { kind: 'wave' }, { kind: 'wave', level: -1, index: 0, channel: 'mix' }, { kind: 'wave', level: 1, index: 0.5, channel: 'mix' }, { kind: 'spectrum', level: 1, index: 0, channel: 'mix', nFft: 1000 }, { kind: 'wave', level: 1, index: 0, channel: 'left' }, { kind: 'wave', level: 99, index: 0, channel: 0 }])(
    'are named by nothing like %j',
    (value) => expect(isTileKey(value)).toBe(false),
  );

  it('are named by what names them', () => {
    const keys: TileKey[] = [{ kind: 'wave', level: 0, index: 3, channel: 1 }, { kind: 'spectrum', level: 6, index: 0, channel: 'mix', nFft: 256 }];
    for (const key of keys) expect(isTileKey(key)).toBe(true);
  });
});
