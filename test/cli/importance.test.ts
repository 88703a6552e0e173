import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { openStore } from '../../src/node/store/store.ts';
import { temporaryFolder } from '../node/temporaryFolder.ts';
import { serIn } from './runSer.ts';
import { writeSmallCorpus } from './smallCorpus.ts';

const cwd = temporaryFolder();
const { ser, expectRefusal } = serIn(cwd);

interface Importance {
  readonly columns: readonly string[];
  readonly own: Readonly<Record<string, readonly number[]>>;
  readonly permutation?: { readonly by: string; readonly names: readonly string[]; readonly baseline: number; readonly mean: readonly number[]; readonly deviation: readonly number[]; readonly nRepeats: number; readonly nClips: number; readonly inTraining: boolean };
  readonly outOfBagAccuracy?: number;
}

/** What the file of native xgboost tells of its splits: of each tree the column and the gain of each node, leaves included. */
interface XgboostJson {
  readonly learner: { readonly gradient_booster: { readonly model: { readonly trees: readonly { readonly left_children: readonly number[]; readonly split_indices: readonly number[]; readonly loss_changes: readonly number[] }[] } } };
}

beforeAll(async () => {
  expect((await ser(['sample', 'clips'])).code).toBe(0);
  writeSmallCorpus(join(cwd, 'other'));
  for (const [model, ...more] of [['xgboost', '--param', 'nRounds=5'], ['rf', '--param', 'nTrees=20'], ['svm']] as const) expect((await ser(['train', 'clips', '--model', model, ...more, '--out', `${model}.sermodel`])).code).toBe(0);
});

const importance = async (...args: string[]): Promise<Importance> => {
  const { stdout, stderr, code } = await ser(['importance', ...args, '--json']);
  expect([stderr, code]).toEqual([expect.any(String), 0]);
  return JSON.parse(stdout) as Importance;
};

