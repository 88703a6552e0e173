import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { createRandom } from '../../src/core/learn/random.ts';
import { named, parseMarkup, textOf } from '../core/report/parseMarkup.ts';
import { temporaryFolder } from '../node/temporaryFolder.ts';
import { serIn } from './runSer.ts';
import { writeSmallCorpus } from './smallCorpus.ts';

const cwd = temporaryFolder();
const { ser, expectRefusal } = serIn(cwd);
const csv = ['table.csv', '--labels', 'emotion,speaker'];
const read = (name: string): string => readFileSync(join(cwd, name), 'utf8');

/** Two runs on a table of six speakers with twelve clips each, and one on a folder of sounds. */
beforeAll(async () => {
  const random = createRandom(5);
  const emotions = ['angry', '<i>calm</i>', 'sad'];
  const rows = Array.from({ length: 72 }, (_, i) => [`${i}.wav`, emotions[i % 3], `s_${Math.floor(i / 12)}`, (i % 3) * 1.5 + random.normal(), ...Array.from({ length: 4 }, () => random.normal())]);
  writeFileSync(join(cwd, 'table.csv'), [['file', 'emotion', 'speaker', 'a', 'b', 'c', 'd', 'e'], ...rows].map((row) => row.join(',')).join('\n'));
  writeSmallCorpus(join(cwd, 'clips'));
  expect((await ser(['evaluate', ...csv, '--model', 'logistic', '--cv', 'speaker:3'])).stdout).toMatch(/\n\nrun 1 in \.ser\/store\.db: ser report 1 --out report\.html\n$/);
  const { stdout, stderr } = await ser(['evaluate', ...csv, '--model', 'knn', '--cv', 'speaker:3', '--json', '--param', 'k=7', '--seed', '4']);
  expect(stderr).toMatch(/run 2 in \.ser\/store\.db: ser report 2 --out report\.html\n$/);
  expect(JSON.parse(stdout)).toMatchObject({ madeWith: { node: process.versions.node, version: expect.stringMatching(/^\d/) as string }, data: { labels: { emotion: 'emotion', speaker: 'speaker' } } });
  expect((await ser(['evaluate', 'clips', '--model', 'knn', '--cv', 'speaker', '--rate', '16000'])).code).toBe(0);
});

describe('ser runs', () => {
  it('lists the stored runs, newest first', async () => {
    const lines = (await ser(['runs'])).stdout.trimEnd().split('\n');
    expect(lines).toHaveLength(4);
    expect(lines[0]).toMatch(/^run +ended +model +data +features +protocol +UAR \[95 %\] +clips$/);
    expect(lines[1]).toMatch(/^ +3 +\d{4}-\d\d-\d\d \d\d:\d\d UTC +knn +clips +conventional +speaker +1\.000 \[1\.000, 1\.000\] +24$/);
    const list = JSON.parse((await ser(['runs', '--json'])).stdout) as object[];
    expect(list.map((run) => (run as { id: number }).id)).toEqual([3, 2, 1]);
    expect(list[1]).toMatchObject({ model: 'knn', cv: 'speaker:3', seed: 4, nClips: 72, nSpeakers: 6, nClasses: 3, root: 'table.csv', featureSet: expect.any(String) as string, normalize: null, uar: expect.any(Number) as number, uarInterval: [expect.any(Number), expect.any(Number)] });
  });

  it('makes no store where there is none', async () => {
    await expectRefusal(['runs', '--store', 'none.db'], 1, /^ser: There is no store at none\.db; ser evaluate makes one, and --store names another\.\n$/);
    expect(existsSync(join(cwd, 'none.db'))).toBe(false);
  });
});

