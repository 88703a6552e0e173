/** What a recording is recognised by: frames of 32 bits, 16 ms apart, from its first loud one to its last. */
export interface Fingerprint {
  readonly words: Uint32Array;
  /** 1 for a frame that can be compared: loud enough, and not the same as the frame 64 ms before it. */
  readonly usable: Uint8Array;
}

/** Frames 16 ms apart. */
export const FRAMES_PER_SEC = 62.5;