describe('ser importance', () => {
  it('tells of boosted trees what their exported file tells', async () => {
    expect((await ser(['export', '--to', 'xgboost-json', 'xgboost.sermodel', '--out', 'xgboost.json'])).code).toBe(0);
    const { columns, own } = await importance('xgboost.sermodel');
    const weight = columns.map(() => 0);
    const gain = columns.map(() => 0);
    for (const { left_children: left, split_indices: column, loss_changes: change } of (JSON.parse(readFileSync(join(cwd, 'xgboost.json'), 'utf8')) as XgboostJson).learner.gradient_booster.model.trees) {
      left.forEach((child, node) => {
        if (child < 0) return;
        weight[column[node]!]! += 1;
        gain[column[node]!]! += change[node]!;
      });
    }
    expect(weight.some((n) => n > 1)).toBe(true);
    expect(own['weight']).toEqual(weight);
    own['gain']?.forEach((value, j) => expect(value).toBeCloseTo(weight[j] ? gain[j]! / weight[j] : 0, 4));
    expect(own['cover']?.map((value) => value > 0)).toEqual(weight.map((n) => n > 0));
  });

  it('shuffles columns among labelled clips: one without a split costs nothing', async () => {
    const { own, permutation, outOfBagAccuracy } = await importance('xgboost.sermodel', 'clips', '--repeats', '2');
    expect(permutation).toMatchObject({ nRepeats: 2, inTraining: true });
    expect(permutation!.baseline).toBeGreaterThan(0.5);
    const unused = own['weight']!.flatMap((n, j) => (n === 0 ? [j] : []));
    expect(unused.length).toBeGreaterThan(0);
    expect(unused.map((j) => [permutation!.mean[j], permutation!.deviation[j]])).toEqual(unused.map(() => [0, 0]));
    expect(Math.max(...permutation!.mean)).toBeGreaterThan(0.01);
    expect(outOfBagAccuracy).toBeUndefined();
    // As many workers as there are, the same.
    expect((await importance('xgboost.sermodel', 'clips', '--repeats', '2', '--jobs', '1')).permutation).toEqual(permutation);
  });

  it('shuffles the columns of a family together, and all of them take everything', async () => {
    const { permutation } = await importance('svm.sermodel', 'clips', '--repeats', '2', '--by', 'family');
    expect(permutation).toMatchObject({ by: 'family', names: ['mfcc', 'chroma_stft', 'spectral_contrast', 'zero_crossing_rate', 'rms'] });
    expect(permutation!.mean).toHaveLength(5);
    expect((await importance('svm.sermodel', 'clips', '--repeats', '2', '--by', 'family', '--jobs', '1')).permutation).toEqual(permutation);
    // A model of one family that loses it guesses among eight emotions.
    expect((await ser(['train', 'clips', '--model', 'svm', '--set', 'conventional/mfcc', '--out', 'mfcc.sermodel'])).code).toBe(0);
    const only = (await importance('mfcc.sermodel', 'clips', '--repeats', '20', '--by', 'family')).permutation!;
    expect(only.names).toEqual(['mfcc']);
    // Four standard errors of 192 guesses, 20 times.
    expect(Math.abs(only.baseline - only.mean[0]! - 1 / 8)).toBeLessThan(4 * Math.sqrt((7 / 64) / (20 * 192)));
    expect((await ser(['importance', 'svm.sermodel', 'clips', '--repeats', '1', '--by', 'family'])).stdout).toMatch(/loses when the columns of one family are shuffled.*\n.*\n {2}mfcc +0\.\d{4} ± 0\.0000\n/);
  });

  it('is remembered with the other studies, whole', async () => {
    const { permutation, own } = await importance('rf.sermodel', 'other', '--repeats', '2', '--store', 'own.db');
    await importance('xgboost.sermodel', '--store', 'own.db');
    const store = openStore(join(cwd, 'own.db'));
    onTestFinished(() => store.close());
    const [second, first] = store.studies('importance');
    expect(second).toMatchObject({ data: { name: 'clips', root: '', synthetic: true }, record: { model: 'xgboost', name: 'XGBoost-style gradient boosting on clips', own: [{ measure: 'gain' }, { measure: 'cover' }, { measure: 'weight' }] } });
    expect(second!.record.permutation).toBeUndefined();
    expect(first).toMatchObject({ data: { name: 'other' }, record: { model: 'rf', tested: { trainedOn: { corpus: 'clips', nClips: 192, nSpeakers: 6 } }, permutation: { by: 'column', nRepeats: 2, inTraining: false, nClips: permutation!.nClips, nUnmatched: 0 } } });
    const { record } = first!;
    expect(record.columns).toHaveLength(122);
    record.permutation!.mean.forEach((value, j) => expect(value).toBeCloseTo(permutation!.mean[j]!, 6));
    record.own[0]!.values.forEach((value, j) => expect(value).toBeCloseTo(own['impurity']![j]!, 6));
  });

  it('judges a forest out of bag on the clips that it was trained on, and on no others', async () => {
    const { own, outOfBagAccuracy } = await importance('rf.sermodel', 'clips', '--repeats', '1');
    expect(own['impurity']!.reduce((sum, value) => sum + value, 0)).toBeCloseTo(1, 6);
    expect(outOfBagAccuracy).toBeGreaterThan(0);
    expect(outOfBagAccuracy).toBeLessThanOrEqual(1);
    const elsewhere = await importance('rf.sermodel', 'other', '--repeats', '1');
    expect(elsewhere.outOfBagAccuracy).toBeUndefined();
    expect(elsewhere.permutation).toMatchObject({ inTraining: false });
  });

  it('prints the columns that matter most, and warns of what was learnt by heart', async () => {
    const { stdout } = await ser(['importance', 'rf.sermodel', 'clips', '--repeats', '1']);
    expect(stdout).toMatch(/^Random Forest.*\n\nBy impurity\n( {2}\S+ +0\.\d+\n){20} {2}… \d+ more that matter, \d+ that do not \(--json has all\)\n\nBy permutation: what the UAR of \d\.\d{3} over \d+ clips loses/);
    expect(stdout).toContain('The model was trained on these clips');
    expect(stdout).toMatch(/\nOut of bag, .*accuracy \d\.\d{3}\..*by speaker\.\n$/);
  });

  it('refuses a machine without clips, and clips without a model', async () => {
    await expectRefusal(['importance', 'svm.sermodel'], 1, /^ser: A model of svm tells nothing of its columns by itself; name labelled clips to measure it on\.$/m);
    await expectRefusal(['importance', 'clips'], 1, /^ser: clips/);
    await expectRefusal(['importance', 'svm.sermodel', 'clips', '--repeats', '0'], 2, /repeats/);
    expect((await importance('svm.sermodel', 'other', '--repeats', '1')).own).toEqual({});
  });
});
