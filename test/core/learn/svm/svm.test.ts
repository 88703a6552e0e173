import { createRequire } from 'node:module';
import { describe, expect, it, vi } from 'vitest';
import { predictedClasses, type TrainingData } from '../../../../src/core/learn/classifier.ts';
import { createKernelVectors, kernelRow, type Kernel } from '../../../../src/core/learn/svm/kernel.ts';
import { createKernelCache, createKernelRows } from '../../../../src/core/learn/svm/kernelCache.ts';
import type { LearnerKernels } from '../../../../src/core/learn/learnerKernels.ts';
import { selectRows } from '../../../../src/core/learn/matrix.ts';
import { couplePairs, fitSigmoid, sigmoidProbability } from '../../../../src/core/learn/svm/platt.ts';
import { applyScaler, fitScaler } from '../../../../src/core/learn/preparation/scaler.ts';
import { solveSmo, type SmoProblem, type SmoSolution } from '../../../../src/core/learn/svm/smo.ts';
import { svm } from '../../../../src/core/learn/svm/svm.ts';
import type { SvmParams } from '../../../../src/core/learn/svm/svmLearner.ts';
import { svmDecisionValues } from '../../../../src/core/learn/svm/svmModel.ts';
import { kernelsUnderTest } from '../../kernels/kernelsUnderTest.ts';
import { hasReferenceMatrix, readReferenceMatrix } from '../referenceMatrix.ts';
import { logLoss, matrixOf, readGolden, runFit, syntheticSet, type SetDescription } from '../syntheticSet.ts';

interface Libsvm {
  train(samples: number[][], labels: number[]): void;
  predict(samples: number[][]): number[];
  getSVIndices(): number[];
  serializeModel(): string;
  free(): void;
}
type LibsvmModule = new (options: Record<string, unknown>) => Libsvm;

interface SvmGolden {
  readonly set: SetDescription;
  readonly cases: {
    readonly params: { readonly C: number; readonly kernel: string; readonly degree?: number; readonly coef0?: number; readonly class_weight?: string };
    readonly gamma: number;
    readonly nSupport: number[];
    readonly predicted: number[];
    readonly decision: number[][];
  }[];
  readonly probabilityLogLoss: number[];
}
const golden = readGolden<SvmGolden>('svm.json');
const { train, test } = syntheticSet(golden.set);

const kernels = await kernelsUnderTest('learners');
const engines = [['TypeScript', undefined], ['compiled', kernels]] as const;

const fitted = (data: TrainingData, over: Partial<SvmParams> = {}, seed = 0, used?: LearnerKernels) => runFit(svm.fit(data, { ...svm.defaults, ...over }, seed, used)).model;
const allOf = (rows: number): Int32Array => Int32Array.from({ length: rows }, (_, t) => t);
const solved = (problem: SmoProblem): SmoSolution => {
  const steps = solveSmo(problem);
  let step = steps.next();
  while (!step.done) step = steps.next();
  return step.value;
};

it('the kernel cache keeps what was used last within its bytes, and computes again what had to go', () => {
  const vectors = createKernelVectors(matrixOf([[1], [2], [3], [4]]));
  const kernel: Kernel = { kernel: 'linear', gamma: 1, degree: 3, coef0: 0 };
  // Segments of two float32 values: three of them fit.
  const cache = createKernelCache(kernel, vectors, Int32Array.of(0, 2, 4), 24);
  const out = new Float32Array(2);
  const costs = [0, 1, 2, 0, 3, 0, 2, 1].map((row) => {
    const before = cache.work();
    cache.copySegment(row, 1, out, 0);
    expect([...out]).toEqual([3 * (row + 1), 4 * (row + 1)]);
    return cache.work() - before;
  });
  expect(costs).toEqual([2, 2, 2, 0, 2, 0, 0, 2]);
});

