import { describe, expect, it } from 'vitest';
import { poolFolds, type EvaluationPlan, type FoldOutcome } from '../../src/core/evaluation/crossValidate.ts';
import type { FeatureTable } from '../../src/core/evaluation/featureTable.ts';
import { parseProtocol } from '../../src/core/evaluation/protocols/protocol.ts';
import { createSplits } from '../../src/core/evaluation/protocols/splits.ts';
import { matchLabels, scoreExternal } from '../../src/core/evaluation/studies/externalTest.ts';
import { createRandom } from '../../src/core/learn/random.ts';
import { evaluateModel } from '../../src/node/evaluateModel.ts';
import type { Lab } from '../../src/node/lab.ts';
import { measureRobustness } from '../../src/node/measureRobustness.ts';
import { poolInWorker } from '../../src/node/poolInWorker.ts';
import { testLab } from './labFixture.ts';

const random = createRandom(1);
const n = 96;
const classes = ['angry', 'calm', 'sad'];
const emotions = Array.from({ length: n }, (_, i) => classes[i % 3]!);
const X = { data: Float32Array.from({ length: 2 * n }, (_, i) => (Math.floor(i / 2) % 3) + 3 * random.uniform()), nRows: n, nColumns: 2 };
const table: FeatureTable = { columns: ['one', 'two'], files: emotions.map((_, i) => `${i}.wav`), emotions, speakers: emotions.map((_, i) => `s${Math.floor(i / 12)}`), X };
const data = { name: 'toy', root: '/toy', corpus: 'unknown', synthetic: true, featureSet: 'conventional' };

/** A lab that notes what its workers are asked to do. */
function watchedLab(): { lab: Lab; asked: (readonly [op: string, request: object])[] } {
  const asked: (readonly [string, object])[] = [];
  const lab = testLab();
  const run: Lab['pool']['run'] = (op, request, options) => (asked.push([op, request]), lab.pool.run(op, request, options));
  return { lab: { ...lab, pool: { ...lab.pool, run } }, asked };
}

describe('poolInWorker', () => {
  it('gives the record that poolFolds gives here, to the last bit, without sending the training sides', async () => {
    const plan: EvaluationPlan = { model: 'svm', params: { C: 1 }, cv: 'speaker:4', seed: 3, data };
    const { folds } = createSplits(table, parseProtocol(plan.cv), plan.seed);
    const outcomes = folds.map(({ test }): FoldOutcome => {
      const probabilities = Float64Array.from({ length: 3 * test.length }, () => random.uniform() / 3);
      return { probabilities, predicted: test.map((row) => row % 3), fitMs: 1, predictMs: 2 };
    });
    const { lab, asked } = watchedLab();
    const run = await poolInWorker(lab.pool, table, plan, folds, outcomes, {});
    expect(run.intervals?.nClusters).toBe(8);
    expect(run).toStrictEqual(poolFolds(table, plan, folds, outcomes));
    expect(asked).toMatchObject([['poolFolds', { splits: folds.map(({ train }) => ({ train: { length: train.length } })) }]]);
    expect(JSON.stringify(asked)).not.toContain('columns');
    // Who asked can go on with the outcomes.
    expect(outcomes[0]?.probabilities).toHaveLength(3 * folds[0]!.test.length);
  });

  it('is how evaluations and studies pool', async () => {
    const { lab, asked } = watchedLab();
    const nPooled = (): number => asked.filter(([op]) => op === 'poolFolds').length;
    const { run } = await evaluateModel(lab, table, { model: 'majority', cv: 'speaker:4', seed: 0, data });
    expect(run.nClips).toBe(n);
    expect(nPooled()).toBe(1);
    const tested = [{ degradation: { kind: 'noise', snrDb: 10 } as never, X }];
    const { curves } = await measureRobustness(lab, table, { tested, augment: [] }, { model: 'majority', cv: 'speaker:4', seed: 0, data });
    expect(curves[0]?.rows).toHaveLength(2);
    expect(nPooled()).toBe(3);
  });

  it('scores a test on another corpus as it is scored here', async () => {
    const { lab } = watchedLab();
    const answers = { files: table.files, speakers: table.speakers, emotions, modelClasses: classes, probabilities: Float64Array.from({ length: 3 * n }, () => random.uniform() / 3) };
    const match = matchLabels(classes, emotions);
    expect(await lab.pool.run('scoreExternal', { answers, match, seed: 2 })).toStrictEqual(scoreExternal(answers, match, 2));
  });
});
