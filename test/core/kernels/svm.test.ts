import { describe, expect, it } from 'vitest';
import { createBinarySolver, type BinaryProblem, type BinarySolver, type GroupedRows } from '../../../src/core/learn/svm/binarySolver.ts';
import { createCompiledSolver } from '../../../src/core/learn/svm/binarySolverKernel.ts';
import type { TrainingData } from '../../../src/core/learn/classifier.ts';
import { exponential, hyperbolicTangent, integerPower } from '../../../src/core/learn/exponential.ts';
import { createKernelVectors, kernelNames, kernelRow, type Kernel } from '../../../src/core/learn/svm/kernel.ts';
import { LearnerMemory } from '../../../src/core/learn/learnerKernels.ts';
import { createRandom } from '../../../src/core/learn/random.ts';
import type { SmoSolution } from '../../../src/core/learn/svm/smo.ts';
import { supportVectorMachine } from '../../../src/core/learn/svm/supportVectorMachine.ts';
import type { MulticlassSvmParams } from '../../../src/core/learn/svm/svmLearner.ts';
import { createSvmMemory } from '../../../src/core/learn/svm/svmMemory.ts';
import { runFit, syntheticSet } from '../learn/syntheticSet.ts';
import { kernelsUnderTest } from './kernelsUnderTest.ts';

const kernels = await kernelsUnderTest('learners');

const inOrder = (n: number): Int32Array => Int32Array.from({ length: n }, (_, t) => t);

/** Classes that overlap, as many rows each as `sizes` says, grouped. */
function groupsOf(sizes: readonly number[], nColumns: number, seed: number): GroupedRows {
  const random = createRandom(seed);
  const groupStart = Int32Array.of(0, ...sizes.map((_, g) => sizes.slice(0, g + 1).reduce((sum, n) => sum + n, 0)));
  const nRows = groupStart.at(-1)!;
  const data = new Float32Array(nRows * nColumns);
  for (let t = 0, g = 0; t < nRows; t++) {
    while (t >= groupStart[g + 1]!) g++;
    for (let k = 0; k < nColumns; k++) data[t * nColumns + k] = random.normal() + 0.4 * g;
  }
  return { X: { data, nRows, nColumns }, order: inOrder(nRows), groupStart };
}

/** The rows of the first two classes. */
function firstPair({ groupStart }: GroupedRows, C = 1): BinaryProblem {
  const rows = inOrder(groupStart[2]!);
  return { rows, sign: Int8Array.from(rows, (t) => (t < groupStart[1]! ? 1 : -1)), bound: new Float64Array(rows.length).fill(C), tolerance: 1e-3 };
}

function run<T>(steps: Generator<void, T>): { readonly value: T; readonly nYields: number } {
  let nYields = 0;
  let step = steps.next();
  for (; !step.done; step = steps.next()) nYields++;
  return { value: step.value, nYields };
}

const rbf: Kernel = { kernel: 'rbf', gamma: 0.05, degree: 3, coef0: 0.5 };

describe('the exponential', () => {
  const arguments_ = Float64Array.from({ length: 40_000 }, (_, i) => (i === 0 ? 0 : -(1.00075 ** i) * 1e-9));

  it('is that of the engine to a unit in the last place, and tanh and powers what they should be', () => {
    for (const x of arguments_) if (x > -708 && !(Math.abs(exponential(x) / Math.exp(x) - 1) <= 2.3e-16)) expect([x, exponential(x)]).toEqual([x, Math.exp(x)]);
    expect([exponential(0), exponential(-0), exponential(-1000), exponential(-Infinity)]).toEqual([1, 1, exponential(-708), exponential(-708)]);
    for (let x = -30; x < 30; x += 0.01) expect(Math.abs(hyperbolicTangent(x) - Math.tanh(x))).toBeLessThan(1e-12 * Math.abs(Math.tanh(x)) + 1e-300);
    expect([integerPower(3, 5), integerPower(-2, 3), integerPower(1.5, 1), integerPower(2, 100)]).toEqual([243, -8, 1.5, 2 ** 100]);
  });

  it('is the same compiled, to the last bit', () => {
    const memory = new LearnerMemory(kernels);
    const values = memory.place(arguments_);
    memory.calls.exponentials(values, arguments_.length);
    expect(memory.doubles(values, arguments_.length)).toEqual(arguments_.map(exponential));
  });
});

describe.each(kernelNames)('kernel rows, %s', (name) => {
  it.each([[1, [5, 1]], [3, [17, 2, 40]], [122, [30, 33]]] as const)('of %i columns and classes of %j are those of the twin', (nColumns, sizes) => {
    const grouped = groupsOf(sizes, nColumns, 1);
    const kernel: Kernel = { ...rbf, kernel: name };
    const { memory, vectors, vectorOf } = createSvmMemory(kernels, kernel, grouped, 1e6);
    const n = Math.ceil((vectorOf.at(-1)! + 1) / 16) * 16;
    const [values, out] = [memory.allocate(8 * n), memory.allocate(4 * n)];
    const all = createKernelVectors(grouped.X);
    const expected = new Float64Array(all.nRows);
    for (let row = 0; row < all.nRows; row++) {
      kernelRow(kernel, all, row, all, 0, all.nRows, expected);
      memory.calls.kernelRow(vectors, vectorOf[row]!, 0, n, values, out);
      const actual = memory.floats(out, n);
      expect(vectorOf.reduce((worst, vector, t) => Math.max(worst, Math.abs(actual[vector]! - Math.fround(expected[t]!))), 0)).toBe(0);
    }
  });
});

