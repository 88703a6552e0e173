import { describe, expect, it } from 'vitest';
import { formatReport } from '../../src/core/evaluation/report.ts';
import { evaluateModel } from '../../src/node/evaluateModel.ts';
import { tableOf } from '../core/evaluation/tableOf.ts';
import { testLab } from './labFixture.ts';

describe('a cross-validation', () => {
  const table = tableOf({ speakers: ['a', 'b', 'c', 'd'], emotions: ['calm', 'sad'] });
  const request = { model: 'knn', cv: 'speaker:4', seed: 1, data: { name: 'toy', root: '/toy', corpus: 'unknown', synthetic: false, featureSet: 'conventional' } };

  it('tells how many held-out clips are copies of training clips, as when one recording lies under two voices', async () => {
    const { X } = table;
    const data = X.data.slice();
    // The second voice says twice what the first one said.
    data.copyWithin(4 * X.nColumns, 0, 2 * X.nColumns);
    const { run } = await evaluateModel(testLab(), { ...table, X: { ...X, data } }, request);
    expect(run.nRepeated).toBe(4);
    expect(formatReport(run)).toContain('4 held-out clips are copies of clips on the training side');
  });

  it('says nothing of copies where there are none', async () => {
    const { run } = await evaluateModel(testLab(), table, request);
    expect(run).not.toHaveProperty('nRepeated');
    expect(formatReport(run)).not.toContain('copies');
  });
});
