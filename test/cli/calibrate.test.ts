import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { parseModelDescription } from '../../src/core/interchange/modelFile.ts';
import { createRandom } from '../../src/core/learn/random.ts';
import type { Decision } from '../../src/core/model/decision.ts';
import type { EvaluationRun } from '../../src/core/evaluation/evaluationRun.ts';
import { temporaryFolder } from '../node/temporaryFolder.ts';
import { serIn } from './runSer.ts';
import { tone } from './smallCorpus.ts';

const cwd = temporaryFolder();
const { ser, expectRefusal } = serIn(cwd);
const csv = ['table.csv', '--labels', 'emotion,speaker'];

/** Seven speakers of twelve clips; the first column tells the three emotions a little. */
beforeAll(() => {
  const random = createRandom(5);
  const emotions = ['angry', 'calm', 'sad'];
  const rows = Array.from({ length: 84 }, (_, i) => [`${i}.wav`, emotions[i % 3], `s${Math.floor(i / 12)}`, (i % 3) * 1.5 + random.normal(), ...Array.from({ length: 4 }, () => random.normal())]);
  const text = [['file', 'emotion', 'speaker', 'a', 'b', 'c', 'd', 'e'], ...rows].map((row) => row.join(',')).join('\n');
  writeFileSync(join(cwd, 'table.csv'), text);
  writeFileSync(join(cwd, 'one.csv'), text.replaceAll(/,s\d,/g, ',s0,'));
  writeFileSync(join(cwd, 'three.csv'), text.replaceAll(/,s[0-4],/g, ',s0,'));
  writeFileSync(join(cwd, 'unknown.csv'), text.replaceAll(/,s[12],/g, ',,'));
});

const describedIn = (file: string) => parseModelDescription(readFileSync(join(cwd, file)));

const decisionIn = (file: string): Decision => {
  const { decision } = describedIn(file);
  if (!decision) throw new Error(`There is no decision in ${file}.`);
  return decision;
};

