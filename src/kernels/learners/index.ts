/**
 * The kernels of learners: the loops in which fitting spends its time, in AssemblyScript with 128-bit SIMD. TypeScript
 * (src/core/learn) checks every input, lays out the memory and passes addresses; what a twin there says of an algorithm holds
 * here too. A call does about 50 ms of work at most, so that a fit can be stopped between two calls.
 */

export { count16, count8, subtract } from './boostingCount';
export { logisticDerivatives, softmaxDerivatives } from './boostingDerivatives';
export { gatherPairs, partition16, partition8 } from './boostingRows';
export { search, searchFew16, searchFew8 } from './boostingSearch';
export { rankColumn } from './forestCodes';
export { growForestTree, startForestTree } from './forestGrow';
export { countLeaves, forestBytes, forestClassWeights, forestNodes, forestWorkBytes, setForestData, setForestDraws, setForestOptions, setForestWork } from './forestPlan';
export { addShares, findEnds, forgetAcross } from './svmCache';
export { exponentials } from './svmExponential';
export { kernelRow, kernelValues } from './svmRows';
export { smoStart, smoSteps } from './svmSmo';

/** The first address that TypeScript may use. */
export const heapBase: usize = __heap_base;
