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

/** A second window on the same folder, of an editor that speaks German: our words follow it, in the host and in the pages. */
export function describeGerman(at: JourneyAt): void {
  describe('a second window, in German', () => {
    it('has the same corpora; the view, the palette, the questions and the pages speak German, while the first window goes on', async () => {
      const { workbench, logsDir } = at();
      await workbench.tidy();
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
        await window.contextMenu(window.row(/^sample-corpus/), manifest['command.crossValidate'] ?? '');
        await window.page.getByPlaceholder(german['Which features?'] ?? '').waitFor();
        await window.picture('36-german-question');
        await window.pick(german['Conventional'] ?? '');
        await window.pick('SVM (RBF)');
        await window.pick(german['By speaker, 6 groups'] ?? '');
        const results = await webviewWith(window.page, '#confusion', 60_000);
        await expectGerman(results, 'Stored result', 'Confusion matrix', 'Predicted', 'Per class');
        await window.picture('36-german-run');
        await results.getByRole('button', { name: german['All runs'] ?? '' }).click();
        await results.locator('#runs').waitFor();
        await expectGerman(results, 'Protocol', 'Accuracy');
        await window.contextMenu(await window.revealFile(looseClips[1]), manifest['command.openClip'] ?? '');
        const clip = await webviewWith(window.page, '#spectrogram');
        await expectGerman(clip, 'Emotion estimate', 'Speed');
        await window.picture('36-german-clip');
        for (const [each, item] of [[window, manifest['command.classifyEmotion'] ?? ''], [workbench, 'Classify Emotion']] as const) {
          await each.contextMenu(await each.revealFile(looseClips[1]), item);
          await each.notification(/second\.wav: /).waitFor({ timeout: 30_000 });
          await each.clearNotifications();
        }
        expect(window.complaints).toEqual([]);
      } finally {
        await rm(chosenLanguage);
        await window.page.close();
      }
    });
  });
}
