/** Samples a frame and samples between frames, the same for every family so that their frames line up: librosa's defaults. */
export const FRAME_LENGTH = 2048;
export const HOP_LENGTH = 512;
