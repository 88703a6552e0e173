/** Decoded sound: one array of samples in [-1, 1] for each channel, all of the same length. */
export interface Recording {
  readonly sampleRate: number;
  readonly channels: readonly Float32Array[];
}

/** The mean of the channels, as librosa's `to_mono`; a single channel is returned as it is, not copied. */
export function mixToMono(recording: Recording): Float32Array {
  const [first, ...others] = recording.channels;
  if (others.length === 0) return first;
  const mono = Float32Array.from(first);
  for (const channel of others) {
    for (let i = 0; i < mono.length; i++) mono[i] += channel[i];
  }
  for (let i = 0; i < mono.length; i++) mono[i] /= recording.channels.length;
  return mono;
}
