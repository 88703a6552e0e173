import { copyFileSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { temporaryFolder } from '../node/temporaryFolder.ts';
import { serIn } from './runSer.ts';
import { tone, writeBrokenFiles, writeSmallCorpus } from './smallCorpus.ts';

const cwd = temporaryFolder();
const { ser, expectRefusal } = serIn(cwd);

interface Report {
  readonly corpus: string;
  readonly labels: string;
  readonly nFiles: number;
  readonly nClips: number;
  readonly checks: readonly { id: string; error: number; warning: number; note: number }[];
  readonly findings: readonly { check: string; severity: string; paths: string[]; message: string; details: object }[];
}

beforeAll(() => {
  writeSmallCorpus(join(cwd, 'small'));
  writeBrokenFiles(join(cwd, 'small/broken'));
  // Twenty-two pairs of copies, and five of one clip.
  for (let i = 10; i < 32; i++) {
    writeFileSync(join(cwd, `small/03-01-05-01-01-01-${i}.wav`), tone(300 + 10 * i));
    copyFileSync(join(cwd, `small/03-01-05-01-01-01-${i}.wav`), join(cwd, `small/03-01-05-01-01-02-${i}.wav`));
  }
  for (let i = 32; i < 37; i++) copyFileSync(join(cwd, 'small/03-01-04-01-01-01-01.wav'), join(cwd, `small/03-01-04-01-01-01-${i}.wav`));
  mkdirSync(join(cwd, 'nothing'));
});

describe('ser audit', () => {
  it('prints a table of the checks, findings below it, and exits with 0', async () => {
    const { code, stdout, stderr } = await ser(['audit', 'small', '--jobs', '1']);
    expect(code).toBe(0);
    expect(stdout).toMatch(/^73 of 79 audio files decoded, \d+ findings\.\nLabels are labels of the corpus: .* never facts about a person\.\n\ncheck +errors warnings +notes +what it looks for\n/);
    expect(stdout).toMatch(/^unreadable +5 +- +- +files that cannot be decoded$/m);
    expect(stdout).toMatch(/^ {2}error {4}small\/broken\/cut\.wav: The file is truncated: /m);
    expect(stdout).toMatch(/^ {2}error {4}small\/03-01-04-01-01-01-01\.wav, (small\/\S+, ){2}small\/\S+ and 2 more: 6 files are the same, of speakers 01, 32, 33, 34, 35, 36\.$/m);
    expect(stdout.match(/: 2 files are the same\.$/gm)).toHaveLength(19);
    expect(stdout).toMatch(/^ {2}and 3 more; --all shows them$/m);
    expect(stderr).toMatch(/checking files 73\/73/);
  });

  it('--all prints all of it, --no-mislabels leaves models alone', async () => {
    const { stdout, stderr } = await ser(['audit', 'small', '--all', '--no-mislabels']);
    expect(stdout).not.toMatch(/mislabels|and \d+ more/);
    expect(stdout.match(/: 2 files are the same\.$/gm)).toHaveLength(22);
    expect(stdout).toMatch(/(small\/\S+, ){5}small\/\S+: 6 files are the same, /);
    expect(stderr).not.toMatch(/extracting|folds/);
  });

  it('--json prints one document', async () => {
    const { code, stdout } = await ser(['audit', 'small', '--json']);
    const report = JSON.parse(stdout) as Report;
    expect(code).toBe(0);
    expect(report).toMatchObject({ corpus: 'ravdess', synthetic: false, nFiles: 79, nClips: 73, labels: expect.stringMatching(/^Labels are labels of the corpus/) as string });
    for (const { id, error, warning, note } of report.checks) expect([id, error + warning + note]).toEqual([id, report.findings.filter(({ check }) => check === id).length]);
    expect(report.checks.map(({ id }) => id)).toContain('mislabels');
    expect(report.findings.find(({ check }) => check === 'truncated')).toEqual({ check: 'truncated', severity: 'error', paths: ['small/broken/cut.wav'], message: expect.stringMatching(/^The file is truncated/) as string, details: { code: 'wav-truncated' } });
  });

  it('explains mistakes', async () => {
    await expectRefusal(['audit', 'nothing'], 1, /ser: There are no audio files under nothing\.\n$/);
    await expectRefusal(['audit', 'nowhere'], 1, /ser: The folder nowhere cannot be read: it does not exist\.\n$/);
    await expectRefusal(['audit', 'small', '--all', '--json'], 2, /option '--all' cannot be used with option '--json'/);
    expect((await ser(['audit', '--help'])).stdout).toMatch(/Exits with 0 when it\s+ran, whatever it found/);
  });

  it('stops on Ctrl+C', async () => {
    expect(await ser(['audit', 'small', '--store', 'late.db', '--jobs', '1'], /reading headers/)).toMatchObject({ code: 130, stdout: '', stderr: expect.stringMatching(/ser: Cancelled\.\n$/) as string });
  });
});
