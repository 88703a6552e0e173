import { auditCorpusMaterial } from '../../../../src/core/corpus/audit/checks.ts';
import type { Fingerprint } from '../../../../src/core/corpus/audit/fingerprint.ts';
import type { Finding } from '../../../../src/core/corpus/audit/finding.ts';
import type { RecordingMeasures } from '../../../../src/core/corpus/audit/recordingMeasures.ts';
import type { AuditedClip, AuditMaterial } from '../../../../src/core/corpus/audit/subject.ts';
import { createRandom } from '../../../../src/core/learn/random.ts';

/** What is measured of usual speech. */
export const sound: RecordingMeasures = { peak: 0.5, offset: 0.0001, rms: 0.05, nClipped: 0, nNotFinite: 0, loudest: 0.2, first: 0.001, last: 0.001, quiet: 0.0005 };

/** A fingerprint of its own for each number. */
export function fingerprintOf(number: number): Fingerprint {
  const random = createRandom(number, 77);
  return { words: Uint32Array.from({ length: 80 }, () => random.uniform() * 2 ** 32), usable: new Uint8Array(80).fill(1) };
}

let made = 0;

/** A clip without faults, unlike all others. */
export function clip(given: Partial<AuditedClip> = {}): AuditedClip {
  const number = made++;
  return {
    path: `${String(number).padStart(5, '0')}.wav`,
    corpus: undefined,
    emotion: undefined,
    speaker: undefined,
    sex: undefined,
    sentence: undefined,
    intensity: undefined,
    // No two of the same length.
    durationSec: 3 + (number % 997) / 10_000,
    sampleRate: 16_000,
    channels: 1,
    fileHash: `file ${number}`,
    samplesHash: `samples ${number}`,
    measures: sound,
    fingerprint: fingerprintOf(number),
    ...given,
  };
}

export const clips = (n: number, given: (i: number) => Partial<AuditedClip> = () => ({})): AuditedClip[] => Array.from({ length: n }, (_, i) => clip(given(i)));

/** What one check says of some clips. */
export function findings(check: string, audited: readonly AuditedClip[], rest: Partial<AuditMaterial> = {}): Finding[] {
  return auditCorpusMaterial({ clips: audited, problems: [], labelProblems: [], ...rest }).filter((finding) => finding.check === check);
}
