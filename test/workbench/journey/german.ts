import { readFileSync } from 'node:fs';
import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Frame } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { accessibilityProblems, webviewWith } from '../webview.ts';
import { looseClips } from '../workspace.ts';
import type { JourneyAt } from './journey.ts';

const read = (path: string): Record<string, string> => JSON.parse(readFileSync(join(import.meta.dirname, '../../..', path), 'utf8')) as Record<string, string>;
const manifest = read('package.nls.de.json');
const german = read('l10n/bundle.l10n.de.json');
/** Texts that a page could only have in English by mistake: whole sentences without values. */
const english = Object.entries(german).flatMap(([text, translated]) => (text !== translated && /^\S+( \S+){3,}$/.test(text) && !/\{\d\}/.test(text) ? [text] : []));

async function expectGerman(frame: Frame, ...expected: readonly string[]): Promise<void> {
  expect(await frame.locator('html').getAttribute('lang')).toBe('de');
  const text = (await frame.locator('body').innerText()).replaceAll('\u00a0', ' ');
  for (const word of expected) expect(text).toContain(german[word]);
  expect(english.filter((sentence) => text.includes(sentence))).toEqual([]);
  expect(await accessibilityProblems(frame)).toEqual([]);
}

/** A window of an editor that speaks German: our words follow it, in the host and in the pages. */
export function describeGerman(at: JourneyAt): void {
  describe('in German', () => {
    it('the view, the palette, the questions and the pages speak it', async () => {
      const { workbench, logsDir } = at();
      // A language pack of the editor without any text: its own words stay English, ours need no more.
      const data = join(logsDir, '..');
      const pack = join(data, 'no-texts.json');
      const chosenLanguage = join(data, 'User/argv.json');
      await writeFile(pack, JSON.stringify({ version: '1.0.0', contents: {} }));
      await writeFile(join(data, 'languagepacks.json'), JSON.stringify({ de: { hash: 'no-texts', extensions: [{ extensionIdentifier: { id: 'no.texts' }, version: '1.0.0' }], translations: { vscode: pack }, label: 'Deutsch' } }));
      await writeFile(chosenLanguage, JSON.stringify({ locale: 'de' }));
      const window = await workbench.anotherWindow();
      try {
        await window.show('Speech Emotion');
        await window.row(/^sample-corpus/).waitFor();
        await window.contextMenu(window.row(/^sample-corpus/), manifest['command.trainModel'] ?? '');
        await window.page.getByText(german['Which features?'] ?? '').first().waitFor();
        await window.picture('36-german-question');
        await window.dismiss();
        await window.command(`Speech Emotion: ${manifest['command.showResults']}`);
        const results = await webviewWith(window.page, '#results');
        await expectGerman(results, 'Stored result', 'All runs');
        await window.picture('36-german-results');
        await results.getByRole('button', { name: german['All runs'] ?? '' }).click();
        await results.locator('#runs').waitFor();
        await expectGerman(results, 'Protocol', 'Accuracy');
        await results.locator('#runs tbody tr').first().getByRole('button').click();
        await results.locator('#confusion').waitFor();
        await expectGerman(results, 'Confusion matrix', 'Predicted', 'Per class');
        await window.picture('36-german-run');
        await window.contextMenu(await window.revealFile(looseClips[1]), manifest['command.openClip'] ?? '');
        const clip = await webviewWith(window.page, '#spectrogram');
        await expectGerman(clip, 'Emotion estimate', 'Speed');
        await window.picture('36-german-clip');
        expect(window.complaints).toEqual([]);
      } finally {
        await rm(chosenLanguage);
        await window.page.close();
      }
    });
  });
}
