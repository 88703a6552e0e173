import { describe, expect, it } from 'vitest';
import { evaluateModel } from '../../src/node/evaluateModel.ts';
import { measureLearningCurve } from '../../src/node/measureLearningCurve.ts';
import { tableOf } from '../core/evaluation/tableOf.ts';
import { testLab } from './labFixture.ts';

const lab = testLab();
const table = tableOf({ speakers: ['1', '2', '3', '4', '5', '6'], emotions: ['angry', 'calm', 'sad'], takes: 4, nColumns: 8 });
const data = { name: 'toy', root: 'toy', corpus: 'ravdess', synthetic: false, featureSet: 'conventional' };
const request = { model: 'logistic', cv: 'speaker:3', seed: 1, data };

describe('measureLearningCurve', () => {
  it.each(['clips', 'speakers'] as const)('by %s: its last point is the cross-validation itself, and a second curve is the same', async (by) => {
    const shown: number[] = [];
    const curve = await measureLearningCurve(lab, table, { ...request, by, nPoints: 4 }, { onProgress: ({ done, total }) => shown.push(done / total) });
    const { run } = await evaluateModel(lab, table, request);
    expect(curve.points).toHaveLength(4);
    expect(curve.points.at(-1)).toMatchObject({ uar: run.uar, accuracy: run.accuracy, uarInterval: run.intervals!.uar });
    expect(curve.nClips).toBe(run.nClips);
    expect(await measureLearningCurve(lab, table, { ...request, by, nPoints: 4 })).toEqual(curve);
    expect(shown.at(-1)).toBe(1);
    expect(shown).toEqual([...shown].sort((a, b) => a - b));
  });

  it('refuses a curve by speakers that tests known voices, and ends when it is cancelled', async () => {
    await expect(measureLearningCurve(lab, table, { ...request, cv: 'stratified:3', by: 'speakers', nPoints: 2 })).rejects.toMatchObject({ code: 'cv-invalid' });
    await expect(measureLearningCurve(lab, table, { ...request, by: 'clips', nPoints: 2 }, { signal: AbortSignal.abort() })).rejects.toMatchObject({ code: 'cancelled' });
  });
});
