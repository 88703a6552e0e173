import { describe, expect, it } from 'vitest';
import { defaultSettings } from '../../../src/protocol/clipSettings.ts';
import { tileId } from '../../../src/protocol/clipTiles.ts';
import { tilesInSight, wantedTiles, type Sight } from '../../../src/webviews/clip/wantedTiles.ts';

const hour: Sight = { summary: { nSamples: 3600 * 48_000, sampleRate: 48_000 }, view: { fromSec: 1800, toSec: 1810 }, channel: 'mix', settings: defaultSettings, pixels: 1000 };

describe('the tiles that a page wants', () => {
  it('are what is in sight, then the overview, then what lies beside', () => {
    const wanted = wantedTiles(hour, () => false).map(tileId);
    const inSight = [...tilesInSight(hour, 'spectrum'), ...tilesInSight(hour, 'wave')].map(tileId);
    expect(wanted.slice(0, inSight.length)).toEqual(inSight);
    expect(new Set(wanted).size).toBe(wanted.length);
    // Ten seconds of an hour: a few tiles, by far not all.
    expect(wanted.length).toBeLessThan(40);
  });

  it('are none once all are there, and do not change with a move inside the same tiles', () => {
    expect(wantedTiles(hour, () => true)).toEqual([]);
    const nearby = { ...hour, view: { fromSec: 1800.01, toSec: 1810.01 } };
    expect(wantedTiles(nearby, () => false)).toEqual(wantedTiles(hour, () => false));
  });

  it('of the whole clip are those of the overview alone', () => {
    const levels = (sight: Sight): Set<number> => new Set(wantedTiles(sight, () => false).filter(({ kind }) => kind === 'wave').map(({ level }) => level));
    expect(levels({ ...hour, view: { fromSec: 0, toSec: 3600 } }).size).toBe(1);
  });

  it('lie beside a view at the edge of the clip only where there is a clip', () => {
    for (const view of [{ fromSec: 0, toSec: 1 }, { fromSec: 3599, toSec: 3600 }]) {
      for (const { index, level } of wantedTiles({ ...hour, view }, () => false)) {
        expect(index).toBeGreaterThanOrEqual(0);
        expect(index * 256 * 2 ** level).toBeLessThanOrEqual(hour.summary.nSamples);
      }
    }
  });
});
