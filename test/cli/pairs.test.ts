import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import type { EvaluationRun } from '../../src/core/evaluation/evaluationRun.ts';
import type { PairStudy } from '../../src/core/evaluation/pairs/pairStudy.ts';
import { createRandom } from '../../src/core/learn/random.ts';
import { temporaryFolder } from '../node/temporaryFolder.ts';
import { serIn } from './runSer.ts';

const cwd = temporaryFolder();
const { ser, expectRefusal } = serIn(cwd);
const csv = ['table.csv', '--labels', 'emotion,speaker'];

/** Six speakers of 14 clips; angry is rare, and the first column tells the three emotions a little. */
beforeAll(() => {
  const random = createRandom(5);
  const emotions = ['angry', 'calm', 'sad'];
  const rows = Array.from({ length: 84 }, (_, i) => {
    const k = i % 14 < 2 ? 0 : 1 + (i % 2);
    return [`${i}.wav`, emotions[k], `s${Math.floor(i / 14)}`, k * 1.5 + random.normal(), ...Array.from({ length: 4 }, () => random.normal())];
  });
  writeFileSync(join(cwd, 'table.csv'), [['file', 'emotion', 'speaker', 'a', 'b', 'c', 'd', 'e'], ...rows].map((row) => row.join(',')).join('\n'));
});

describe('ser pairs', () => {
  it('prints the ranking, and of each of the worst pairs features, clips and the expert', async () => {
    const { stdout, code } = await ser(['pairs', ...csv, '--model', 'logistic', '--cv', 'speaker:3']);
    expect(code).toBe(0);
    expect(stdout).toMatch(/^logistic · conventional · speaker:3 · 84 clips · 6 speakers · 3 emotions · seed 0\nUAR 0\.\d{3} \[/);
    expect(stdout.match(/^── \w+ \/ \w+$/gm)).toHaveLength(3);
    expect(stdout).toMatch(/── \w+ \/ \w+\n {2}What separates them within a voice .*6 speakers; p corrected for 5 columns\)\n {4}[a-e] +lower in /);
    expect(stdout).toMatch(/taken for calm: \d+ \(probability of calm\)\n {4}\d+\.wav {2}speaker s\d {2}0\.\d\d/);
    expect(stdout).toMatch(/on all columns {2}right \d+ → \d+ {2}UAR .* (helps|harms|does not help)$/m);
  });

  it('looks at the pair that is named, and says all of it as JSON', async () => {
    const { stdout, code } = await ser(['pairs', ...csv, '--model', 'knn', '--param', 'k=3', '--pair', 'sad,calm', '--cv', 'speaker:3', '--json']);
    expect(code).toBe(0);
    const study = JSON.parse(stdout) as PairStudy;
    expect(study).toMatchObject({ model: 'knn', params: { k: 3 }, pairs: [{ emotions: ['sad', 'calm'], nComparedSpeakers: 6, experts: [{ columns: 'all' }] }] });
    expect(study.ranking).toHaveLength(3);
    expect(study.pairs[0]!.clips).toHaveLength(study.pairs[0]!.nConfused[0] + study.pairs[0]!.nConfused[1]);
  });

  it('refuses wrong usage with 2 and what the data cannot carry with 1', async () => {
    await expectRefusal(['pairs', ...csv, '--model', 'svm', '--pair', 'sad'], 2, /It must name two emotions: A,B\.\n$/);
    await expectRefusal(['pairs', ...csv, '--model', 'svm', '--pair', 'sad,sad'], 2, /different names/);
    await expectRefusal(['pairs', ...csv, '--model', 'svm', '--worst', '2', '--pair', 'sad,calm'], 2, /cannot be used with option/);
    await expectRefusal(['pairs', ...csv, '--model', 'svm', '--param', 'C=0'], 2, /^ser: svm: C is 0; it must be a number above 0\.\n$/);
    await expectRefusal(['pairs', ...csv, '--model', 'svm', '--pair', 'sad,bored'], 1, /^ser: There is no emotion "bored"; the data has angry, calm, sad\.\n$/m);
    await expectRefusal(['pairs', ...csv, '--model', 'svm', '--cv', 'stratified:3'], 1, /stratified:3 tests voices that it trains on/);
  });
});

describe('--balance and --select', () => {
  it('are recorded and reported', async () => {
    const args = ['evaluate', ...csv, '--model', 'svm', '--cv', 'speaker:3', '--balance', 'smote', '--select', '2'];
    expect(JSON.parse((await ser([...args, '--json'])).stdout) as EvaluationRun).toMatchObject({ balance: 'smote', select: 2 });
    expect((await ser(args)).stdout).toMatch(/\nLearnt from 2 columns, .*\nClasses were balanced by SMOTE on the training side alone/);
  });

  it('travel with the model, whose card says so, but into no format of others', async () => {
    const { code, stdout } = await ser(['train', ...csv, '--model', 'svm', '--balance', 'weights', '--select', '3', '--out', 'three.sermodel']);
    expect([code, stdout]).toEqual([0, expect.stringContaining('Its model card is')]);
    expect(readFileSync(join(cwd, 'three.sermodel.md'), 'utf8')).toMatch(/- Preparation: Learnt from 3 columns, .*\n- Preparation: Classes were balanced by the weights of the learner\./);
    for (const to of ['onnx', 'libsvm', 'xgboost-json']) await expectRefusal(['export', 'three.sermodel', '--to', to, '--out', 'x'], 1, /^ser: This model learnt from 3 of its 5 columns \(--select\), which no format but our own knows of; train it without to write it as [\w-]+\.\n$/);
  });

  it('are refused with one sentence where they cannot be had', async () => {
    await expectRefusal(['evaluate', ...csv, '--model', 'knn', '--balance', 'weights'], 2, /^ser: knn has no class weights; --balance smote balances its training rows instead\.\n$/);
    await expectRefusal(['train', ...csv, '--model', 'svm', '--balance', 'weights', '--param', 'classWeight=none', '--out', 'x'], 2, /^ser: svm: classWeight is given as none and set by --balance weights; leave one out\.\n$/);
    await expectRefusal(['evaluate', ...csv, '--model', 'svm', '--balance', 'half'], 2, /Allowed choices are weights, smote/);
    await expectRefusal(['evaluate', ...csv, '--model', 'svm', '--select', '0'], 2, /a whole number from 1/);
    await expectRefusal(['evaluate', ...csv, '--model', 'svm', '--select', '6'], 1, /^ser: 6 columns are to be selected of 5; it must be a whole number from 1 to 5\.\n$/m);
  });
});