describe('the compiled solver', () => {
  // 2,060 rows of a class are cut into two blocks.
  it.each([[[60, 70]], [[1, 1]], [[1, 40]], [[2060, 30]]])('of classes of %j finds what the twin finds, also among some of the rows', (sizes) => {
    const grouped = groupsOf(sizes, 3, 2);
    const problem = firstPair(grouped, 10);
    const solvers = [createBinarySolver(rbf, grouped), createBinarySolver(rbf, grouped, kernels)];
    const [plain, compiled] = solvers.map((solver) => run(solver.solve(problem)).value);
    expect(compiled).toEqual(plain);
    const kept = problem.rows.filter((t) => t % 3 !== 1 || t >= sizes[0]! - 1);
    const others = problem.rows.filter((t) => t % 3 === 1);
    const part: BinaryProblem = { ...problem, rows: kept, sign: Int8Array.from(kept, (t) => problem.sign[t]!), bound: Float64Array.from(kept, () => 10) };
    const decisions = solvers.map((solver) => {
      const solution = run(solver.solve(part)).value;
      return run(solver.decide(kept, solution, others)).value;
    });
    expect(decisions[1]).toEqual(decisions[0]);
  });

  it('does not depend on what its cache holds: all, a few blocks or one', () => {
    const grouped = groupsOf([150, 200, 90], 4, 3);
    const problem = firstPair(grouped);
    const solutions = [1e8, 5000, 1].map((maxBytes) => run(createCompiledSolver(kernels, rbf, grouped, maxBytes)!.solve(problem)).value);
    expect(solutions[1]).toEqual(solutions[0]);
    expect(solutions[2]).toEqual(solutions[0]);
  });

  it('gives back what no later pair asks for, and keeps to its slots', () => {
    const grouped = groupsOf([40, 40, 40], 4, 4);
    // 16 slots of 48 rows for pairs that need some 150.
    const solver = createCompiledSolver(kernels, rbf, grouped, 16 * 4 * 48)!;
    const [first, second] = [firstPair(grouped), { ...firstPair(grouped), rows: inOrder(80).map((t) => t + 40) }];
    const solutions: SmoSolution[] = [];
    for (const problem of [first, second, first, second]) {
      solutions.push(run(solver.solve(problem)).value);
      solver.forgetAcross();
    }
    expect(solutions.slice(2)).toEqual(solutions.slice(0, 2));
    expect(solutions.slice(0, 2)).toEqual([first, second].map((problem) => run(createBinarySolver(rbf, grouped).solve(problem)).value));
  });

  it('yields within a long problem, and goes on to the next one when left in the middle', () => {
    const grouped = groupsOf([700, 700], 40, 5);
    const problem = firstPair(grouped, 1000);
    const solver: BinarySolver = createCompiledSolver(kernels, rbf, grouped, 1e8)!;
    const { value, nYields } = run(solver.solve(problem));
    expect(nYields).toBeGreaterThanOrEqual(2);
    const left = solver.solve(problem);
    left.next();
    left.return(undefined as never);
    expect(run(solver.solve(problem)).value).toEqual(value);
  });

  it('keeps kernel values within the bytes it is given, whatever the number of rows', () => {
    const grouped = groupsOf([3000, 5000, 40], 4, 6);
    const { memory } = createSvmMemory(kernels, rbf, grouped, 1e6);
    // All kernel values would take 259 MB; beside the cache there are the rows, and the places of the values in it.
    const rowsAndPlaces = (4 * 4 + 8) * 8048 + 4 * 8048 * 6;
    expect(memory.calls.memory.buffer.byteLength).toBeLessThan(1e6 + rowsAndPlaces + 2e5);
  });

  it('leaves rows to the twin that its memory cannot hold', () => {
    const grouped: GroupedRows = { X: { data: new Float32Array(0), nRows: 16, nColumns: 2 ** 25 }, order: inOrder(16), groupStart: Int32Array.of(0, 8, 16) };
    expect(createCompiledSolver(kernels, rbf, grouped, 1e6)).toBeUndefined();
  });
});

describe('a machine', () => {
  const { train, test } = syntheticSet({ nRows: 300, nTrain: 220, nFeatures: 7, nClasses: 5, seed: 11, spread: 0.9 });
  const variants: Partial<MulticlassSvmParams>[] = [
    {}, { probability: true }, { C: 1000, tolerance: 1e-6 }, { classWeight: 'balanced' }, { kernel: 'linear' }, { kernel: 'polynomial', coef0: 1 }, { kernel: 'sigmoid', C: 1 },
    { multiclass: 'one-vs-rest' }, { multiclass: 'one-vs-rest', probability: true, classWeight: 'balanced' },
  ];

  it.each(variants.map((variant) => [JSON.stringify(variant), variant] as const))('with %s has the same bytes from the kernels, and predicts the same with them', (_, variant) => {
    const params = { ...supportVectorMachine.defaults, ...variant };
    const { model } = runFit(supportVectorMachine.fit(train, params, 3));
    expect(runFit(supportVectorMachine.fit(train, params, 3, kernels)).model).toEqual(model);
    expect(supportVectorMachine.predictProba(model, test.X, kernels)).toEqual(supportVectorMachine.predictProba(model, test.X));
  });

  it('of values that overflow float32 ends, with the kernels as without', () => {
    const huge: TrainingData = { ...train, X: { ...train.X, data: train.X.data.map((value) => value * 1e12) } };
    const params = { ...supportVectorMachine.defaults, kernel: 'polynomial', gamma: 1, degree: 5 } as const;
    for (const used of [undefined, kernels]) expect(runFit(supportVectorMachine.fit(huge, params, 3, used)).model).toMatchObject({ kind: 'svm' });
  });
});
