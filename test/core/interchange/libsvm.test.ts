import { createRequire } from 'node:module';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { parseSvmRange } from '../../../src/core/interchange/libsvmRange.ts';
import { parseLibsvm } from '../../../src/core/interchange/libsvmReader.ts';
import { formatLibsvm, formatSvmRange } from '../../../src/core/interchange/libsvmWriter.ts';
import { predictedClasses } from '../../../src/core/learn/classifier.ts';
import type { Matrix } from '../../../src/core/learn/matrix.ts';
import { applyScaler } from '../../../src/core/learn/preparation/scaler.ts';
import { svm } from '../../../src/core/learn/svm/svm.ts';
import { svmDecisionValues, type SvmModel } from '../../../src/core/learn/svm/svmModel.ts';
import { matrixOf } from '../learn/syntheticSet.ts';
import { codeOf, fuzz, largestDifference, readGoldenBytes, readGoldenJson, refusalOf, trainedModel } from './foreignModels.ts';

interface Machine {
  train(rows: number[][], labels: number[]): void;
  predict(rows: number[][]): number[];
  predictProbability(rows: number[][]): { prediction: number; estimates: { label: number; probability: number }[] }[];
  serializeModel(): string;
  free(): void;
}

interface Libsvm {
  new (options: object): Machine;
  load(text: string): Machine;
}

let LibsvmJs: Libsvm;

beforeAll(async () => {
  // Its loader complains about the missing URL of its wasm file before it reads it from disk.
  const muted = vi.spyOn(console, 'warn').mockImplementation(() => {});
  LibsvmJs = await (createRequire(import.meta.url)('libsvm-js') as Promise<Libsvm>);
  muted.mockRestore();
});

const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);
const rowsOf = ({ data, nRows, nColumns }: Matrix): number[][] => Array.from({ length: nRows }, (_, i) => Array.from(data.subarray(i * nColumns, (i + 1) * nColumns)));

interface Golden {
  readonly X: number[][];
  readonly cases: readonly { readonly name: string; readonly order: number[]; readonly labels: number[]; readonly decisions: number[][]; readonly probabilities: number[][] | null }[];
}

const golden = readGoldenJson<Golden>('libsvm.golden.json');
const X = matrixOf(golden.X);
// The goldens' rows lie on a grid that float32 holds exactly, so nothing but the order of summation differs.
const TOLERANCE = 1e-6;

describe.each(golden.cases.map((entry) => [entry.name, entry] as const))('a model of LIBSVM 3.37: %s', (name, { order, labels, decisions, probabilities }) => {
  const { model, labels: read } = parseLibsvm(readGoldenBytes(`${name}.libsvm`), 5);

  it('has its labels, decision values, predictions and probabilities', () => {
    expect(read).toEqual(order);
    expect(largestDifference(svmDecisionValues(model, X), decisions.flat())).toBeLessThan(TOLERANCE);
    const ours = svm.predictProba(model, X);
    expect(Array.from(predictedClasses(ours, order.length), (k) => order[k])).toEqual(labels);
    expect(model.sigmoidA.length > 0).toBe(probabilities !== null);
    if (probabilities) expect(largestDifference(ours, probabilities.flat())).toBeLessThan(TOLERANCE);
  });

  it('comes back from our own text', () => expect(parseLibsvm(bytesOf(formatLibsvm(model)), 5).model).toEqual(model));
});

