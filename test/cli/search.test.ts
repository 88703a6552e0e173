import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { createRandom } from '../../src/core/learn/random.ts';
import { temporaryFolder } from '../node/temporaryFolder.ts';
import { serIn } from './runSer.ts';

const cwd = temporaryFolder();
const { ser, expectRefusal } = serIn(cwd);
const csv = ['table.csv', '--labels', 'emotion,speaker'];

/** Six speakers of twelve clips; the first column tells the three emotions a little. */
beforeAll(() => {
  const random = createRandom(5);
  const emotions = ['angry', 'calm', 'sad'];
  const rows = Array.from({ length: 72 }, (_, i) => [`${i}.wav`, emotions[i % 3], `s${Math.floor(i / 12)}`, (i % 3) * 1.5 + random.normal(), ...Array.from({ length: 4 }, () => random.normal())]);
  writeFileSync(join(cwd, 'table.csv'), [['file', 'emotion', 'speaker', 'a', 'b', 'c', 'd', 'e'], ...rows].map((row) => row.join(',')).join('\n'));
  writeFileSync(join(cwd, 'one.csv'), readFileSync(join(cwd, 'table.csv'), 'utf8').replaceAll(/,s\d,/g, ',s0,'));
});

interface Run {
  readonly params: Record<string, unknown>;
  readonly search?: unknown;
  readonly uar: number;
  readonly folds: { readonly chosen?: { readonly params: Record<string, unknown>; readonly innerUars: number[]; readonly nInnerFolds: number } }[];
}

const evaluated = async (...args: string[]): Promise<Run> => {
  const { stdout, code } = await ser(['evaluate', ...csv, '--cv', 'speaker:3', '--json', ...args]);
  expect(code).toBe(0);
  return JSON.parse(stdout) as Run;
};

describe('--param', () => {
  it('sets parameters of the learner, in evaluate and train', async () => {
    expect((await evaluated('--model', 'svm', '--param', 'C=0.5', '--param', 'kernel=linear')).params).toMatchObject({ C: 0.5, kernel: 'linear', gamma: 'scale' });
    expect((await evaluated('--model', 'ensemble', '--param', 'members=svm+knn')).params).toEqual({ members: 'svm+knn' });
    expect((await ser(['train', ...csv, '--model', 'knn', '--param', 'k=7', '--out', 'knn.sermodel'])).code).toBe(0);
    expect(readFileSync(join(cwd, 'knn.sermodel.md'), 'utf8')).toMatch(/Learner: k nearest neighbours \(knn\), seed 0\n- Parameters: k 7, weights uniform/);
  });

  it('explains what is wrong with them in one sentence and exits with 2', async () => {
    await expectRefusal(['evaluate', ...csv, '--model', 'svm', '--param', 'C=-1'], 2, /^ser: svm: C is -1; it must be a number above 0\.\n$/);
    await expectRefusal(['evaluate', ...csv, '--model', 'knn', '--param', 'C=1'], 2, /^ser: knn has no parameter "C"; it has k, weights\.\n$/);
    await expectRefusal(['train', ...csv, '--model', 'ensemble', '--param', 'members=svm+svm', '--out', 'x'], 2, /^ser: ensemble: members is svm\+svm; it must be at least 2 of svm, rf, .*, each once, joined by \+\.\n$/);
    await expectRefusal(['evaluate', ...csv, '--model', 'svm', '--param', 'C'], 2, /^ser: The parameter "C" is not of the form name=value/);
  });
});

