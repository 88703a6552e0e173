import { expect, it, vi } from 'vitest';
import { warnOfUnread } from '../../../src/extension/commands/unreadFiles.ts';
import { formatClips, formatSpeakers } from '../../../src/extension/explorer/amounts.ts';

const { warnings } = vi.hoisted(() => ({ warnings: [] as string[] }));
vi.mock('vscode', () => ({
  l10n: { t: (text: string, ...values: readonly unknown[]) => text.replace(/\{(\d)\}/g, (_, place: string) => String(values[Number(place)])) },
  window: { showWarningMessage: (text: string) => void warnings.push(text) },
}));

it('one is told of as one, and several as several', () => {
  expect([formatClips(1), formatClips(2), formatSpeakers(0), formatSpeakers(1), formatSpeakers(24)]).toEqual(['1 clip', '2 clips', '0 speakers', '1 speaker', '24 speakers']);
  const broken = { path: '/w/a.wav', message: 'It is no audio.' };
  for (const problems of [[], [broken], [broken, { path: '/w/b.wav', message: 'Gone.' }]]) warnOfUnread(problems);
  expect(warnings).toEqual([
    '1 file could not be read and is not part of the figures, a.wav: It is no audio.',
    '2 files could not be read and are not part of the figures, first a.wav: It is no audio.',
  ]);
});