describe('libsvm-js, the real LIBSVM 3.22,', () => {
  it.each([2, 4])('loads our machine of %d classes and agrees', (nClasses) => {
    const { model, X: rows, probabilities } = trainedModel('svm', nClasses, { probability: true });
    const machine = LibsvmJs.load(formatLibsvm(model.pipeline.model as SvmModel));
    const theirs = machine.predictProbability(rowsOf(applyScaler(model.pipeline.scaler!, rows)));
    machine.free();
    expect(theirs.map(({ prediction }) => prediction)).toEqual([...predictedClasses(probabilities, nClasses)]);
    // LIBSVM 3.22 iterates for two classes as well and stops at 0.005 / 2; later versions take the pair as it is, as we do.
    expect(largestDifference(theirs.flatMap(({ estimates }) => estimates.map(({ probability }) => probability)), probabilities)).toBeLessThan(nClasses === 2 ? 0.0026 : TOLERANCE);
  });

  it.each([
    ['C-SVC', '0'],
    ['nu-SVC', '1'],
  ])('writes a %s that we read and agree with', (_, type) => {
    const { X: rows } = trainedModel('svm', 3);
    const scaled = rowsOf(rows).map((row) => row.map((value) => Math.fround(value / 2000)));
    const labels = scaled.map((row, i) => [5, -1, 9][(i + (row[0]! > 0 ? 1 : 0)) % 3]!);
    const machine = new LibsvmJs({ kernel: '2', type, gamma: 0.5, cost: 10, nu: 0.3, quiet: true, probabilityEstimates: true });
    machine.train(scaled, labels);
    const text = machine.serializeModel();
    machine.free();
    const read = parseLibsvm(bytesOf(text), 8);
    // Its text has fewer digits than the machine in memory, so it is what the text says that is compared. Vectors of eight
    // digits are rounded to float32 as we read them, which moves a probability by some millionths.
    const again = LibsvmJs.load(text);
    const theirs = again.predictProbability(scaled);
    again.free();
    const ours = svm.predictProba(read.model, matrixOf(scaled));
    expect(read.labels).toEqual(theirs[0]!.estimates.map(({ label }) => label));
    expect(largestDifference(ours, theirs.flatMap(({ estimates }) => estimates.map(({ probability }) => probability)))).toBeLessThan(1e-5);
  });
});

describe('the range file of svm-scale', () => {
  const { model, X: rows } = trainedModel('svm', 3);
  const scaler = model.pipeline.scaler!;

  it('does what the scaler does, by the formula of svm-scale.c', () => {
    const [head, limits, ...lines] = formatSvmRange(scaler).trim().split('\n');
    expect([head, limits]).toEqual(['x', '-1 1']);
    const ranges = lines.map((line) => line.split(' ').map(Number));
    const expected = applyScaler(scaler, rows);
    rowsOf(rows).forEach((row, i) =>
      row.forEach((value, j) => {
        const [index, min, max] = ranges[j] as [number, number, number];
        expect(index).toBe(j + 1);
        // 2000 ± 1e-16 · 2000 over a spread of about 1
        expect(-1 + (2 * (value - min)) / (max - min)).toBeCloseTo(expected.data[i * 8 + j]!, 6);
      }),
    );
  });

  it('comes back', () => {
    const read = parseSvmRange(bytesOf(formatSvmRange(scaler)), 8);
    expect(largestDifference(read.mean, scaler.mean)).toBeLessThan(1e-12);
    expect(largestDifference(read.scale, scaler.scale)).toBeLessThan(1e-12);
  });

  it('takes other limits, constant columns and columns that are left out', () => {
    const read = parseSvmRange(bytesOf('x\n0 4\n1 10 12\n3 7 7\n'), 3);
    expect(applyScaler(read, matrixOf([[11, 5, 7]])).data).toEqual(Float32Array.of(2, 5, 0));
  });

  it.each([
    ['another file', 'svm_type c_svc\n', 'model-invalid'],
    ['scaled targets', 'y\n-1 1\n0 1\nx\n-1 1\n', 'format-unsupported'],
    ['limits that are one', 'x\n1 1\n', 'model-invalid'],
    ['NaN', 'x\n-1 1\n1 NaN 2\n', 'model-invalid'],
    ['a range that runs backwards', 'x\n-1 1\n1 3 2\n', 'model-invalid'],
    ['an index twice', 'x\n-1 1\n1 0 1\n1 0 1\n', 'model-invalid'],
    ['a column too many', 'x\n-1 1\n9 0 1\n', 'feature-mismatch'],
  ])('%s is refused', (_, text, code) => expect(codeOf(() => parseSvmRange(bytesOf(text), 8))).toBe(code));
});

