import { describe, expect, it } from 'vitest';
import type { AuditedClip } from '../../../../src/core/corpus/audit/subject.ts';
import { clip, clips, findings, fingerprintOf } from './material.ts';

const exactCopy = (original: AuditedClip, given: Partial<AuditedClip>): AuditedClip => clip({ samplesHash: original.samplesHash, fingerprint: original.fingerprint, ...given });
const nearCopy = (original: AuditedClip, given: Partial<AuditedClip>): AuditedClip => clip({ fingerprint: original.fingerprint, ...given });

describe('exact-duplicates', () => {
  it('groups the clips with the same samples, and tells whether the files are the same', () => {
    const [a, b] = [clip({ path: 'a.wav', fileHash: 'one' }), clip({ path: 'b.wav' })];
    expect(findings('exact-duplicates', [a, b, ...clips(3), exactCopy(a, { path: 'c.wav', fileHash: 'one' }), exactCopy(b, { path: 'd.flac' }), exactCopy(b, { path: 'e.flac' })])).toMatchObject([
      { severity: 'warning', paths: ['a.wav', 'c.wav'], message: '2 files are the same.', details: { sameBytes: true } },
      { severity: 'warning', paths: ['b.wav', 'd.flac', 'e.flac'], message: '3 files hold the same samples.', details: { sameBytes: false } },
    ]);
    expect(findings('exact-duplicates', clips(5))).toEqual([]);
  });

  it('is an error across speakers', () => {
    const a = clip({ speaker: '01' });
    expect(findings('exact-duplicates', [a, exactCopy(a, { speaker: '02' })])).toMatchObject([{ severity: 'error', message: '2 files hold the same samples, of speakers 01, 02.' }]);
  });
});

describe('near-duplicates', () => {
  it('groups the copies of a recording, and leaves exact ones to their own check', () => {
    const a = clip({ path: 'a.wav' });
    const all = [a, exactCopy(a, { path: 'b.wav' }), nearCopy(a, { path: 'c.mp3', sampleRate: 8000 }), nearCopy(a, { path: 'd.ogg' }), ...clips(3)];
    expect(findings('near-duplicates', all)).toMatchObject([{ severity: 'warning', paths: ['a.wav', 'c.mp3', 'd.ogg'], message: '3 clips hold the same recording: their fingerprints differ in 0.0 % of the bits over 1.3 s.', details: { rates: ['16000', '8000'] } }]);
    expect(findings('exact-duplicates', all)).toMatchObject([{ paths: ['a.wav', 'b.wav'] }]);
    expect(findings('near-duplicates', clips(10))).toEqual([]);
  });

  it('is an error across speakers', () => {
    const a = clip({ speaker: '01' });
    expect(findings('near-duplicates', [a, nearCopy(a, { speaker: '02' })])).toMatchObject([{ severity: 'error' }]);
  });

  it('measures each group by itself', () => {
    const [a, b] = [clip(), clip()];
    const words = b.fingerprint.words.map((word, t) => (t % 2 === 0 ? word : word ^ 0xff));
    const found = findings('near-duplicates', [a, b, nearCopy(a, {}), nearCopy(b, { fingerprint: { ...b.fingerprint, words } })]);
    expect(found.map(({ details }) => details['difference'])).toEqual([0, 1 / 8]);
  });

  it('does not join clips that have no fingerprint', () => {
    const nothing = { words: new Uint32Array(0), usable: new Uint8Array(0) };
    expect(findings('near-duplicates', clips(4, () => ({ fingerprint: nothing })))).toEqual([]);
  });
});

describe('speaker-names', () => {
  it('names speakers under whose names the same recordings are', () => {
    const [a, b] = [clip({ path: 'a.wav', speaker: '01' }), clip({ path: 'b.wav', speaker: '01' })];
    expect(findings('speaker-names', [a, b, exactCopy(a, { path: 'c.wav', speaker: '02' }), nearCopy(b, { path: 'd.wav', speaker: '02' })])).toMatchObject([
      { severity: 'error', paths: ['a.wav', 'b.wav', 'c.wav', 'd.wav'], message: '2 recordings are filed under the speakers 01, 02: one person with several names, or files with a wrong one.', details: { speakers: ['01', '02'], nRecordings: 2 } },
    ]);
    expect(findings('speaker-names', [a, exactCopy(a, { speaker: '01' }), exactCopy(a, { speaker: undefined })])).toEqual([]);
  });

  it('is one finding for all names that are connected', () => {
    const [a, b] = [clip({ path: 'a.wav', speaker: '01' }), clip({ path: 'b.wav', speaker: '02' })];
    const copies = [exactCopy(a, { path: 'c.wav', speaker: '02' }), exactCopy(b, { path: 'd.wav', speaker: '03' })];
    const [e, f] = [clip({ path: 'e.wav', speaker: '04' }), clip({ path: 'f.wav', speaker: '06' })];
    expect(findings('speaker-names', [a, b, ...copies, e, f, nearCopy(e, { path: 'g.wav', speaker: '05' })])).toMatchObject([
      { paths: ['a.wav', 'b.wav', 'c.wav', 'd.wav'], details: { speakers: ['01', '02', '03'], nRecordings: 2 } },
      { paths: ['e.wav', 'g.wav'], details: { speakers: ['04', '05'], nRecordings: 1 } },
    ]);
  });

  it('names spellings of one name', () => {
    const named = (...speakers: string[]) => speakers.map((speaker) => clip({ path: `${speaker}.wav`, speaker }));
    expect(findings('speaker-names', named('Anna', 'anna', 'Bert', 'f01', 'F_1', 'f10'))).toMatchObject([
      { severity: 'warning', paths: ['Anna.wav', 'anna.wav'], details: { speakers: ['Anna', 'anna'] } },
      { severity: 'warning', paths: ['F_1.wav', 'f01.wav'] },
    ]);
    expect(findings('speaker-names', named('01', '10', '100', 'ravdess:01', 'emodb:01', 'anna b', 'anna c'))).toEqual([]);
  });
});

describe('label-conflicts', () => {
  it('are copies with different labels: of the emotion an error, of anything else a warning', () => {
    const a = clip({ path: 'a.wav', emotion: 'sad', intensity: 'normal', sentence: '01' });
    expect(findings('label-conflicts', [a, nearCopy(a, { path: 'b.wav', emotion: 'calm', intensity: 'strong', sentence: '01' })])).toMatchObject([
      { severity: 'error', paths: ['a.wav', 'b.wav'], message: 'Copies of one recording have different labels of emotion: calm, sad.' },
      { severity: 'warning', message: 'Copies of one recording have different labels of intensity: normal, strong.' },
    ]);
    expect(findings('label-conflicts', [a, exactCopy(a, { emotion: 'sad', intensity: 'normal' }), clip({ emotion: 'calm' })])).toEqual([]);
  });
});

describe('findings', () => {
  it('are the same whatever made them, and in one order', () => {
    const a = clip({ fingerprint: fingerprintOf(1e6) });
    const all = [a, nearCopy(a, { path: 'z.wav' }), ...clips(20)];
    expect(findings('near-duplicates', all)).toEqual(findings('near-duplicates', all));
  });
});
