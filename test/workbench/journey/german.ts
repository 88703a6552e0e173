import { readFileSync } from 'node:fs';
import { copyFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Frame } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { ClipPage } from '../pages/clipPage.ts';
import { ResultsPage } from '../pages/resultsPage.ts';
import { accessibilityProblems } from '../webview.ts';
import type { Workbench } from '../workbench.ts';
import { looseClips, truncatedClip } from '../workspace.ts';
import { eventually, type JourneyAt } from './journey.ts';

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

/** What core says of a corpus: titles of checks, and a sentence with values. */
async function auditInGerman(window: Workbench, workspace: string): Promise<void> {
  const source = join(workspace, 'sample-corpus/Actor_01/03-01-05-01-01-01-01.wav');
  const copy = source.replace(/01\.wav$/, '07.wav');
  await copyFile(source, copy);
  try {
    await window.show('Speech Emotion');
    const row = window.row(/^sample-corpus/);
    await eventually(() => row.innerText()).toContain('193 Clips');
    await window.contextMenu(row, manifest['command.auditCorpus'] ?? '');
    await window.pick(german['Files, sound, copies and labels'] ?? '');
    const told = window.notification(/193/);
    await told.waitFor({ timeout: 60_000 });
    await told.getByRole('button', { name: german['Show Findings'] ?? '' }).click();
    await window.expand(window.row(/^Clips mit denselben Samples/));
    await window.row(/^Fehler, 2 Dateien sind gleich, von den Sprechern 01, 07\./).waitFor();
    await window.picture('36-german-audit');
  } finally {
    await rm(copy);
  }
}

/** A second window on the same folder, of an editor that speaks German: our words follow it, in the host and in the pages. */
export function describeGerman(at: JourneyAt): void {
  describe('a second window, in German', () => {
    it('has the same corpora; the view, the palette, the questions and the pages speak German, while the first window goes on', async () => {
      const { workbench, workspace, logsDir } = at();
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
        await eventually(() => window.picks()).toEqual(expect.arrayContaining([expect.stringMatching(/^Gradient Boosting nach Art von XGBoost/), expect.stringMatching(/^Logistische Regression/)]));
        await window.pick('SVM (RBF)');
        await window.pick(german['By speaker, 6 groups'] ?? '');
        const results = await ResultsPage.with(window, 'confusion', 60_000);
        await expectGerman(results.frame, 'Stored result', 'Confusion matrix', 'Predicted', 'Per class');
        await window.picture('36-german-run');
        await results.button(german['All runs'] ?? '').click();
        await results.part('runs').waitFor();
        await expectGerman(results.frame, 'Protocol', 'Accuracy');
        await window.contextMenu(await window.revealFile(looseClips[1]), manifest['command.openClip'] ?? '');
        const clip = await ClipPage.inSight(window);
        await expectGerman(clip.frame, 'Emotion estimate', 'Speed');
        await window.picture('36-german-clip');
        await window.contextMenu(await window.revealFile(truncatedClip), manifest['command.openClip'] ?? '');
        const failed = await ClipPage.failed(window);
        await eventually(() => failed.failure.innerText()).toMatch(/^Die Datei endet in ihrem Format-Chunk \(30 Bytes\)\.$/);
        await expectGerman(failed.frame);
        await auditInGerman(window, workspace);
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
