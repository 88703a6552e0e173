import { createCompiledSolver } from './binarySolverKernel.ts';
import { createKernelVectors, type Kernel } from './kernel.ts';
import { createColumnReader, createKernelCache, createKernelRows } from './kernelCache.ts';
import type { LearnerKernels } from '../learnerKernels.ts';
import type { Matrix } from '../matrix.ts';
import { solveSmo, type SmoProblem, type SmoSolution } from './smo.ts';

/** Training rows which are grouped by class, so that the rows of two classes are two runs. */
export interface GroupedRows {
  readonly X: Matrix;
  /** order[t] is the row of X that is grouped row t. */
  readonly order: Int32Array;
  /** groupStart[g] … groupStart[g + 1] are the grouped rows of class g. */
  readonly groupStart: Int32Array;
}

/** A binary problem over the grouped rows named by `rows`, which ascend. */
export interface BinaryProblem extends Pick<SmoProblem, 'sign' | 'bound' | 'tolerance'> {
  readonly rows: Int32Array;
}

/**
 * Solves binary problems over one set of rows, which share their kernel values. Its generators yield after each 20 ms or
 * so of work; only one may run at a time.
 */
export interface BinarySolver {
  solve(problem: BinaryProblem): Generator<void, SmoSolution>;
  /** The decision values of the grouped rows `others`, which ascend, by the solution of a problem over `rows`. */
  decide(rows: Int32Array, solution: SmoSolution, others: Int32Array): Generator<void, Float64Array>;
  /** Says that no kernel values between the classes solved for so far will be asked for again. */
  forgetAcross(): void;
}

/** LIBSVM's default. */
const maxCacheBytes = 100 * 2 ** 20;
/** Multiply-adds between two yields of `decide`. */
const workPerStep = 2e7;

/** A solver by the compiled kernels where they are given and can hold the rows; it computes the same, to the last bit. */
export function createBinarySolver(kernel: Kernel, rows: GroupedRows, kernels?: LearnerKernels): BinarySolver {
  return (kernels && createCompiledSolver(kernels, kernel, rows, maxCacheBytes)) ?? createPlainSolver(kernel, rows);
}

function createPlainSolver(kernel: Kernel, { X, order, groupStart }: GroupedRows): BinarySolver {
  const cache = createKernelCache(kernel, createKernelVectors(X, order), groupStart, maxCacheBytes);
  return {
    solve: ({ rows, ...problem }) => solveSmo({ ...problem, kernel: createKernelRows(cache, rows), shrinking: true }),
    *decide(rows, { coefficients, rho }, others) {
      const decisions = new Float64Array(others.length).fill(-rho);
      const values = new Float32Array(others.length);
      const read = createColumnReader(cache, others);
      let spent = 0;
      let before = cache.work();
      for (let t = 0; t < rows.length; t++) {
        if (coefficients[t] === 0) continue;
        read(rows[t], values);
        for (let k = 0; k < others.length; k++) decisions[k] += coefficients[t] * values[k];
        spent += others.length;
        if (spent + cache.work() - before <= workPerStep) continue;
        yield;
        spent = 0;
        before = cache.work();
      }
      return decisions;
    },
    // Its cache gives up what was not used for longest, which comes to the same in the end.
    forgetAcross: () => undefined,
  };
}
