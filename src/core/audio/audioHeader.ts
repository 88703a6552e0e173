/** What any audio file says of itself. */
export interface AudioHeader {
  readonly container: 'wav' | 'w64' | 'flac' | 'mp3' | 'ogg';
  readonly sampleRate: number;
  readonly nChannels: number;
  /** Samples of each channel. */
  readonly nSamples: number;
  /** False where only a full decoding would tell the length: an MP3 without a frame count, taken to keep its first bit rate. */
  readonly isExactLength: boolean;
  /** The INFO comment (ICMT) of a WAV file; empty when there is none. */
  readonly comment: string;
}

export const MAX_CHANNELS = 64;
export const MAX_SAMPLE_RATE = 1_000_000;