describe('the binary solver', () => {
  it('finds the closed-form machine of two points', () => {
    // Linear kernel, x = ±1: α = ½ each, decision value x.
    const vectors = createKernelVectors(matrixOf([[1], [-1]]));
    const kernel: Kernel = { kernel: 'linear', gamma: 1, degree: 3, coef0: 0 };
    const rows = createKernelRows(createKernelCache(kernel, vectors, Int32Array.of(0, 1, 2), 1e6), allOf(2));
    const solution = solved({ kernel: rows, sign: Int8Array.of(1, -1), bound: Float64Array.of(10, 10), tolerance: 1e-6, shrinking: true });
    expect([...solution.coefficients]).toEqual([0.5, -0.5]);
    expect(solution.rho).toBeCloseTo(0, 12);
    expect(solution.converged).toBe(true);
  });

  it.each([true, false])('meets the optimality conditions with shrinking %s, and the same objective whatever the cache holds', (shrinking) => {
    const rows = 300;
    const half = Int32Array.from({ length: rows }, (_, i) => i);
    const X = selectRows(train.X, half);
    const vectors = createKernelVectors(X);
    const kernel: Kernel = { kernel: 'rbf', gamma: 0.1, degree: 3, coef0: 0 };
    const sign = Int8Array.from(half, (i) => (i < 140 ? 1 : -1));
    const bound = new Float64Array(rows).fill(10);
    const objectives = [1e9, 3000, 1].map((maxBytes) => {
      const cache = createKernelCache(kernel, vectors, Int32Array.of(0, 140, rows), maxBytes);
      const { coefficients, rho } = solved({ kernel: createKernelRows(cache, allOf(rows)), sign, bound, tolerance: 1e-3, shrinking });
      const row = new Float64Array(rows);
      let objective = 0;
      let balance = 0;
      for (let i = 0; i < rows; i++) {
        kernelRow(kernel, vectors, i, vectors, 0, rows, row);
        let decision = -rho;
        for (let j = 0; j < rows; j++) decision += coefficients[j]! * row[j]!;
        const alpha = coefficients[i]! * sign[i]!;
        const margin = sign[i]! * decision;
        balance += coefficients[i]!;
        objective += 0.5 * coefficients[i]! * (decision + rho) - alpha;
        expect(alpha >= 0 && alpha <= 10).toBe(true);
        if (alpha === 0) expect(margin).toBeGreaterThan(1 - 2e-3);
        else if (alpha === 10) expect(margin).toBeLessThan(1 + 2e-3);
        else expect(Math.abs(margin - 1)).toBeLessThan(2e-3);
      }
      expect(Math.abs(balance)).toBeLessThan(1e-9);
      return objective;
    });
    expect(objectives[1]).toBe(objectives[0]);
    expect(objectives[2]).toBe(objectives[0]);
  });
});

describe('against scikit-learn (LIBSVM), a golden of', () => {
  it.each(golden.cases.flatMap((c) => engines.map(([engine, used]) => [JSON.stringify(c.params), engine, used, c] as const)))('%s (%s)', (_params, _engine, used, c) => {
    const balanced = c.params.class_weight !== undefined;
    const kept = Int32Array.from(train.y.keys()).filter((i) => !balanced || train.y[i] !== 0 || i < 160);
    const data = { X: selectRows(train.X, kept), y: Int32Array.from(kept, (i) => train.y[i]!), nClasses: train.nClasses };
    const { C, kernel, degree = 3, coef0 = 0 } = c.params;
    const model = fitted(data, { C, kernel: kernel === 'poly' ? 'polynomial' : (kernel as SvmParams['kernel']), degree, coef0, tolerance: 1e-6, classWeight: balanced ? 'balanced' : 'none' }, 0, used);
    expect(model.gamma).toBeCloseTo(c.gamma, 6);
    const nSupport = c.nSupport.reduce((sum, n) => sum + n, 0);
    expect(Math.abs(model.coefficients.length / 7 - nSupport)).toBeLessThanOrEqual(0.01 * nSupport);
    const decisions = svmDecisionValues(model, selectRows(test.X, Int32Array.from(c.decision.keys())));
    // Both stop at a violation of 1e-6; the rest is float32 kernel values, which matter in proportion to the decision value.
    c.decision.flat().forEach((value, i) => expect(Math.abs(decisions[i]! - value)).toBeLessThan(1e-3 * Math.max(1, Math.abs(value))));
    const predicted = predictedClasses(svm.predictProba(model, test.X), 8);
    const agreed = c.predicted.filter((k, i) => k === predicted[i]).length;
    expect(agreed / c.predicted.length).toBeGreaterThanOrEqual(0.995);
  });

  it('coupled probabilities whose log-loss lies among those of five seeds', () => {
    const losses = [1, 2, 3].map((seed) => logLoss(svm.predictProba(fitted(train, { probability: true }, seed, kernels), test.X), test));
    const low = Math.min(...golden.probabilityLogLoss);
    const high = Math.max(...golden.probabilityLogLoss);
    for (const loss of losses) expect(loss).toBeGreaterThan(low - 0.02);
    for (const loss of losses) expect(loss).toBeLessThan(high + 0.02);
  });
});

