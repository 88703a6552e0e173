/** A clip that is read in blocks, so that its length does not matter to memory. Each call of `blocks` starts anew. */
export interface SampleSource {
  readonly sampleRate: number;
  readonly nSamples: number;
  /** The mean of the channels, `nSamples` in all, at most 65,536 samples a block. */
  blocks(): AsyncIterable<Float32Array>;
}

export const MAX_BLOCK_SAMPLES = 65_536;
