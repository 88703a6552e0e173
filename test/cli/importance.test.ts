import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { temporaryFolder } from '../node/temporaryFolder.ts';
import { serIn } from './runSer.ts';
import { writeSmallCorpus } from './smallCorpus.ts';

const cwd = temporaryFolder();
const { ser, expectRefusal } = serIn(cwd);

interface Importance {
  readonly columns: readonly string[];
  readonly own: Readonly<Record<string, readonly number[]>>;
  readonly permutation?: { readonly baseline: number; readonly mean: readonly number[]; readonly deviation: readonly number[]; readonly nRepeats: number; readonly nClips: number; readonly inTraining: boolean };
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