/** Trains both machines on rows sorted by class, and compares labels, support vectors and decision values. */
async function compareWithLibsvm(given: TrainingData, judged: TrainingData, tolerance: number, used: LearnerKernels | undefined): Promise<void> {
  const order = Int32Array.from(given.y.keys()).sort((a, b) => given.y[a]! - given.y[b]! || a - b);
  const data = { X: selectRows(given.X, order), y: Int32Array.from(order, (i) => given.y[i]!), nClasses: given.nClasses };
  const model = fitted(data, { tolerance }, 0, used);
  // Its loader complains about the missing URL of its wasm file before it reads it from disk.
  const muted = vi.spyOn(console, 'warn').mockImplementation(() => {});
  const Libsvm = await (createRequire(import.meta.url)('libsvm-js') as Promise<LibsvmModule>);
  muted.mockRestore();
  const rowsOf = ({ X }: TrainingData): number[][] => Array.from({ length: X.nRows }, (_, i) => Array.from(X.data.subarray(i * X.nColumns, (i + 1) * X.nColumns)));
  const machine = new Libsvm({ kernel: '2', type: '0', gamma: model.gamma, cost: 10, tolerance, quiet: true });
  machine.train(rowsOf(data), Array.from(data.y));
  const labels = machine.predict(rowsOf(judged));
  const support = machine.getSVIndices();
  const lines = machine.serializeModel().split('\n');
  machine.free();

  const predicted = predictedClasses(svm.predictProba(model, judged.X), model.nClasses);
  expect(labels.filter((k, i) => k === predicted[i]).length / labels.length).toBeGreaterThanOrEqual(0.995);
  const nSupport = model.supportVectors.length / model.nFeatures;
  expect(Math.abs(nSupport - support.length)).toBeLessThanOrEqual(0.01 * support.length);

  const numbers = (name: string): number[] => lines.find((line) => line.startsWith(`${name} `))!.split(' ').slice(1).map(Number);
  const m = model.classes.length;
  const coefficients = lines.slice(lines.indexOf('SV') + 1, lines.indexOf('SV') + 1 + support.length).map((line) => line.split(' ').slice(0, m - 1).map(Number));
  const theirs = {
    ...model,
    supportCounts: Int32Array.from(numbers('nr_sv')),
    rho: Float64Array.from(numbers('rho')),
    supportVectors: selectRows(data.X, support).data,
    coefficients: Float64Array.from({ length: (m - 1) * support.length }, (_, i) => coefficients[i % support.length]![Math.floor(i / support.length)]!),
  };
  const ours = svmDecisionValues(model, judged.X);
  const expected = svmDecisionValues(theirs, judged.X);
  let largest = 0;
  for (let i = 0; i < ours.length; i++) largest = Math.max(largest, Math.abs(ours[i]! - expected[i]!));
  // Two solutions within the tolerance may differ by a few times it; LIBSVM writes six digits of its offsets.
  expect(largest).toBeLessThan(Math.max(1e-4, 5 * tolerance));
}

describe('against LIBSVM itself (libsvm-js)', () => {
  it.each([1e-3, 1e-6].flatMap((tolerance) => engines.map(([engine, used]) => [tolerance, engine, used] as const)))('the synthetic set, tolerance %d (%s)', (tolerance, _, used) => compareWithLibsvm(train, test, tolerance, used));

  it.skipIf(!hasReferenceMatrix).each(engines)(`the 1,200 reference clips, speaker fold 0 held out (%s)${hasReferenceMatrix ? '' : ' (skipped: ../shared/reference is not there)'}`, (_, used) => {
    const { classes } = readGolden<{ classes: string[] }>('reference.json');
    const reference = readReferenceMatrix(classes);
    const rows = Array.from(reference.fold.keys());
    const part = (kept: number[]): TrainingData => ({ X: selectRows(reference, kept), y: Int32Array.from(kept, (i) => reference.y[i]!), nClasses: 8 });
    const learnt = part(rows.filter((i) => reference.fold[i] !== 0));
    const judged = part(rows.filter((i) => reference.fold[i] === 0));
    const scaler = fitScaler(learnt.X);
    return compareWithLibsvm({ ...learnt, X: applyScaler(scaler, learnt.X) }, { ...judged, X: applyScaler(scaler, judged.X) }, 1e-3, used);
  });
});

describe('probabilities', () => {
  it('the sigmoid recovers the parameters that its data were drawn from', () => {
    const decisions: number[] = [];
    const signs: number[] = [];
    for (let step = 0; step < 200; step++) {
      const f = (step - 100) / 25;
      const positive = Math.round(50 * sigmoidProbability({ A: -1.5, B: 0.4 }, f));
      for (let i = 0; i < 50; i++) {
        decisions.push(f);
        signs.push(i < positive ? 1 : -1);
      }
    }
    const { A, B } = fitSigmoid(Float64Array.from(decisions), Int8Array.from(signs));
    expect(A).toBeCloseTo(-1.5, 1);
    expect(B).toBeCloseTo(0.4, 1);
  });

  it('coupling gives back the classes that consistent pairs came from', () => {
    const p = [0.5, 0.3, 0.15, 0.05];
    const pairwise = Float64Array.from({ length: 16 }, (_, at) => (Math.floor(at / 4) === at % 4 ? 0 : p[Math.floor(at / 4)]! / (p[Math.floor(at / 4)]! + p[at % 4]!)));
    const out = new Float64Array(4);
    couplePairs(pairwise, 4, out);
    out.forEach((value, k) => expect(value).toBeCloseTo(p[k]!, 2));
  });

  it('without them, shares of votes: multiples of 1 / pairs', () => {
    const shares = svm.predictProba(fitted(train), test.X);
    for (const share of shares) expect(Math.abs(share * 28 - Math.round(share * 28))).toBeLessThan(1e-9);
  });
});

it('a polynomial kernel of degree 2 solves what no line can', () => {
  const X = matrixOf([[0, 0], [1, 1], [1, 0], [0, 1]]);
  const y = Int32Array.of(0, 0, 1, 1);
  const predict = (kernel: SvmParams['kernel']) => [...predictedClasses(svm.predictProba(fitted({ X, y, nClasses: 2 }, { kernel, degree: 2, coef0: 1, gamma: 1, C: 100 }), X), 2)];
  expect(predict('polynomial')).toEqual([...y]);
  expect(predict('linear')).not.toEqual([...y]);
});
