import { createHash } from 'node:crypto';
import { mixToMono, type Recording } from '../core/audio/recording.ts';
import type { Fingerprint } from '../core/corpus/audit/fingerprint.ts';
import { createFingerprinter } from '../core/corpus/audit/fingerprinter.ts';
import { clearNotFinite, measureRecording } from '../core/corpus/audit/recordingMeasures.ts';
import type { ClipAudit } from '../protocol/analysis.ts';
import { readClip } from './readClip.ts';

/** A corpus has few sample rates; a hostile folder could have many. */
const MAX_KEPT_RATES = 8;

/** Prepares what an audit must know of the samples of clips; plans are kept by sample rate. */
export function createClipAuditor(): (path: string) => Promise<ClipAudit> {
  const fingerprinters = new Map<number, (samples: Float32Array) => Fingerprint>();
  return async (path) => {
    const recording = await readClip(path);
    const { sampleRate } = recording;
    let fingerprinter = fingerprinters.get(sampleRate);
    if (!fingerprinter) {
      if (fingerprinters.size === MAX_KEPT_RATES) fingerprinters.clear();
      fingerprinters.set(sampleRate, (fingerprinter = createFingerprinter(sampleRate)));
    }
    const samplesHash = hashSamples(recording);
    const nNotFinite = clearNotFinite(recording);
    return { samplesHash, measures: measureRecording(recording, nNotFinite), fingerprint: fingerprinter(mixToMono(recording)) };
  };
}

/** Of the decoded samples, so that the same sound in another container has the same hash. */
function hashSamples({ sampleRate, channels }: Recording): string {
  const hash = createHash('sha256').update(`${sampleRate} ${channels.length}\n`);
  for (const samples of channels) hash.update(new Uint8Array(samples.buffer, samples.byteOffset, samples.byteLength));
  return hash.digest('hex');
}