describe('what cannot be taken', () => {
  const text = new TextDecoder().decode(readGoldenBytes('rbf_probability.libsvm'));
  const changed = (from: string | RegExp, to: string): Uint8Array => {
    expect(text.search(from)).toBeGreaterThanOrEqual(0);
    return bytesOf(text.replace(from, to));
  };
  const lines = text.split('\n');

  it.each<[string, () => Uint8Array, string]>([
    ['a regression', () => changed('c_svc', 'epsilon_svr'), 'format-unsupported'],
    ['a precomputed kernel', () => changed('rbf', 'precomputed'), 'format-unsupported'],
    ['an index beyond the columns', () => changed(/ 5:/, ' 6:'), 'feature-mismatch'],
    ['nothing', () => new Uint8Array(), 'model-invalid'],
    ['text', () => bytesOf('Dear all,\n'), 'model-invalid'],
    ['a gamma of NaN', () => changed(/gamma .*/, 'gamma nan'), 'model-invalid'],
    ['no gamma', () => changed(/gamma .*\n/, ''), 'model-invalid'],
    ['two gammas', () => changed(/gamma .*\n/, 'gamma 1\ngamma 2\n'), 'model-invalid'],
    ['a rho too few', () => changed(/rho \S+ /, 'rho '), 'model-invalid'],
    ['probA without probB', () => changed(/probB .*\n/, ''), 'model-invalid'],
    ['a label twice', () => changed('label 7 -2 3', 'label 7 7 3'), 'model-invalid'],
    ['counts that do not add up', () => changed('nr_sv 21', 'nr_sv 22'), 'model-invalid'],
    ['a count below 0', () => changed('nr_sv 21 20', 'nr_sv 42 -1'), 'model-invalid'],
    ['a billion classes', () => changed('nr_class 3', 'nr_class 1000000000'), 'model-invalid'],
    ['ten thousand classes', () => changed('nr_class 3', 'nr_class 10000'), 'model-invalid'],
    ['a billion support vectors', () => changed('total_sv 64', 'total_sv 1000000000'), 'model-invalid'],
    ['a support vector too few', () => bytesOf(lines.slice(0, -2).join('\n')), 'model-invalid'],
    ['a support vector too many', () => bytesOf(text + lines.at(-2)!), 'model-invalid'],
    ['a coefficient of NaN', () => changed('1.1109742737822321 ', 'NaN '), 'model-invalid'],
    ['indices that descend', () => changed('1:0.25 2:-0.5', '2:0.25 1:-0.5'), 'model-invalid'],
    ['the index 0', () => changed('1:0.25', '0:0.25'), 'model-invalid'],
    ['no SV line', () => bytesOf('a b\n'.repeat(50)), 'model-invalid'],
    ['32 MB without a line', () => new Uint8Array(2 ** 25).fill(0x61), 'model-invalid'],
    ['a prototype key', () => changed('svm_type c_svc', '__proto__ c_svc'), 'model-invalid'],
  ])('%s is refused', (_, bytes, code) => expect(codeOf(() => parseLibsvm(bytes(), 5))).toBe(code));

  it('a value beyond float32 is refused by its place', () => expect(refusalOf(() => parseLibsvm(changed('1:0.25', '1:1e39'), 5))).toMatch(/feature 1 of support vector 1 is "1e39"/));

  it('a sparse machine is refused when its vectors would not fit into memory', () => {
    const n = 300;
    const sparse = `svm_type c_svc\nkernel_type linear\nnr_class 2\ntotal_sv ${n}\nrho 0\nlabel 0 1\nnr_sv ${n} 0\nSV\n${'1 1000000:1\n'.repeat(n)}`;
    expect(codeOf(() => parseLibsvm(bytesOf(sparse)))).toBe('model-invalid');
  });

  it('coefficients that the file cannot hold are refused before they get room', () => {
    const m = 200;
    const many = `svm_type c_svc\nkernel_type linear\nnr_class ${m}\ntotal_sv 5000\nrho${' 0'.repeat((m * (m - 1)) / 2)}\nlabel ${Array.from({ length: m }, (_, k) => k).join(' ')}\nnr_sv 5000${' 0'.repeat(m - 1)}\nSV\n1 1:1\n`;
    expect(refusalOf(() => parseLibsvm(bytesOf(many)))).toMatch(/5000 support vectors need 199 coefficients each/);
  });

  it('damaged files are read or refused, and what is read predicts', () => {
    const codes = fuzz(readGoldenBytes('rbf_probability.libsvm'), 1500, (damaged) => void svm.predictProba(parseLibsvm(damaged, 5).model, X));
    expect([...codes.keys()].filter((code) => !['none', 'model-invalid', 'format-unsupported', 'feature-mismatch'].includes(code))).toEqual([]);
    expect(codes.get('model-invalid')).toBeGreaterThan(500);
    expect(codes.get('none')).toBeGreaterThan(10);
  });
});