describe('ser train --calibrate', () => {
  it.each([
    ['svm', ['--param', 'probability=true'], []],
    ['svm', ['--param', 'probability=true', '--param', 'C=1', '--balance', 'smote', '--select', '3'], ['--param', 'C=1', '--balance', 'smote', '--select', '3']],
    ['xgboost', ['--param', 'nRounds=30', '--param', 'earlyStoppingRounds=3', '--normalize', 'speaker'], ['--param', 'nRounds=30', '--param', 'earlyStoppingRounds=3', '--normalize', 'speaker']],
    ['knn', ['--search', 'grid', '--space', 'k=5,15'], ['--search', 'grid', '--space', 'k=5,15']],
  ])('%s %j: is of the same held-out clips as a cross-validation', async (model, evaluated, trained) => {
    const { stdout } = await ser(['evaluate', ...csv, '--model', model, ...evaluated, '--json']);
    const run = JSON.parse(stdout) as EvaluationRun;
    const told = await ser(['train', ...csv, '--model', model, ...trained, '--calibrate', '--out', 'calibrated.m']);
    expect(told.code).toBe(0);
    const { temperature, threshold, protocol, nClips, nSpeakers, heldOut } = decisionIn('calibrated.m');
    expect([protocol, nClips, nSpeakers, threshold]).toEqual([run.cv, 84, 7, undefined]);
    // The run rounds nothing but the probabilities that it lists.
    expect(temperature).toBe(run.calibration?.temperature);
    expect(heldOut).toMatchObject({ accuracy: run.accuracy, logLoss: { before: run.logLoss }, calibrationError: { before: run.calibration?.error } });
    expect(heldOut.logLoss.after).toBeGreaterThan(run.calibration?.logLossAtTemperature ?? NaN);
    expect(told.stdout).toContain(`Its confidence has the temperature ${temperature.toFixed(3)}, fitted to 84 clips of 7 speakers`);
    expect(told.stdout).not.toContain('uncertain');
    expect(readFileSync(join(cwd, 'calibrated.m.md'), 'utf8')).toContain('## Confidence');
  });

  it('changes nothing else of the model', async () => {
    await ser(['train', ...csv, '--model', 'svm', '--out', 'plain.m']);
    await ser(['train', ...csv, '--model', 'svm', '--calibrate', '--out', 'calibrated.m']);
    const { decision, ...description } = describedIn('calibrated.m');
    expect(decision).toBeDefined();
    expect(description).toEqual(describedIn('plain.m'));
  });

  it('has as many groups as there are speakers where they are fewer than six', async () => {
    await ser(['train', 'three.csv', ...csv.slice(1), '--model', 'knn', '--calibrate', '--out', 'three.m']);
    expect(decisionIn('three.m')).toMatchObject({ protocol: 'speaker:3', nSpeakers: 3 });
  });

  it('with --certain alone chooses a threshold as well', async () => {
    const { stdout } = await ser(['train', ...csv, '--model', 'logistic', '--certain', '0.8', '--out', 'certain.m']);
    const { threshold = NaN, precision, heldOut } = decisionIn('certain.m');
    expect(precision).toBe(0.8);
    expect(threshold).toBeGreaterThan(1 / 3);
    expect(heldOut.answered?.coverage).toBeGreaterThan(0);
    expect(stdout).toMatch(/It answers from a confidence of 0\.\d{3} on, chosen so that 80\.0 % of its answers are right; below it says "uncertain"\.\nOn speakers that the threshold was not chosen on \d\d\.\d % of the answers were right, and \d\d\.\d % of the clips were answered/);
  });

  it('refuses in one sentence what the data or the learner cannot carry, and writes nothing', async () => {
    const asked = ['--labels', 'emotion,speaker', '--model', 'knn', '--calibrate', '--out', 'none.m'];
    await expectRefusal(['train', 'one.csv', ...asked], 1, /^ser: The clips are of 1 speaker; a calibration holds speakers out and needs at least 2\.\n$/m);
    await expectRefusal(['train', 'unknown.csv', ...asked], 1, /^ser: The speaker of 24 of 84 clips is unknown; a calibration holds speakers out and needs all of them\.\n$/m);
    await expectRefusal(['train', ...csv, '--model', 'majority', '--certain', '0.9', '--out', 'none.m'], 1, /^ser: No threshold of the confidence reaches the precision 0\.9 on held-out speakers: the largest is 0\.\d{3}, with \d+ of 84 clips answered\. Ask for less, or for none\.\n$/m);
    expect(() => readFileSync(join(cwd, 'none.m'))).toThrow('ENOENT');
  });

  it('is wrong usage with a precision that is no share, or a learner without probabilities', async () => {
    for (const precision of ['0', '1.5', '70', '1e-1', '-0.5', '', 'much']) await expectRefusal(['train', ...csv, '--model', 'svm', `--certain=${precision}`, '--out', 'none.m'], 2, /It must be a share above 0 and at most 1, as 0\.7\.\n$/);
    await expectRefusal(['train', ...csv, '--model', 'svm', '--param', 'probability=false', '--calibrate', '--out', 'none.m'], 2, /^ser: svm: probability is false, so the model gives votes in place of probabilities, and --calibrate needs probabilities/);
    await expectRefusal(['train', ...csv, '--model', 'svm', '--search', 'grid', '--space', 'C=1;probability=true,false', '--calibrate', '--out', 'none.m'], 1, /probability false, so it gives votes/);
  });
});

