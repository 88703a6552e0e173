import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import type { ExternalResult } from '../../src/core/evaluation/studies/externalTest.ts';
import { named, parseMarkup, textOf } from '../core/report/parseMarkup.ts';
import { temporaryFolder } from '../node/temporaryFolder.ts';
import { serIn } from './runSer.ts';
import { writeSmallCorpus } from './smallCorpus.ts';

const cwd = temporaryFolder();
const { ser, expectRefusal } = serIn(cwd);

/** A model of one corpus, another corpus of two of its speakers, and its features as a table. */
beforeAll(async () => {
  writeSmallCorpus(join(cwd, 'home'));
  writeSmallCorpus(join(cwd, 'away'));
  for (const file of readdirSync(join(cwd, 'away'))) if (file.endsWith('-03.wav')) rmSync(join(cwd, 'away', file));
  expect((await ser(['train', 'home', '--model', 'knn', '--out', 'm.sermodel'])).code).toBe(0);
  expect((await ser(['extract', 'away', '--out', 'away.csv'])).code).toBe(0);
});

describe('ser test', () => {
  it('takes the figures of a cross-validation that was stored since, and shows what falls', async () => {
    expect((await ser(['test', 'm.sermodel', 'away'])).stdout).toMatch(/^k nearest neighbours on home · no cross-validation is known of it\n\naway: 16 clips of the 2 shared emotions/);
    expect((await ser(['evaluate', 'home', '--model', 'knn', '--cv', 'speaker'])).code).toBe(0);
    const { stdout } = await ser(['test', 'm.sermodel', 'away']);
    expect(stdout).toMatch(/own cross-validation speaker: UAR 1\.000 over 2 emotions\n[^]*precision +recall +F1 +clips +fall\n/);
    expect(stdout).not.toContain('Recordings made worse');
  });

  it('--robustness adds a curve, as text, as JSON and as Markdown; the report draws it', async () => {
    const { stdout, code } = await ser(['test', 'm.sermodel', 'away', '--robustness', '--degrade', 'white:0,telephone']);
    expect(code).toBe(0);
    expect(stdout).toMatch(/\n {2}Recordings made worse: UAR \[95 % interval over speakers\], chance 0\.500\n {2}as recorded +1\.000 \[1\.000, 1\.000\]\n {2}white noise, 0 dB SNR {2}\d\.\d{3} \[.*\n {2}telephone line .*\n$/);
    const { results } = JSON.parse((await ser(['test', 'm.sermodel', 'away', '--degrade', 'white:0', '--json'])).stdout) as { results: ExternalResult[] };
    expect(results[0]!.robustness).toMatchObject({ augment: [], rows: [{ uar: results[0]!.uar }, { degradation: { kind: 'white', level: 0 } }] });
    const markdown = await ser(['test', 'm.sermodel', 'away', '--degrade', 'white:0,telephone', '--markdown']);
    expect(markdown.stdout).toMatch(/^\| test side \| away \|\n\| --- \| ---: \|\n\| as recorded \| 1\.000 \[1\.000, 1\.000\] \|\n\| white noise, 0 dB SNR \| .* \|\n\| telephone line \| .* \|\n$/);
    await ser(['report', 'last', '--out', 'r.html']);
    const root = parseMarkup(readFileSync(join(cwd, 'r.html'), 'utf8'));
    expect(named(root, 'svg').map((svg) => svg.attributes['aria-labelledby'])).toEqual(expect.arrayContaining(['run-1-external-title run-1-external-desc', 'run-1-external-1-title run-1-external-1-desc']));
    expect(textOf(root)).toMatch(/Other corpora[^]*tested on corpora of which they know nothing/);
  });

  it('refuses what a model was trained on, and degradations of a table', async () => {
    await expectRefusal(['test', 'm.sermodel', 'home'], 1, /ser: home: The model was trained on these 24 clips of home, so a test on them would say nothing of other audio; choose a corpus that it has not seen\.\n$/);
    await expectRefusal(['test', 'm.sermodel', 'away.csv', '--robustness'], 1, /ser: away\.csv holds features; clips are degraded as audio, which needs the folder of the clips\.\n$/);
    await expectRefusal(['test', 'm.sermodel', 'away', '--degrade', 'hum'], 2, /There is no degradation "hum"/);
    await expectRefusal(['test', 'm.sermodel', 'away', '--json', '--markdown'], 2, /cannot be used with option/);
    writeFileSync(join(cwd, 'junk.sermodel'), 'junk');
    await expectRefusal(['test', 'junk.sermodel', 'away'], 1, /^ser: junk\.sermodel: /);
  });
});
