import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import type { RunChange } from '../../src/core/evaluation/comparison/runChange.ts';
import { createRandom } from '../../src/core/learn/random.ts';
import { temporaryFolder } from '../node/temporaryFolder.ts';
import { serIn } from './runSer.ts';

const cwd = temporaryFolder();
const { ser, expectRefusal } = serIn(cwd);
const labels = ['--labels', 'emotion,speaker'];

/** Runs 1 and 2 are of the same clips and folds, 3 has other folds, 4 fewer clips, 5 another emotion. */
beforeAll(async () => {
  const random = createRandom(5);
  const emotions = ['angry', 'calm', 'sad'];
  const rows = Array.from({ length: 72 }, (_, i) => [`${i}.wav`, emotions[i % 3], `s${Math.floor(i / 12)}`, (i % 3) * 1.5 + random.normal(), random.normal()]);
  const head = 'file,emotion,speaker,a,b\n';
  writeFileSync(join(cwd, 'table.csv'), head + rows.map((row) => row.join(',')).join('\n'));
  writeFileSync(join(cwd, 'fewer.csv'), head + rows.slice(0, 60).map((row) => row.join(',')).join('\n'));
  writeFileSync(join(cwd, 'other.csv'), readFileSync(join(cwd, 'table.csv'), 'utf8').replaceAll('calm', 'bored'));
  const evaluations = [['table.csv', 'logistic', 'speaker:3'], ['table.csv', 'majority', 'speaker:3'], ['table.csv', 'logistic', 'speaker'], ['fewer.csv', 'logistic', 'speaker:3'], ['other.csv', 'logistic', 'speaker:3']] as const;
  for (const [table, model, cv] of evaluations) expect((await ser(['evaluate', table, ...labels, '--model', model, '--cv', cv])).code).toBe(0);
});

describe('ser compare', () => {
  it('sets two runs side by side', async () => {
    const { stdout, code } = await ser(['compare', '2', '1']);
    expect(code).toBe(0);
    expect(stdout).toMatch(/^run 2: majority · table\.csv · conventional · speaker:3 · seed 0\nrun 1: logistic · .*\n72 held-out clips, 6 speakers, the same 3 folds\n\n +run 2 +run 1 +run 1 − run 2 \[95 % over speakers\]\naccuracy +0\.333 +0\.\d{3} +\+0\.\d{3} \[/);
    expect(stdout).toMatch(/run 1 has the larger UAR: .*\nMcNemar \(.*\nCorrected resampled t-test .* 2 degrees of freedom, p /);
    expect(stdout).toMatch(/\nWrong in run 2, right in run 1: \d+ clips\n {2}\d+\.wav +speaker s\d +\w+ taken for \w+\n/);
  });

  it('gives all flipped clips as JSON, which are those that the tests count', async () => {
    const found = JSON.parse((await ser(['compare', '1', '2', '--json'])).stdout) as RunChange & { runs: { id: number; uar: number }[] };
    expect(found.runs.map(({ id }) => id)).toEqual([1, 2]);
    expect(found.uar.value).toBeCloseTo(found.runs[1]!.uar - found.runs[0]!.uar, 12);
    expect(found.toWrong.length - found.toRight.length).toBe(Math.round(-72 * found.accuracy.value));
    expect(found).toMatchObject({ seed: 0, nClips: 72, mcnemar: { onlyFirst: found.toWrong.length, onlySecond: found.toRight.length }, macroF1: { interval: [expect.any(Number), expect.any(Number)] } });
  });

  it('refuses, with numbers, runs that do not share clips, labels or folds', async () => {
    await expectRefusal(['compare', '1', '3'], 1, /^ser: The runs do not hold out the same clips in the same folds: \d+ of 72 and 72 are shared, by speaker:3 in 3 and speaker in 6 folds\.\n$/);
    await expectRefusal(['compare', '1', '4'], 1, /^ser: The runs do not hold out the same clips: 60 of 72 and 60 are shared\.\n$/);
    await expectRefusal(['compare', '1', '5'], 1, /^ser: The runs tell different emotions apart, 2 of 3 and 3 the same: angry, calm, sad and angry, bored, sad\.\n$/);
    await expectRefusal(['compare', '1', '9'], 1, /^ser: There is no run 9 in \.ser\/store\.db; ser runs lists those that there are\.\n$/);
    await expectRefusal(['compare', 'last', '5'], 1, /^ser: Run 5 is named twice/);
    await expectRefusal(['compare', '1'], 2, /missing required argument 'second'/);
    await expectRefusal(['compare', '1', 'x'], 2, /It must be a whole number from 1/);
    await expectRefusal(['compare', '1', '2', '--store', 'none.db'], 1, /^ser: There is no store at none\.db/);
  });
});