describe('--search', () => {
  const space = ['--search', 'grid', '--space', 'k=1,5,15;weights=uniform,distance'];

  it('is recorded with the choice of each fold, in JSON and in the report', async () => {
    const run = await evaluated('--model', 'knn', ...space);
    expect(run.search).toMatchObject({ method: 'grid', inner: 'speaker:5', candidates: expect.arrayContaining([{ k: 15, weights: 'distance' }]) as unknown });
    for (const { chosen } of run.folds) {
      expect(chosen).toMatchObject({ nInnerFolds: 4, params: { k: expect.any(Number) as number } });
      expect(chosen!.innerUars).toHaveLength(6);
    }
    expect(await evaluated('--model', 'knn', ...space)).toMatchObject({ uar: run.uar, folds: run.folds.map(({ chosen }) => ({ chosen })) });
    const { stdout } = await ser(['evaluate', ...csv, '--cv', 'speaker:3', '--model', 'knn', ...space]);
    expect(stdout).toMatch(/Each fold chose its parameters on its own training side: grid, 6 candidates of k, weights, scored by UAR over inner folds speaker:5\./);
    expect(stdout.match(/^fold \d: .*; chose k \d+, weights \w+ \(inner UAR 0\.\d{3}\)$/gm)).toHaveLength(3);
  });

  it('at random tries as many as asked, by the seed', async () => {
    const args = ['--model', 'logistic', '--search', 'random:3', '--space', 'C=0.001..10'];
    const run = await evaluated(...args);
    const values = (run.search as { candidates: { C: number }[] }).candidates.map(({ C }) => C);
    expect(values).toHaveLength(3);
    expect((await evaluated(...args)).search).toEqual(run.search);
    expect((await evaluated(...args, '--seed', '1')).search).not.toEqual(run.search);
  });

  it('in train says what it chose, and the card has the figures of the same search alone', async () => {
    await evaluated('--model', 'knn', '--param', 'k=5');
    const { stdout, stderr, code } = await ser(['train', ...csv, '--model', 'knn', ...space, '--out', 'best.sermodel']);
    expect(code).toBe(0);
    expect(stdout).toContain('Wrote k nearest neighbours');
    expect(stderr).toMatch(/Chose k \d+, weights \w+ \(grid, 6 candidates of k, weights, scored by UAR over inner folds speaker:5: inner UAR 0\.\d{3}, which is too bright/);
    const card = readFileSync(join(cwd, 'best.sermodel.md'), 'utf8');
    expect(card).toMatch(/Choice of parameters: grid, 6 candidates/);
    expect(card).toContain('with the same learner and the same search, made anew on the training side of each fold');
    await ser(['train', ...csv, '--model', 'knn', '--search', 'grid', '--space', 'k=2,3', '--out', 'other.sermodel']);
    expect(readFileSync(join(cwd, 'other.sermodel.md'), 'utf8')).toContain('None are known');
  });

  it('refuses wrong usage with 2 and what the data cannot carry with 1', async () => {
    await expectRefusal(['evaluate', ...csv, '--model', 'knn', '--search', 'halving'], 2, /^ser: The search "halving" is not one of grid or random:N/);
    await expectRefusal(['evaluate', ...csv, '--model', 'knn', '--space', 'k=1'], 2, /^ser: The option --space says what a search tries; add --search/);
    await expectRefusal(['evaluate', ...csv, '--model', 'knn', '--search', 'grid', '--space', 'k=0,1'], 2, /^ser: knn: k is 0; it must be a whole number at least 1/);
    await expectRefusal(['evaluate', ...csv, '--model', 'knn', '--search', 'grid', '--space', 'k=1..9'], 2, /a grid needs a list of values/);
    await expectRefusal(['evaluate', ...csv, '--model', 'majority', '--search', 'grid'], 2, /majority has nothing to search/);
    await expectRefusal(['train', 'one.csv', '--labels', 'emotion,speaker', '--model', 'knn', '--search', 'grid', '--out', 'x'], 1, /^ser: The training clips are of 1 speaker; a search splits them by speaker and needs at least 2\.\n$/m);
  });
});

describe('learners without a format of others', () => {
  it('say so in one sentence', async () => {
    for (const [to, message] of [['onnx', /learner knn, which no format of other programs holds here; onnx takes svm, rf, xgboost\.\n$/], ['libsvm', /learner knn; libsvm holds an SVM alone\.\n$/]] as const) {
      await expectRefusal(['export', 'knn.sermodel', '--to', to, '--out', 'x'], 1, message);
    }
  });
});
