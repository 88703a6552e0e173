import type { AudioHeader } from '../../core/audio/audioHeader.ts';
import type { Recording } from '../../core/audio/recording.ts';
import { createChannels } from '../../core/audio/wavSamples.ts';
import { SerError } from '../../core/errors.ts';

/** What a decoder gives for a piece of a file. */
export interface DecodedPiece {
  readonly channelData: readonly Float32Array[];
  readonly samplesDecoded: number;
  readonly sampleRate: number;
}

/** Puts decoded pieces together. */
export interface SampleCollector {
  /** @throws SerError `audio-corrupt` when the piece has another sample rate or fewer channels than the header says */
  add(piece: DecodedPiece): void;
  /** The samples so far, those beyond `limit` left out. */
  finish(): Recording;
  readonly nSamples: number;
}

/**
 * @param limit samples of each channel that are kept; memory grows with what comes, since a header may promise anything
 */
export function createSampleCollector({ nChannels, sampleRate }: AudioHeader, limit: number): SampleCollector {
  let channels = createChannels(nChannels, Math.min(limit, 1 << 18));
  let nSamples = 0;
  const reserve = (wanted: number): void => {
    const length = channels[0]?.length ?? 0;
    if (wanted <= length) return;
    const grown = createChannels(nChannels, Math.min(limit, Math.max(wanted, 2 * length)));
    grown.forEach((samples, c) => samples.set(channels[c]?.subarray(0, nSamples) ?? []));
    channels = grown;
  };
  return {
    add(piece) {
      const n = Math.min(piece.samplesDecoded, limit - nSamples);
      if (n <= 0) return;
      if (piece.sampleRate !== sampleRate || piece.channelData.length < nChannels) {
        throw new SerError('audio-corrupt', `The file holds ${piece.channelData.length} channels at ${piece.sampleRate} Hz; its header says ${nChannels} at ${sampleRate} Hz.`);
      }
      reserve(nSamples + n);
      channels.forEach((samples, c) => samples.set(piece.channelData[c]?.subarray(0, n) ?? [], nSamples));
      nSamples += n;
    },
    finish: () => ({ sampleRate, channels: channels.map((samples) => (samples.length === nSamples ? samples : samples.slice(0, nSamples))) }),
    get nSamples() {
      return nSamples;
    },
  };
}
