import type { BoostingCalls } from './boosting/boostingCalls.ts';
import type { ForestCalls } from './forest/forestCalls.ts';
import type { SvmCalls } from './svm/svmCalls.ts';
import { KernelInstance, type CompiledKernels, type KernelExports } from '../kernels/compiled.ts';

/** The compiled module of src/kernels/learners. */
export type LearnerKernels = CompiledKernels;

/** The exports of src/kernels/learners/index.ts; their parameters are told there. */
export type LearnerCalls = KernelExports & BoostingCalls & ForestCalls & SvmCalls;

/** An instance of the learners' kernels; a fit makes its own, and its memory goes with it. */
export class LearnerMemory extends KernelInstance<LearnerCalls> {}
