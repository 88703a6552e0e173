/**
 * The kernels: the loops in which extraction spends its time, in AssemblyScript with 128-bit SIMD. They hold no state and
 * no formulas of tables; TypeScript (src/core) lays out the memory, fills the tables, checks every input and passes addresses.
 *
 * Spectra, levels and features lie in blocks of four frames: the four lanes of a vector are the same value of four
 * consecutive frames, so that no loop needs a shuffle or a horizontal sum. What a twin in src/core says of a definition
 * holds here too.
 */
export { autocorrelatePair } from './autocorrelation';
export { chromaBlocks } from './chroma';
export { contrastBlocks, subtractLevels } from './contrast';
export { decibels } from './decibel';
export { dctBlocks } from './dct';
export { findNotFinite } from './finite';
export { blocksToFrames, framesToBlocks } from './frames';
export { lagProducts } from './lagProducts';
export { logarithms } from './logarithm';
export { melBlocks } from './mel';
export { moments } from './moments';
export { findPeaks, tallyMagnitudes, tallyTunings } from './peaks';
export { resamplePair } from './resample';
export { scale } from './scale';
export { stft } from './stft';
export { countHops, hopsToFrames } from './waveform';

/** The first address that TypeScript may use. */
export const heapBase: usize = __heap_base;
