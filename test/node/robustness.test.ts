import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Degradation } from '../../src/core/audio/degrade/degradation.ts';
import type { FeatureTable } from '../../src/core/evaluation/featureTable.ts';
import { formatRobustness, formatRobustnessMarkdown } from '../../src/core/evaluation/studies/robustness.ts';
import { createRecipe } from '../../src/core/features/recipe.ts';
import { degradedFeatures } from '../../src/node/degradedFeatures.ts';
import { evaluateModel } from '../../src/node/evaluateModel.ts';
import { extractFeatures, labelledClips, toFeatureTable, type ExtractedClip } from '../../src/node/extractFeatures.ts';
import { makeSampleCorpus } from '../../src/node/makeSampleCorpus.ts';
import { measureRobustness } from '../../src/node/measureRobustness.ts';
import { scanCorpus, type ScannedClip } from '../../src/node/scanCorpus.ts';
import { testLab } from './labFixture.ts';
import { temporaryFolder } from './temporaryFolder.ts';

const dir = temporaryFolder();
const lab = testLab(join(dir, 'store.db'));
const recipe = createRecipe();
const data = { name: 'sample', root: dir, corpus: 'ravdess', synthetic: true, featureSet: 'conventional' };
const request = { model: 'knn', cv: 'speaker', seed: 3, data };
const white: Degradation = { kind: 'white', level: 0 };
const gain: Degradation = { kind: 'gain', level: -20 };
let clips: ExtractedClip<ScannedClip>[];
let table: FeatureTable;

beforeAll(async () => {
  await makeSampleCorpus(lab, join(dir, 'sample'));
  // Three speakers and four emotions do.
  const wanted = (await scanCorpus(join(dir, 'sample'))).clips.filter(({ speaker, emotion }) => ['01', '02', '03'].includes(speaker ?? '') && ['angry', 'calm', 'sad', 'happy'].includes(emotion ?? ''));
  const { extracted } = await extractFeatures(lab, wanted, recipe);
  clips = labelledClips(extracted);
  table = toFeatureTable(extracted, recipe);
});

describe('degradedFeatures', () => {
  it('are those of the degraded samples, the same for a seed whatever the workers, and kept', async () => {
    const [noisy, babble] = await degradedFeatures(lab, clips, recipe, [white, { kind: 'babble', level: 10 }], 1);
    expect(noisy!.X).toMatchObject({ nRows: clips.length, nColumns: 122 });
    const zcr = table.columns.indexOf('zero_crossing_rate_mean');
    const mean = (X: FeatureTable['X']): number => Array.from({ length: X.nRows }, (_, row) => X.data[row * X.nColumns + zcr]!).reduce((sum, value) => sum + value, 0) / X.nRows;
    // White noise crosses zero at every other sample.
    expect(mean(noisy!.X)).toBeGreaterThan(1.5 * mean(table.X));
    const other = testLab(':memory:', 1);
    const few = clips.slice(0, 3);
    const again = await degradedFeatures(other, few, recipe, [white], 1);
    expect(again[0]!.X.data).toEqual(noisy!.X.data.slice(0, 3 * 122));
    expect((await degradedFeatures(other, few, recipe, [white], 2))[0]!.X.data).not.toEqual(again[0]!.X.data);
    expect(await degradedFeatures(lab, clips, recipe, [white, { kind: 'babble', level: 10 }], 1)).toEqual([noisy, babble]);
    await expect(degradedFeatures(lab, clips, recipe, [white], 9, { signal: AbortSignal.abort() })).rejects.toMatchObject({ code: 'cancelled' });
  });
});

describe('measureRobustness', () => {
  it('tests held-out voices on degraded clips, by models of clips as they are and of copies as well', async () => {
    const copies = { tested: await degradedFeatures(lab, clips, recipe, [white, gain], 1), augment: await degradedFeatures(lab, clips, recipe, [white], 2) };
    const report = await measureRobustness(lab, table, copies, request);
    const [plain, augmented] = report.curves;
    expect(plain!.rows.map(({ degradation }) => degradation)).toEqual([undefined, white, gain]);
    expect(plain!.augment).toEqual([]);
    expect(augmented!.augment).toEqual(['white noise, 0 dB SNR']);
    // Without a degradation it is the cross-validation itself.
    expect(plain!.rows[0]!.uar).toBe((await evaluateModel(lab, table, request)).run.uar);
    const { run } = await evaluateModel(lab, table, { ...request, copies: copies.augment });
    expect(augmented!.rows[0]!.uar).toBe(run.uar);
    expect(run.augment).toEqual(['white noise, 0 dB SNR']);
    expect(plain!.rows[1]!.uar).toBeLessThan(plain!.rows[0]!.uar);
    expect(augmented!.rows[1]!.uar).toBeGreaterThan(plain!.rows[1]!.uar);

    const text = formatRobustness([report]);
    expect(text).toMatch(/Synthetic sample corpus/);
    expect(text).toMatch(/white noise, 0 dB SNR +0\.\d{3} \[/);
    const lines = formatRobustnessMarkdown([report]).split('\n');
    expect(lines).toHaveLength(5);
    for (const line of lines) expect(line.split('|')).toHaveLength(5);
  });

  it('a copy that equals its clips changes no figure of theirs', async () => {
    const same = { degradation: gain, X: table.X };
    const { curves } = await measureRobustness(lab, table, { tested: [same], augment: [] }, { ...request, model: 'logistic' });
    expect(curves[0]!.rows[1]).toEqual({ ...curves[0]!.rows[0], degradation: gain });
  });
});