describe('ser report', () => {
  it('writes a page, whose studies come with the commands that it names', async () => {
    expect((await ser(['report', '1', '--out', 'first.html'])).stdout).toBe('Wrote a report of run 1 to first.html.\n');
    const before = parseMarkup(read('first.html'));
    const [repeat, ...missing] = named(before, 'code').map(textOf);
    expect(repeat).toBe('ser evaluate table.csv --model logistic --cv speaker:3 --set conventional --labels emotion,speaker --seed 0');
    expect(missing.map((command) => command.split(' ').slice(0, 2).join(' '))).toEqual(['ser pairs', 'ser leak', 'ser curve', 'ser curve']);
    expect(named(before, 'th').map(textOf)).toContain('<i>calm</i>');
    for (const command of missing) expect((await ser(command.split(' ').slice(1))).code).toBe(0);
    await ser(['report', '1', '--out', 'second.html']);
    const after = parseMarkup(read('second.html'));
    expect(named(after, 'svg').length - named(before, 'svg').length).toBe(7);
    expect(named(after, 'code')).toHaveLength(1);
    // The command line brings the same run again.
    await ser(repeat!.split(' ').slice(1));
    const figures = (name: string): string => textOf(named(parseMarkup(read(name)), 'table')[0]!);
    await ser(['report', 'last', '--out', 'again.html']);
    expect(figures('again.html')).toBe(figures('first.html'));
  });

  it('compares runs, as a page, for a paper, and as tables for LaTeX', async () => {
    expect((await ser(['report', '1', '2', '3', '--out', 'all.html'])).stdout).toBe('Wrote a report of 3 runs (1, 2, 3) to all.html.\n');
    const text = textOf(parseMarkup(read('all.html')));
    expect(text).toMatch(/Differences from run 1[^]*McNemar/);
    expect(text).toMatch(/Run 3 cannot be tested against run 1: The runs tell different emotions apart/);
    expect((await ser(['report', '1', '2', '--out', 'all.md'])).code).toBe(0);
    expect(read('all.md')).toMatch(/\| run \| learner[^]*## Tables for LaTeX[^]*\\toprule/);
    expect(read('all.md')).toContain('\\<i\\>calm');
    expect((await ser(['report', '2', '--out', 'two.tex'])).code).toBe(0);
    expect(read('two.tex')).toMatch(/^% k nearest neighbours on table\.csv\n[^]*% ser evaluate table\.csv --model knn .*--param k=7[^]*\\begin\{table\}/i);
  });

  it('explains what is wrong in one sentence', async () => {
    await expectRefusal(['report', '99', '--out', 'x.html'], 1, /^ser: There is no run 99 in \.ser\/store\.db; ser runs lists those that there are\.\n$/);
    await expectRefusal(['report', '1', '1', '--out', 'x.html'], 1, /^ser: Run 1 is named twice/);
    await expectRefusal(['report', '1', '--out', 'x.html', '--store', 'none.db'], 1, /^ser: There is no store at none\.db/);
    await expectRefusal(['report', '1', '--out', 'nowhere/x.html'], 1, /cannot be written: the folder nowhere does not exist/);
    await expectRefusal(['report', '1', '--out', 'x.pdf'], 2, /^ser: A report is written as \.html, \.md or \.tex; "x\.pdf" ends otherwise\.\n$/);
    await expectRefusal(['report', 'first', '--out', 'x.html'], 2, /whole number from 1/);
    await expectRefusal(['report', '--out', 'x.html'], 2, /missing required argument 'runs'/);
    await expectRefusal(['report', '1'], 2, /required option '--out <file>'/);
    expect(existsSync(join(cwd, 'x.html'))).toBe(false);
  });
});

describe('ser curve', () => {
  interface Curve {
    readonly by: string;
    readonly points: { readonly share: number; readonly nTrainClips: number; readonly nTrainSpeakers: number; readonly uar: number; readonly uarInterval: number[] }[];
  }

  it('gives nested shares up to the cross-validation itself', async () => {
    const { stdout } = await ser(['curve', ...csv, '--model', 'logistic', '--by', 'speakers', '--cv', 'speaker:3', '--points', '4', '--json']);
    const { by, points } = JSON.parse(stdout) as Curve;
    expect([by, points.map(({ nTrainSpeakers, nTrainClips }) => [nTrainSpeakers, nTrainClips])]).toEqual(['speakers', [[1, 12], [2, 24], [3, 36], [4, 48]]]);
    const [run] = (JSON.parse((await ser(['runs', '--json'])).stdout) as { id: number; uar: number }[]).filter(({ id }) => id === 1);
    expect(points.at(-1)!.uar).toBe(run!.uar);
    expect((await ser(['curve', ...csv, '--model', 'logistic', '--by', 'clips', '--cv', 'speaker:3'])).stdout).toMatch(/^Learning curve by clips · logistic · table\.csv[^]* 20 % [^]*100 % /);
  });

  it('explains what the data cannot carry', async () => {
    await expectRefusal(['curve', ...csv, '--model', 'logistic', '--by', 'speakers', '--cv', 'speaker:3'], 1, /ser: The training side of fold 1 has 4 speakers; a curve of 5 points by speakers needs at least 5\.\n$/);
    await expectRefusal(['curve', ...csv, '--model', 'logistic', '--by', 'speakers', '--cv', 'stratified:3'], 1, /ser: A curve by speakers shows what more voices bring for new ones; stratified:3 tests voices/);
    await expectRefusal(['curve', ...csv, '--model', 'logistic'], 2, /required option '--by <unit>'/);
    await expectRefusal(['curve', ...csv, '--model', 'logistic', '--by', 'clips', '--points', '1'], 2, /whole number from 2 to 20/);
  });
});
