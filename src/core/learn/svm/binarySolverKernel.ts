import type { BinarySolver, GroupedRows } from './binarySolver.ts';
import type { Kernel } from './kernel.ts';
import type { LearnerKernels } from '../learnerKernels.ts';
import { maxIterations, offsetOf } from './smo.ts';
import { createSvmMemory, type SvmMemory } from './svmMemory.ts';
import { fieldBytes, writeFields } from './svmVectors.ts';

/** Multiply-adds of one call: some milliseconds, so that a call soon meets what V8 has compiled better since the last. */
const workPerCall = 5e6;
/** Calls between two yields: some 20 ms. */
const callsPerStep = 8;

/** The lists of a `Problem` of src/kernels/learners, in its order, with space for all grouped rows; and the problem itself. */
function createSpace({ memory, nBlocks }: SvmMemory, nRows: number) {
  // Loops over four rows at a time go beyond the last by three.
  const doubles = () => memory.allocate(8 * (nRows + 3));
  const words = () => memory.allocate(4 * (nRows + 3));
  const ends = () => memory.allocate(4 * nBlocks);
  const lists = {
    vectors: words(), coefficients: doubles(), lower: doubles(), upper: doubles(), diagonal: doubles(), sign: doubles(),
    isActive: memory.allocate(nRows), rowsActive: words(), columnsActive: words(), violationActive: doubles(), riseActive: doubles(), fallActive: doubles(), diagonalActive: doubles(), drops: doubles(),
    ends: ends(), rowI: words(), rowJ: words(), columnsAside: words(), violationAside: doubles(), endsAside: ends(),
  };
  return { lists, problem: memory.allocate(fieldBytes(5, 8 + Object.keys(lists).length)) };
}

/**
 * The solver that runs in the compiled kernels: the algorithm of `solveSmo` on the kernel values of `kernelRow`.
 *
 * @returns undefined where their memory cannot hold the rows
 */
export function createCompiledSolver(kernels: LearnerKernels, kernel: Kernel, grouped: GroupedRows, maxCacheBytes: number): BinarySolver | undefined {
  let svm: SvmMemory;
  let space: ReturnType<typeof createSpace>;
  try {
    svm = createSvmMemory(kernels, kernel, grouped, maxCacheBytes);
    space = createSpace(svm, grouped.order.length);
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
  const { memory, vectorOf, diagonal, cache } = svm;
  const { calls } = memory;
  const { lists, problem } = space;

  return {
    *solve({ rows, sign, bound, tolerance }) {
      const n = rows.length;
      const coefficients = memory.doubles(lists.coefficients, n).fill(0);
      const vectors = memory.integers(lists.vectors, n);
      const lower = memory.doubles(lists.lower, n);
      const upper = memory.doubles(lists.upper, n);
      const own = memory.doubles(lists.diagonal, n);
      for (let t = 0; t < n; t++) {
        vectors[t] = vectorOf[rows[t]];
        lower[t] = sign[t] > 0 ? 0 : -bound[t];
        upper[t] = sign[t] > 0 ? bound[t] : 0;
        own[t] = diagonal[rows[t]];
      }
      memory.doubles(lists.sign, n).set(sign);
      writeFields(memory, problem, [tolerance, maxIterations(n), 0, 0, 0], [cache, 0, n, 0, 0, 0, 0, 0, ...Object.values(lists)]);
      calls.smoStart(problem);
      let outcome = calls.smoSteps(problem, workPerCall);
      for (let nCalls = 1; outcome === 0; nCalls++) {
        if (nCalls % callsPerStep === 0) yield;
        outcome = calls.smoSteps(problem, workPerCall);
      }
      const solved = coefficients.slice();
      return { coefficients: solved, rho: offsetOf({ sign, bound }, solved, memory.doubles(lists.violationActive, n)), converged: outcome === 1 };
    },
    *decide(rows, { coefficients, rho }, others) {
      const n = others.length;
      const decisions = memory.doubles(lists.violationAside, n).fill(-rho);
      memory.integers(lists.vectors, rows.length).set(rows.map((row) => vectorOf[row]));
      memory.doubles(lists.coefficients, rows.length).set(coefficients);
      memory.integers(lists.columnsAside, n).set(others.map((row) => 4 * vectorOf[row]));
      calls.findEnds(cache, lists.columnsAside, n, lists.endsAside);
      let position = 0;
      for (let nCalls = 1; position < rows.length; nCalls++) {
        position = calls.addShares(cache, lists.vectors, lists.coefficients, position, rows.length, lists.columnsAside, lists.endsAside, n, lists.rowI, decisions.byteOffset, workPerCall);
        if (nCalls % callsPerStep === 0) yield;
      }
      return decisions.slice();
    },
    forgetAcross: () => calls.forgetAcross(cache),
  };
}
