import { truncateSync, writeFileSync, copyFileSync, existsSync, readFileSync } from 'node:fs';
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { columnsOf, conventional } from '../../../src/core/features/featureSet.ts';
import { parseModelFile } from '../../../src/core/interchange/modelFile.ts';
import { classifierById } from '../../../src/core/learn/classifiers.ts';
import { predictPipeline } from '../../../src/core/learn/pipeline.ts';
import { createRandom } from '../../../src/core/learn/random.ts';
import type { EmotionModel } from '../../../src/core/model/emotionModel.ts';
import { temporaryFolder } from '../../node/temporaryFolder.ts';
import { matrixOf } from '../learn/syntheticSet.ts';
import { goldenUrl, largestDifference } from './foreignModels.ts';

const program = join(import.meta.dirname, '../../../dist/ser.cjs');
const cwd = temporaryFolder();

const ser = (...args: string[]): { status: number | null; stdout: string; stderr: string } => spawnSync(process.execPath, [program, ...args], { cwd, encoding: 'utf8' });

const refusal = (...args: string[]): string => {
  const { status, stderr, stdout } = ser(...args);
  expect(stderr).not.toMatch(/\n\s+at |defect/);
  expect({ status, stdout }).toEqual({ status: 1, stdout: '' });
  return stderr;
};

const models: Record<string, EmotionModel> = {};
const open = (name: string): EmotionModel => parseModelFile(new Uint8Array(readFileSync(join(cwd, name))));
const random = createRandom(8);
const X = matrixOf(Array.from({ length: 20 }, () => Array.from({ length: 122 }, () => random.normal())));
const judge = ({ description, pipeline }: EmotionModel): Float64Array => predictPipeline(classifierById(description.classifier), pipeline, X);

beforeAll(() => {
  const emotions = ['angry', 'calm', 'sad'];
  const rows = Array.from({ length: 48 }, (_, i) => [`${i}.wav`, emotions[i % 3], `speaker ${Math.floor(i / 3) % 6}`, ...Array.from({ length: 122 }, (_, j) => (j === 0 ? i % 3 : 0) + random.normal())]);
  writeFileSync(join(cwd, 'table.csv'), [['file', 'emotion', 'speaker', ...columnsOf(conventional)], ...rows].map((row) => row.join(',')).join('\n'));
  expect(ser('evaluate', 'table.csv', '--labels', 'emotion,speaker', '--model', 'svm', '--cv', 'speaker:3').stderr).not.toMatch(/^ser:/m);
  for (const model of ['svm', 'rf', 'xgboost']) {
    const { status, stderr, stdout } = ser('train', 'table.csv', '--labels', 'emotion,speaker', '--model', model, '--out', `${model}.sermodel`);
    expect({ status, stderr }).toMatchObject({ status: 0 });
    expect(stdout).toContain(`Its model card is ${model}.sermodel.md.`);
    models[model] = open(`${model}.sermodel`);
  }
});

describe('ser train', () => {
  it('writes a card with the figures of the run of the same learner and data, and none for another learner', () => {
    const card = readFileSync(join(cwd, 'svm.sermodel.md'), 'utf8');
    expect(card).toMatch(/Cross-validation `speaker:3`, seed 0, 48 clips of 6 speakers[^]*\| speaker 5 \| \d/);
    expect(card).toContain('where its clips come from is not known');
    expect(readFileSync(join(cwd, 'rf.sermodel.md'), 'utf8')).toContain('None are known');
  });

  it('notes in the file by what its data are known again', () => {
    const fingerprintOf = (name: string): unknown => (models[name]!.description.trainedOn as { fingerprint?: unknown }).fingerprint;
    expect(fingerprintOf('svm')).toMatch(/^[0-9a-f]{64}$/);
    expect(fingerprintOf('rf')).toBe(fingerprintOf('svm'));
  });
});

