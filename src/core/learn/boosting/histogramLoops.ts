import type { Objective } from './boostingObjective.ts';
import type { BoostingRules, HistogramLoops } from './histogram.ts';
import { createCompiledLoops } from './histogramKernel.ts';
import { createPlainLoops } from './histogramPlain.ts';
import type { LearnerKernels } from '../learnerKernels.ts';
import type { QuantileBins } from './quantileBins.ts';

/** Compiled loops, or plain ones where there are no kernels or their memory cannot hold the rows. */
export function createHistogramLoops(kernels: LearnerKernels | undefined, bins: QuantileBins, rules: BoostingRules, objective: Objective, nHistograms: number): HistogramLoops {
  if (kernels === undefined) return createPlainLoops(bins, rules, objective, nHistograms);
  try {
    return createCompiledLoops(kernels, bins, rules, objective, nHistograms);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    return createPlainLoops(bins, rules, objective, nHistograms);
  }
}
