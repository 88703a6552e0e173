/**
 * The kernels of learners: the loops in which fitting spends its time, in AssemblyScript with 128-bit SIMD. TypeScript
 * (src/core/learn) checks every input, lays out the memory and passes addresses; what a twin there says of an algorithm holds
 * here too. A call does about 50 ms of work at most, so that a fit can be stopped between two calls.
 */

/** The first address that TypeScript may use. */
export const heapBase: usize = __heap_base;
