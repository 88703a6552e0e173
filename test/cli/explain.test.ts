import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import type { ClipExplanation } from '../../src/node/explainClips.ts';
import { temporaryFolder } from '../node/temporaryFolder.ts';
import { serIn } from './runSer.ts';
import { writeSmallCorpus } from './smallCorpus.ts';

const cwd = temporaryFolder();
const { ser, expectRefusal } = serIn(cwd);
const clip = 'clips/03-01-05-01-01-01-01.wav';

beforeAll(async () => {
  writeSmallCorpus(join(cwd, 'clips'));
  for (const [model, ...params] of [['xgboost', '--param', 'nRounds=5'], ['svm']] as const) expect((await ser(['train', 'clips', '--model', model, ...params, '--out', `${model}.sermodel`])).code).toBe(0);
});

const explained = async (...args: string[]): Promise<ClipExplanation[]> => {
  const { stdout, code } = await ser(['explain', ...args, '--json']);
  expect(code).toBe(0);
  return (JSON.parse(stdout) as { explanations: ClipExplanation[] }).explanations;
};

describe('ser explain', () => {
  it('says what speaks for the estimate of a clip, with the training range', async () => {
    const { stdout, code } = await ser(['explain', 'xgboost.sermodel', clip]);
    expect(code).toBe(0);
    expect(stdout).toMatch(/^XGBoost.* on clips\. Exact SHAP values .*\nIt explains the model, not the person: .*\n\nclips\/03-01-05-01-01-01-01\.wav: angry \(\d+ %\), then sad \(\d+ %\)\n {2}log-odds of angry against sad: \+/);
    expect(stdout).toMatch(/\n {4}\w+ +for angry +\+\d\.\d{3} .* training .* ± .* sd\)\n/);
  });

  it('explains every clip of a folder, in JSON, in order, and the parts add up to what ser classify says', async () => {
    const explanations = await explained('xgboost.sermodel', 'clips');
    expect(explanations.map(({ path }) => path)).toEqual(readdirSync(join(cwd, 'clips')).sort().map((name) => `clips/${name}`));
    const estimates = JSON.parse((await ser(['classify', 'xgboost.sermodel', 'clips', '--json'])).stdout) as { emotion: string; probabilities: Record<string, number> }[];
    explanations.forEach(({ answer, next, base, score, features, probability }, i) => {
      expect([answer, probability]).toEqual([estimates[i]!.emotion, estimates[i]!.probabilities[answer]]);
      expect(features.reduce((sum, { contribution }) => sum + contribution, base)).toBeCloseTo(score, 9);
      expect(score).toBeCloseTo(Math.log(probability / estimates[i]!.probabilities[next]!), 9);
    });
    // As many workers as there are, the same.
    expect(await explained('xgboost.sermodel', 'clips', '--jobs', '1')).toEqual(explanations);
  });

  it('names occlusion where contributions are not exact', async () => {
    expect((await ser(['explain', 'svm.sermodel', clip])).stdout).toMatch(/^SVM .*\. Occlusion: by how much the probability of the answer falls/);
    expect((await explained('svm.sermodel', clip))[0]).toMatchObject({ method: 'occlusion', of: 'probability', remark: 'no speech' });
  });

  it('names files that cannot be used, and refuses what is no model', async () => {
    mkdirSync(join(cwd, 'bad'));
    writeFileSync(join(cwd, 'bad/no.wav'), 'no sound');
    const { code, stdout, stderr } = await ser(['explain', 'svm.sermodel', clip, 'bad/no.wav']);
    expect([code, stdout]).toEqual([1, expect.stringContaining('clips/03-01-05')]);
    expect(stderr).toMatch(/^bad\/no\.wav: .*\nser: 1 of 2 files could not be used\.\n$/m);
    await expectRefusal(['explain', 'svm.sermodel', 'bad/no.wav'], 1, /ser: bad\/no\.wav: /);
    await expectRefusal(['explain', clip, clip], 1, /^ser: clips\/03-01-05-01-01-01-01\.wav: /);
    await expectRefusal(['explain', 'svm.sermodel'], 2, /missing required argument 'files'/);
  });
});
