import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { encodeWav } from '../../src/core/audio/wav.ts';
import { createFingerprinter } from '../../src/core/corpus/audit/fingerprinter.ts';
import { auditCorpus, type CorpusAudit } from '../../src/node/auditCorpus.ts';
import { packAudit, unpackAudit } from '../../src/node/auditRecord.ts';
import type { Lab } from '../../src/node/lab.ts';
import { makeSampleCorpus } from '../../src/node/makeSampleCorpus.ts';
import { readClip } from '../../src/node/readClip.ts';
import { scanCorpus } from '../../src/node/scanCorpus.ts';
import { ffmpeg, hasFfmpeg, noFfmpeg } from './audioPrograms.ts';
import { testLab } from './labFixture.ts';
import { temporaryFolder } from './temporaryFolder.ts';

const dir = temporaryFolder();
const lab = testLab(join(dir, 'store.db'));
const sample = join(dir, 'sample');
const faulty = join(dir, 'faulty');
const clipOf = (actor: number, name: string): string => `Actor_0${actor}/03-01-${name}-0${actor}.wav`;

beforeAll(async () => {
  await makeSampleCorpus(lab, sample);
  for (const actor of [1, 2, 3, 4]) cpSync(join(sample, `Actor_0${actor}`), join(faulty, `Actor_0${actor}`), { recursive: true });
  await plantFaults();
});

/** One fault of each kind that can be heard or read in files, each in another clip. */
async function plantFaults(): Promise<void> {
  const samplesOf = async (path: string): Promise<Float32Array> => Float32Array.from((await readClip(join(sample, path))).channels[0]!);
  const write = (path: string, samples: Float32Array, rate = 22_050): void => {
    mkdirSync(dirname(join(faulty, path)), { recursive: true });
    writeFileSync(join(faulty, path), encodeWav(samples, rate));
  };
  // A copy of another clip of the same speaker, under another emotion, and one at −20 dB under another speaker.
  cpSync(join(sample, clipOf(1, '04-01-01-01')), join(faulty, clipOf(1, '05-01-01-01')));
  write(clipOf(3, '02-01-01-01'), (await samplesOf(clipOf(2, '02-01-01-01'))).map((sample) => sample / 10));
  const loud = await samplesOf(clipOf(1, '03-02-01-01'));
  write(clipOf(1, '03-02-01-01'), loud.map((sample) => Math.max(-1, Math.min(32767 / 32768, 6 * sample))));
  write(clipOf(2, '04-02-01-01'), (await samplesOf(clipOf(2, '04-02-01-01'))).map((sample) => sample / 2 + 0.1));
  write(clipOf(2, '06-01-01-01'), new Float32Array(30_000));
  const middle = await samplesOf(clipOf(3, '08-02-01-01'));
  write(clipOf(3, '08-02-01-01'), middle.subarray(Math.round(0.45 * middle.length), Math.round(0.7 * middle.length)));
  write(clipOf(3, '07-01-01-01'), await samplesOf(clipOf(3, '07-01-01-01')), 24_000);
  writeFileSync(join(faulty, clipOf(3, '06-02-01-01')), readFileSync(join(sample, clipOf(3, '06-02-01-01'))).subarray(0, 20_000));
  writeFileSync(join(faulty, clipOf(3, '06-02-02-01')), 'no sound');
  // A clip of speaker 2 among those of speaker 1.
  cpSync(join(sample, clipOf(2, '08-01-01-01')), join(faulty, 'Actor_01/03-01-08-01-01-02-02.wav'));
}

const audited = async (root: string, mislabels = false, of: Lab = lab): Promise<CorpusAudit> => auditCorpus(of, await scanCorpus(root), { mislabels });
const listed = (root: string, { findings }: CorpusAudit): [check: string, severity: string, ...paths: string[]][] => findings.map(({ check, severity, paths }) => [check, severity, ...paths.map((path) => relative(root, path))]);

