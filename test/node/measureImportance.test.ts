import { beforeAll, describe, expect, it } from 'vitest';
import type { FeatureTable } from '../../src/core/evaluation/featureTable.ts';
import { columnsOf, featureSetById } from '../../src/core/features/featureSet.ts';
import { createRecipe } from '../../src/core/features/recipe.ts';
import { createRandom } from '../../src/core/learn/random.ts';
import { measureImportance } from '../../src/node/measureImportance.ts';
import { trainModel, type ModelFile } from '../../src/node/trainModel.ts';
import { testLab } from './labFixture.ts';

const lab = testLab();
const columns = columnsOf(featureSetById('conventional'));
const emotions = ['angry', 'calm', 'sad'];

/** Clips of which the columns of one family alone tell the emotion, each of them as well as all. */
function clipsTold(by: string, given = columns): FeatureTable {
  const random = createRandom(3);
  const rows = Array.from({ length: 60 }, (_, row) => row);
  const X = { data: Float32Array.from(rows.flatMap((row) => given.map((name) => (name.startsWith(by) ? 10 * (row % 3) : 0) + random.normal()))), nRows: rows.length, nColumns: given.length };
  return { columns: given, files: rows.map((row) => `${row}.wav`), emotions: rows.map((row) => emotions[row % 3]!), speakers: rows.map((row) => String(row % 4)), sentences: rows.map(() => ''), X };
}

const table = clipsTold('chroma_stft');
const data = { name: 'toy', root: 'toy', corpus: 'csv', synthetic: false, featureSet: 'conventional' };
const request = { table, nRepeats: 3, seed: 0 };
let model: ModelFile;

beforeAll(async () => {
  model = await trainModel(lab, table, { model: 'logistic', seed: 0, recipe: createRecipe(), data });
});

describe('measureImportance', () => {
  it('finds the family that tells everything, which no column of it shows', async () => {
    const byFamily = (await measureImportance(lab, model, { ...request, by: 'family' })).permutation!;
    expect(byFamily.baseline).toBe(1);
    const chroma = byFamily.names.indexOf('chroma_stft');
    // Of three emotions a third is right by chance; four standard errors of 60 guesses, three times.
    expect(Math.abs(byFamily.mean[chroma]! - 2 / 3)).toBeLessThan(4 * Math.sqrt(2 / 9 / 180));
    byFamily.mean.forEach((fall, family) => expect(fall, byFamily.names[family]).toBeLessThan(family === chroma ? 1 : 0.1));
    const byColumn = (await measureImportance(lab, model, { ...request, by: 'column' })).permutation!;
    expect(byColumn.names).toEqual(columns);
    expect(Math.max(...byColumn.mean)).toBeLessThan(0.1);
  });

  it('tells its progress over all columns, and says whose clips they are', async () => {
    const seen: { phase: string; done: number; total: number }[] = [];
    const { permutation, own } = await measureImportance(lab, model, { ...request, by: 'column' }, { onProgress: (step) => seen.push(step) });
    expect(own).toEqual([]);
    expect(permutation).toMatchObject({ by: 'column', nRepeats: 3, nClips: 60, inTraining: true });
    expect(new Set(seen.map(({ phase, total }) => `${phase} ${total}`))).toEqual(new Set([`permute ${3 * columns.length}`]));
    const done = seen.map((step) => step.done);
    expect(done).toEqual(done.toSorted((a, b) => a - b));
    expect(done.at(-1)).toBe(3 * columns.length);
    const others = { ...table, files: table.files.slice(3), emotions: table.emotions.slice(3), speakers: table.speakers.slice(3), sentences: table.emotions.slice(3).map(() => ''), X: { ...table.X, data: table.X.data.slice(3 * columns.length), nRows: 57 } };
    expect((await measureImportance(lab, model, { ...request, table: others, by: 'family' })).permutation).toMatchObject({ nClips: 57, inTraining: false });
  });

  it('can be called off', async () => {
    const controller = new AbortController();
    await expect(measureImportance(lab, model, { ...request, nRepeats: 100, by: 'column' }, { signal: controller.signal, onProgress: () => controller.abort() })).rejects.toMatchObject({ code: 'cancelled' });
  });

  it('knows no families of columns that are of no feature set, and takes no other columns', async () => {
    const own = clipsTold('f', ['f0', 'f1']);
    const other = await trainModel(lab, own, { model: 'logistic', seed: 0, recipe: createRecipe(), data });
    await expect(measureImportance(lab, other, { ...request, table: own, by: 'family' })).rejects.toMatchObject({ code: 'feature-mismatch' });
    expect((await measureImportance(lab, other, { ...request, table: own, by: 'column' })).permutation!.names).toEqual(['f0', 'f1']);
    await expect(measureImportance(lab, other, { ...request, by: 'column' })).rejects.toMatchObject({ code: 'feature-mismatch', message: expect.stringContaining('trained on 2 columns') as string });
  });
});
