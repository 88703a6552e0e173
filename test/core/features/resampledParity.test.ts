import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { mixToMono } from '../../../src/core/audio/recording.ts';
import { parseWav } from '../../../src/core/audio/wav.ts';
import { createClipExtraction } from '../../../src/core/features/clipExtraction.ts';
import { columnsOf, conventional } from '../../../src/core/features/featureSet.ts';
import { predictedClasses } from '../../../src/core/learn/classifier.ts';
import { fitPipeline, predictPipeline } from '../../../src/core/learn/pipeline.ts';
import { svm } from '../../../src/core/learn/svm/svm.ts';
import { realSpeech, sharedDir } from '../../realSpeech.ts';
import { kernelsUnderTest } from '../kernels/kernelsUnderTest.ts';

const RATE = 22_050;
const originals = realSpeech('ravdess-48k');
const reference = sharedDir && join(sharedDir, 'reference/librosa');
const available = originals !== undefined && reference !== undefined && existsSync(join(reference, 'reference_features_22050.csv.gz'));
const ways = [['twins', undefined], ['kernels', await kernelsUnderTest('features')]] as const;

/** librosa's vectors of 1,200 clips, resampled by soxr_hq, and of those recordings whose golden holds one. */
function librosaVectors(): { readonly table: Map<string, number[]>; readonly all: Map<string, number[]> } {
  const [, ...lines] = gunzipSync(readFileSync(join(reference ?? '', 'reference_features_22050.csv.gz'))).toString('utf8').trim().split('\n');
  const table = new Map(lines.map((line) => line.split(',')).map(([name, ...values]) => [name!, values.map(Number)]));
  const all = new Map(table);
  for (const file of readdirSync(reference ?? '').filter((name) => name.startsWith('03-'))) {
    const golden = JSON.parse(readFileSync(join(reference ?? '', file), 'utf8')) as { name: string; resampled_22050: { vector: number[] } };
    all.set(`${golden.name}.wav`, golden.resampled_22050.vector);
  }
  return { table, all };
}

function standardDeviations(rows: readonly (readonly number[])[]): number[] {
  return rows[0]!.map((_, i) => {
    const mean = rows.reduce((sum, row) => sum + row[i]!, 0) / rows.length;
    return Math.sqrt(rows.reduce((sum, row) => sum + (row[i]! - mean) ** 2, 0) / rows.length);
  });
}

const matrixOf = (rows: readonly ArrayLike<number>[]) => ({ data: Float32Array.from(rows.flatMap((row) => Array.from(row))), nRows: rows.length, nColumns: columnsOf(conventional).length });

describe.skipIf(!available).each(ways)(`by the %s, features of ${available ? 'the originals' : 'no originals (skipped: they are absent)'} at ${RATE} Hz`, (_, kernels) => {
  const { table, all } = available ? librosaVectors() : { table: new Map<string, number[]>(), all: new Map<string, number[]>() };
  const names = available ? readdirSync(originals).filter((name) => name.endsWith('.wav')) : [];
  const vectors = new Map(
    names.map((name) => {
      const recording = parseWav(readFileSync(join(originals ?? '', name)));
      return [name, createClipExtraction(conventional, recording.sampleRate, RATE, kernels)(mixToMono(recording))] as const;
    }),
  );

  it('deviate from librosa by a hundredth of the column\'s standard deviation at most, in the median', () => {
    const deviations = standardDeviations([...table.values()]);
    const compared = names.filter((name) => all.has(name));
    expect(compared.length).toBeGreaterThanOrEqual(34);
    const all122 = compared.flatMap((name) => deviations.map((deviation, i) => Math.abs(vectors.get(name)![i]! - all.get(name)![i]!) / deviation)).sort((a, b) => a - b);
    expect(all122[all122.length >> 1]).toBeLessThan(0.01);
    // Beyond the median stand what rounding decides in near-silent frames: the sign of 1e-9, the valleys of a stop band, the tuning.
    expect(all122[Math.floor(0.95 * all122.length)]).toBeLessThan(0.05);
  });

  it('get the labels that librosa\'s get, from an SVM trained on librosa\'s table', () => {
    const y = Int32Array.from([...table.keys()], (name) => Number(name.split('-')[2]) - 1);
    const fitting = fitPipeline(svm, { X: matrixOf([...table.values()]), y, nClasses: 8 }, { ...svm.defaults, C: 10 }, 1);
    let step = fitting.next();
    while (!step.done) step = fitting.next();
    const pipeline = step.value;
    const label = (rows: readonly ArrayLike<number>[]): number[] => Array.from(predictedClasses(predictPipeline(svm, pipeline, matrixOf(rows)), 8));
    const compared = names.filter((name) => all.has(name));
    const ours = label(compared.map((name) => vectors.get(name)!));
    const theirs = label(compared.map((name) => all.get(name)!));
    expect(ours.filter((value, i) => value === theirs[i]).length / compared.length).toBeGreaterThanOrEqual(0.99);
  });
});