describe('a model with a threshold', () => {
  beforeAll(async () => {
    mkdirSync(join(cwd, 'clips'));
    // Anger lies lower than calm, with a spread in which they overlap.
    const random = createRandom(8);
    for (let speaker = 1; speaker <= 4; speaker++) {
      for (const take of ['01-01-01', '01-01-02', '01-02-01', '01-02-02', '02-01-01', '02-01-02']) {
        for (const [code, hz] of [['05', 700], ['02', 1000]] as const) writeFileSync(join(cwd, `clips/03-01-${code}-${take}-0${speaker}.wav`), tone(Math.max(100, hz + 160 * random.normal()), { peak: 0.2 + 0.5 * random.uniform() }));
      }
    }
    // A model is not tested on the very clips that it was trained on.
    cpSync(join(cwd, 'clips'), join(cwd, 'others'), { recursive: true });
    rmSync(join(cwd, 'others/03-01-05-01-01-01-01.wav'));
    expect(await ser(['train', 'clips', '--model', 'knn', '--param', 'k=9', '--certain', '0.85', '--out', 'knn.m'])).toMatchObject({ code: 0 });
    expect(await ser(['train', 'clips', '--model', 'logistic', '--out', 'always.m'])).toMatchObject({ code: 0 });
  });

  interface Answer {
    readonly emotion: string;
    readonly probabilities: Record<string, number>;
    readonly uncertain?: boolean;
  }

  it('says "uncertain", with the likeliest class beside it', async () => {
    const { threshold = NaN } = decisionIn('knn.m');
    const answers = JSON.parse((await ser(['classify', 'knn.m', 'clips', '--json'])).stdout) as Answer[];
    expect(answers).toHaveLength(48);
    for (const { emotion, probabilities, uncertain } of answers) {
      const confidence = Math.max(...Object.values(probabilities));
      expect(probabilities[emotion]).toBe(confidence);
      expect(uncertain).toBe(confidence < threshold);
    }
    const lines = (await ser(['classify', 'knn.m', 'clips'])).stdout.trim().split('\n');
    const nUncertain = answers.filter(({ uncertain }) => uncertain).length;
    expect(nUncertain).toBeGreaterThan(0);
    expect(nUncertain).toBeLessThan(48);
    for (const line of lines) expect(line).toMatch(/: no speech \((angry|calm) \d+ %\)$/);
  });

  it('one without a threshold does not speak of it', async () => {
    const answers = JSON.parse((await ser(['classify', 'always.m', 'clips', '--json'])).stdout) as Answer[];
    for (const answer of answers) expect(answer).not.toHaveProperty('uncertain');
    const { code, stdout } = await ser(['test', 'always.m', 'others']);
    expect(code).toBe(0);
    expect(stdout).not.toContain('would answer');
  });

  it('is tested with the share of the clips that it answers', async () => {
    const answers = JSON.parse((await ser(['classify', 'knn.m', 'others', '--json'])).stdout) as (Answer & { path: string })[];
    const answered = answers.filter(({ uncertain }) => !uncertain);
    const right = answered.filter(({ path, emotion }) => path.includes(emotion === 'angry' ? '03-01-05' : '03-01-02'));
    const { results } = JSON.parse((await ser(['test', 'knn.m', 'others', '--json'])).stdout) as { results: { answered: unknown; nClips: number }[] };
    expect(results[0]).toMatchObject({ nClips: 47, answered: { coverage: answered.length / 47, precision: right.length / answered.length } });
    expect((await ser(['test', 'knn.m', 'others'])).stdout).toContain(`  ser classify would answer ${((100 * answered.length) / 47).toFixed(1)} % of the clips, ${((100 * right.length) / answered.length).toFixed(1)} % of the answers right; the others are "uncertain"\n`);
  });

  it('goes to other programs without it, which is said', async () => {
    await ser(['train', 'clips', '--model', 'xgboost', '--param', 'nRounds=5', '--certain', '0.5', '--out', 'trees.m']);
    const told = await ser(['export', 'trees.m', '--to', 'xgboost-json', '--out', 'trees.json']);
    expect(told.stderr).toBe('The model has a temperature and a threshold for "uncertain", which no format but our own knows of: this file gives the learner\'s own probabilities.\n');
    expect(readFileSync(join(cwd, 'trees.json'), 'utf8')).not.toContain('temperature');
    await ser(['import', 'trees.json', '--out', 'again.m']);
    const { decision, ...description } = describedIn('trees.m');
    expect(decision).toBeDefined();
    expect(describedIn('again.m')).toEqual(description);
    expect((await ser(['export', 'always.m', '--to', 'onnx', '--out', 'x'])).stderr).not.toContain('temperature');
  });
});