describe('ser export and ser import', () => {
  it.each([
    ['xgboost', 'xgboost-json', 0],
    ['xgboost', 'xgboost-ubj', 0],
    // Means and deviations go through the range's two ends.
    ['svm', 'libsvm', 1e-6],
  ] as const)('%s goes out as %s and comes back with its predictions and its description', (model, format, tolerance) => {
    expect(ser('export', `${model}.sermodel`, '--to', format, '--out', `${format}.out`)).toMatchObject({ status: 0, stdout: expect.stringContaining(` on table.csv as ${format} to ${format}.out`) as string });
    expect(ser('import', `${format}.out`, '--out', `${format}.sermodel`)).toMatchObject({ status: 0, stderr: '' });
    const back = open(`${format}.sermodel`);
    expect(largestDifference(judge(back), judge(models[model]!))).toBeLessThanOrEqual(tolerance);
    expect(back.description).toEqual(models[model]!.description);
    expect(existsSync(join(cwd, `${format}.sermodel.md`))).toBe(true);
  });

  it('every learner goes out as ONNX', () => {
    for (const model of ['svm', 'rf', 'xgboost']) expect(ser('export', `${model}.sermodel`, '--to', 'onnx', '--out', `${model}.onnx`)).toMatchObject({ status: 0, stderr: '' });
  });

  it('a model of others gets the names that are given', () => {
    copyFileSync(goldenUrl('rbf_probability.libsvm'), join(cwd, 'theirs.model'));
    writeFileSync(join(cwd, 'names.csv'), 'file,a,b,c,d,e\nx.wav,1,2,3,4,5\n');
    const { status, stderr } = ser('import', 'theirs.model', '--out', 'theirs.sermodel', '--classes', 'angry,calm,sad', '--columns', 'names.csv');
    expect(status).toBe(0);
    expect(stderr).toMatch(/no theirs\.model\.range[^]*cannot classify clips/);
    expect(open('theirs.sermodel').description).toMatchObject({ classifier: 'svm', classes: ['angry', 'calm', 'sad'], columns: ['a', 'b', 'c', 'd', 'e'], trainedOn: { nClips: 0 } });
    expect(ser('import', 'theirs.model', '--out', 'plain.sermodel').stderr).toMatch(/they are 7, -2, 3 as in the file/);
    expect(refusal('import', 'theirs.model', '--out', 'x.sermodel', '--classes', 'angry,calm')).toMatch(/2 class names for the 3 classes/);
    writeFileSync(join(cwd, 'few.csv'), 'file,a,b\n');
    expect(refusal('import', 'theirs.model', '--out', 'x.sermodel', '--columns', 'few.csv')).toMatch(/a feature 5, and 2 columns are named/);
    copyFileSync(goldenUrl('softprob.ubj'), join(cwd, 'theirs.ubj'));
    expect(refusal('import', 'theirs.ubj', '--out', 'x.sermodel', '--columns', 'conventional')).toMatch(/122 column names for the 5 features/);
    expect(ser('import', 'theirs.ubj', '--out', 'x.sermodel', '--columns', 'nonsense')).toMatchObject({ status: 2, stdout: '', stderr: expect.stringMatching(/There is no feature set "nonsense"/) as string });
    expect(existsSync(join(cwd, 'x.sermodel'))).toBe(false);
  });

  it('says in one line what cannot be done', () => {
    expect(refusal('export', 'rf.sermodel', '--to', 'libsvm', '--out', 'x')).toMatch(/learner rf; libsvm holds an SVM alone/);
    expect(refusal('export', 'svm.sermodel', '--to', 'xgboost-json', '--out', 'x')).toMatch(/xgboost-json holds gradient boosting alone/);
    expect(refusal('export', 'table.csv', '--to', 'onnx', '--out', 'x')).toMatch(/^ser: table\.csv: .* does not begin with "SERMODEL"/);
    expect(refusal('import', 'svm.sermodel', '--out', 'x')).toMatch(/a model file of this program already/);
    expect(refusal('import', 'table.csv', '--out', 'x')).toMatch(/neither an xgboost file .* nor a LIBSVM model/);
    expect(refusal('import', 'missing', '--out', 'x')).toMatch(/^ser: missing: The file cannot be read: it does not exist/);
    writeFileSync(join(cwd, 'brackets.json'), '{"learner":' + '['.repeat(1000));
    expect(refusal('import', 'brackets.json', '--out', 'x')).toMatch(/nested more than 32 deep/);
  });

  it('refuses a gigabyte unread', () => {
    writeFileSync(join(cwd, 'huge.json'), '{');
    truncateSync(join(cwd, 'huge.json'), 2 ** 30);
    const started = performance.now();
    expect(refusal('import', 'huge.json', '--out', 'x')).toMatch(/^ser: huge\.json: The file has 1073741824 bytes; models of at most/);
    expect(performance.now() - started).toBeLessThan(10_000);
  });

  it('a false description beside a LIBSVM model is refused', () => {
    copyFileSync(join(cwd, 'libsvm.out'), join(cwd, 'false.model'));
    writeFileSync(join(cwd, 'false.model.description.json'), '{"classifier":"svm","__proto__":{"columns":["a"]}}');
    expect(refusal('import', 'false.model', '--out', 'x')).toMatch(/^ser: false\.model\.description\.json: Not a usable model file/);
  });
});