describe('auditCorpus', () => {
  it('finds nothing in the sample corpus', async () => {
    expect(await audited(sample)).toEqual({ findings: [], nClips: 192, nFiles: 192 });
  });

  it('finds each planted fault, and nothing else', async () => {
    const audit = await audited(faulty);
    expect(audit).toMatchObject({ nFiles: 129, nClips: 127 });
    expect(listed(faulty, audit)).toEqual([
      ['unreadable', 'error', clipOf(3, '06-02-02-01')],
      ['truncated', 'error', clipOf(3, '06-02-01-01')],
      ['truncated', 'warning', clipOf(3, '08-02-01-01')],
      ['silence', 'error', clipOf(2, '06-01-01-01')],
      ['clipping', 'warning', clipOf(1, '03-02-01-01')],
      ['dc-offset', 'warning', clipOf(2, '04-02-01-01')],
      ['formats', 'warning', clipOf(3, '07-01-01-01')],
      ['durations', 'note', clipOf(3, '08-02-01-01')],
      ['exact-duplicates', 'warning', clipOf(1, '04-01-01-01'), clipOf(1, '05-01-01-01')],
      ['exact-duplicates', 'warning', 'Actor_01/03-01-08-01-01-02-02.wav', clipOf(2, '08-01-01-01')],
      ['near-duplicates', 'error', clipOf(2, '02-01-01-01'), clipOf(3, '02-01-01-01')],
      ['speaker-names', 'error', clipOf(2, '02-01-01-01'), clipOf(3, '02-01-01-01')],
      ['label-conflicts', 'error', clipOf(1, '04-01-01-01'), clipOf(1, '05-01-01-01')],
      ['stray-clips', 'warning', 'Actor_01/03-01-08-01-01-02-02.wav'],
    ]);
  });

  it('finds the same with one worker, and from the store', async () => {
    const first = await audited(faulty, true);
    expect(await audited(faulty, true, testLab(':memory:', 1))).toEqual(first);
    const calls: string[] = [];
    const watched: Lab = { ...lab, pool: { ...lab.pool, run: (name, ...rest) => (calls.push(name), lab.pool.run(name, ...rest)) } };
    expect(await audited(faulty, true, watched)).toEqual(first);
    expect(new Set(calls)).toEqual(new Set(['evaluateFold']));
  });

  it('looks for wrong labels where it is asked to and can', async () => {
    const { findings } = await audited(faulty, true);
    const doubtful = findings.filter(({ check }) => check === 'mislabels');
    expect(doubtful.length).toBeGreaterThan(0);
    expect(doubtful.length).toBeLessThanOrEqual(10);
    const oneSpeaker = await audited(join(sample, 'Actor_04'), true);
    expect(oneSpeaker.findings).toMatchObject([{ check: 'mislabels', severity: 'note', paths: [], message: expect.stringMatching(/^Wrong labels could not be looked for: There is 1 speaker/) as string }, { check: 'sex-balance' }]);
  });

  it('stops when it is cancelled', async () => {
    const own = testLab(':memory:', 1);
    const controller = new AbortController();
    const running = auditCorpus(own, await scanCorpus(sample), { mislabels: false }, { signal: controller.signal, onProgress: ({ done }) => done === 5 && controller.abort() });
    await expect(running).rejects.toMatchObject({ code: 'cancelled' });
  });
});

describe.skipIf(!hasFfmpeg)(hasFfmpeg ? 'copies in other containers and codecs' : noFfmpeg, () => {
  const root = join(dir, 'encodings');
  const source = join(sample, clipOf(4, '05-02-01-01'));

  it('are near duplicates, and those with the same samples exact ones', async () => {
    mkdirSync(root);
    cpSync(source, join(root, 'a.wav'));
    ffmpeg('-i', source, join(root, 'b.flac'));
    ffmpeg('-i', source, '-b:a', '48k', join(root, 'c.mp3'));
    ffmpeg('-i', source, '-c:a', 'pcm_mulaw', '-ar', '8000', join(root, 'd.wav'));
    ffmpeg('-i', source, '-af', 'volume=-20dB,adelay=300:all=1', '-ar', '48000', '-ac', '2', join(root, 'e.wav'));
    // Other takes of the same speaker, in the same codecs.
    ffmpeg('-i', join(sample, clipOf(4, '05-01-01-01')), '-b:a', '48k', join(root, 'f.mp3'));
    ffmpeg('-i', join(sample, clipOf(4, '05-02-02-01')), '-c:a', 'pcm_mulaw', '-ar', '8000', join(root, 'g.wav'));
    const found = listed(root, await audited(root));
    expect(found.filter(([check]) => check.endsWith('duplicates'))).toEqual([
      ['exact-duplicates', 'warning', 'a.wav', 'b.flac'],
      ['near-duplicates', 'warning', 'a.wav', 'c.mp3', 'd.wav', 'e.wav'],
    ]);
  });
});

describe('packAudit', () => {
  it('brings back every bit', () => {
    const fingerprint = createFingerprinter(16_000)(Float32Array.from({ length: 16_000 }, (_, i) => Math.sin(i * i * 1e-5)));
    const measures = { peak: 0.1, offset: -1 / 3, rms: Math.PI, nClipped: 7, nNotFinite: 0, loudest: 1e-300, first: 0, last: 0.25, quiet: 0.7 };
    const audit = { samplesHash: 'ff'.repeat(16) + '7fc00001'.repeat(4), measures, fingerprint: { ...fingerprint, words: fingerprint.words.map((word, i) => (i % 2 === 0 ? 0x7f800001 : word)) } };
    expect(fingerprint.words.length).toBeGreaterThan(5);
    expect(unpackAudit(packAudit(audit))).toEqual(audit);
  });
});
