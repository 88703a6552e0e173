import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { temporaryFolder } from '../node/temporaryFolder.ts';
import { serIn } from './runSer.ts';
import { tone, writeSmallCorpus } from './smallCorpus.ts';

const cwd = temporaryFolder();
const { ser, expectRefusal } = serIn(cwd);

beforeAll(() => {
  writeSmallCorpus(join(cwd, 'small'));
  // Nothing tells its emotion; it has a place all the same.
  writeFileSync(join(cwd, 'small', 'unnamed.wav'), tone(600));
});

const read = (csv: string) => csv.trimEnd().split('\n').map((line) => line.split(','));

describe('ser map', () => {
  it('gives each clip a place as CSV, labelled or not, and says what the axes are', async () => {
    const { stdout, stderr, code } = await ser(['map', 'small']);
    expect(code).toBe(0);
    const [head, ...rows] = read(stdout);
    expect(head).toEqual(['file', 'emotion', 'speaker', 'x', 'y']);
    expect(rows).toHaveLength(25);
    expect(rows.every(([, , , x, y]) => Number.isFinite(Number(x)) && Number.isFinite(Number(y)))).toBe(true);
    expect(rows.find(([file]) => file?.endsWith('unnamed.wav'))?.slice(1, 3)).toEqual(['', '']);
    expect(stderr).toMatch(/first two principal components of the standardised columns: \d+\.\d % and \d+\.\d % of their variance\.\nOf the 15 clips nearest .* are among the 15 nearest on the map\./);
    // The two heights of tone are what differs most, so they lie apart on the first axis.
    const xOf = (emotion: string) => rows.filter((row) => row[1] === emotion).map((row) => Number(row[3]));
    const [sad, angry] = [xOf('sad'), xOf('angry')];
    expect(Math.max(...sad) < Math.min(...angry) || Math.max(...angry) < Math.min(...sad)).toBe(true);
  });

  it('writes the same file for the same seed by UMAP, and another for another', async () => {
    const made = await Promise.all(['1', '1', '2'].map(async (seed, i) => {
      const { code, stdout } = await ser(['map', 'small', '--method', 'umap', '--seed', seed, '--out', `${i}.csv`, '--store', `${i}.db`]);
      expect(code).toBe(0);
      expect(stdout).toMatch(/^Wrote 25 rows to \d\.csv\nUMAP of the first \(all\) 24 principal components .*: who is near whom means something/);
      return readFileSync(join(cwd, `${i}.csv`), 'utf8');
    }));
    expect(made[1]).toBe(made[0]);
    expect(made[2]).not.toBe(made[0]);
  });

  it('says all of it as JSON', async () => {
    const { stdout } = await ser(['map', 'small', '--json']);
    const found = JSON.parse(stdout) as { method: string; shares: number[]; places: object[]; neighbours: object };
    expect(found).toMatchObject({ method: 'pca', seed: 0, nClips: 25, neighbours: { nearest: 15 } });
    expect(found.shares).toHaveLength(2);
    expect(found.places[0]).toMatchObject({ emotion: 'sad', speaker: '01', x: expect.any(Number), y: expect.any(Number) });
  });

  it('refuses what it cannot draw or write', async () => {
    await expectRefusal(['map', 'small', '--method', 'tsne'], 2, /Allowed choices are pca, umap/);
    await expectRefusal(['map', 'small', '--out', 'map.png'], 2, /It must end in \.csv/);
    await expectRefusal(['map', 'small', '--out', 'nowhere/map.csv'], 1, /the folder nowhere does not exist/);
    writeFileSync(join(cwd, 'two.csv'), 'file,emotion,speaker,a\n1.wav,sad,a,1\n2.wav,calm,a,2\n');
    await expectRefusal(['map', 'two.csv', '--labels', 'emotion,speaker'], 1, /A map needs at least 3 clips; there are 2\./);
  });
});
