import { execFileSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { createReport } from '../../../src/core/report/createReport.ts';
import { protocolWords } from '../../../src/core/report/protocolWords.ts';
import { repeatCommand, studyCommand } from '../../../src/core/report/repeatCommand.ts';
import { data, hostile, maker, reported, runOf } from './reportedFixture.ts';

const run = runOf();

/** The words that a shell hands to the program. */
const words = (command: string): string[] => execFileSync('/bin/sh', ['-c', `ser() { for word; do printf '%s\\0' "$word"; done; }\n${command}`], { encoding: 'utf8' }).split('\0').slice(0, -1);

describe('repeatCommand', () => {
  it.skipIf(process.platform === 'win32')('survives a shell, whatever the names', () => {
    for (const root of [...Object.values(hostile), "it's", '$(touch /tmp/x) `id` ; *', '-x', 'a b\tc\\']) {
      const [command, path, ...rest] = words(repeatCommand({ ...run, data: { ...data, root, labels: { emotion: 'the emotion', speaker: hostile.speaker } } }));
      expect([command, path]).toEqual(['evaluate', root.startsWith('-') ? `./${root}` : root]);
      expect(rest.slice(-4)).toEqual(['--labels', `the emotion,${hostile.speaker}`, '--seed', '7']);
    }
  });

  it('names parameters that are not the defaults, the space of a search, and degraded copies', () => {
    const search = { method: 'random:5', candidates: [{ C: 1 }], space: { C: { from: 0.1, to: 10 }, gamma: ['scale', 0.01] }, inner: 'speaker:5' };
    expect(repeatCommand({ ...run, params: { ...run.params, C: 3, kernel: 'linear' } })).toContain(' --param C=3 --param kernel=linear ');
    const searched = repeatCommand({ ...run, params: { ...run.params, C: 3, kernel: 'linear' }, search });
    expect(searched).toContain(" --param kernel=linear --search random:5 --space 'C=0.1..10;gamma=scale,0.01' ");
    expect(searched).not.toContain('C=3');
    expect(repeatCommand({ ...run, augment: ['white noise, 10 dB SNR', 'reverberation, 0.6 s T60', 'telephone line', 'gain, -20 dB'] })).toContain(' --augment white:10,reverb:0.6,telephone,gain:-20 ');
    expect(repeatCommand({ ...run, balance: 'weights', select: 50, params: { ...run.params, classWeight: 'balanced' } })).toMatch(/ --cv speaker:3 --balance weights --select 50 --set /);
    expect(repeatCommand({ ...run, data: { ...data, recipe: { ...data.recipe, rate: 'native' } } })).toContain(' --rate native ');
  });
});

it('studyCommand names the store where it is not the usual one', () => {
  expect(studyCommand(run, 'leak', [], undefined)).not.toContain('--store');
  expect(studyCommand(run, 'leak', [], 'my store.db')).toMatch(/ --store 'my store.db'$/);
});

describe('protocolWords', () => {
  it.each(['speaker', 'speaker:6', 'speakers:1,2', 'emobox', 'luna-jimenez', 'corpus', 'sentence', 'sentence:2', 'stratified:5', 'random:0.2', 'random:0.2x10'])('%s is told in a sentence', (cv) => {
    expect(protocolWords(cv)).toMatch(/^[1-9A-Z].*\.\)?\.?$/);
    expect(protocolWords(cv)).not.toMatch(/undefined|NaN/);
  });
});

it('the report has the words that a shell would be given', () => {
  const { parts } = createReport([reported(run)], maker);
  const commands = parts.flatMap(({ sections }) => sections.flatMap(({ blocks }) => blocks.flatMap((block) => (block.kind === 'command' ? [block.text] : []))));
  expect(commands[0]).toBe(repeatCommand(run));
});
