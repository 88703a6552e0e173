import type { RecordingMeasures } from '../core/corpus/audit/recordingMeasures.ts';
import type { ClipAudit } from '../protocol/analysis.ts';

/** Audits lie among the features, since they too belong to a content and not to a path; a change of them raises the version. */
export const AUDIT_KEY = 'audit@1';

/** In the order in which they are stored, as 64-bit floats. */
const MEASURES = ['peak', 'offset', 'rms', 'nClipped', 'nNotFinite', 'loudest', 'first', 'last', 'quiet'] as const satisfies readonly (keyof RecordingMeasures)[];
const HASH_BYTES = 32;
const HEAD_BYTES = MEASURES.length * Float64Array.BYTES_PER_ELEMENT + HASH_BYTES;
/** A word of a fingerprint, and another for whether it is usable. */
const FRAME_BYTES = 8;

/** What the store takes: the record's bytes, which only look like 32-bit floats. */
export function packAudit({ samplesHash, measures, fingerprint: { words, usable } }: ClipAudit): Float32Array {
  const bytes = new Uint8Array(HEAD_BYTES + words.length * FRAME_BYTES);
  new Float64Array(bytes.buffer, 0, MEASURES.length).set(MEASURES.map((name) => measures[name]));
  bytes.set(Buffer.from(samplesHash, 'hex'), HEAD_BYTES - HASH_BYTES);
  new Uint32Array(bytes.buffer, HEAD_BYTES, words.length).set(words);
  new Uint32Array(bytes.buffer, HEAD_BYTES + 4 * words.length, words.length).set(usable);
  return new Float32Array(bytes.buffer);
}

export function unpackAudit({ buffer, byteOffset, byteLength }: Float32Array): ClipAudit {
  const bytes = new Uint8Array(buffer, byteOffset, byteLength).slice();
  const values = new Float64Array(bytes.buffer, 0, MEASURES.length);
  const nFrames = (bytes.length - HEAD_BYTES) / FRAME_BYTES;
  return {
    samplesHash: Buffer.from(bytes.subarray(HEAD_BYTES - HASH_BYTES, HEAD_BYTES)).toString('hex'),
    measures: Object.fromEntries(MEASURES.map((name, i) => [name, values[i] ?? 0])) as unknown as RecordingMeasures,
    fingerprint: {
      words: new Uint32Array(bytes.buffer, HEAD_BYTES, nFrames),
      usable: Uint8Array.from(new Uint32Array(bytes.buffer, HEAD_BYTES + 4 * nFrames, nFrames)),
    },
  };
}
