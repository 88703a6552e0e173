import { mkdir, rm, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import type { Locator } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { ClassifiedPage } from '../pages/classifiedPage.ts';
import { ClipPage } from '../pages/clipPage.ts';
import { accessibilityProblems } from '../webview.ts';
import { looseClips } from '../workspace.ts';
import { countCorpus, eventually, type JourneyAt } from './journey.ts';

/** The estimate in a text, "angry (87 %)", as its two parts. */
function estimateIn(text: string): { emotion: string; percent: number } {
  const [, emotion, percent] = /(\w+) \((\d+) %\)/.exec(text) ?? [];
  if (emotion === undefined) throw new Error(`There is no estimate in "${text}".`);
  return { emotion, percent: Number(percent) };
}

/** Classifying clips from wherever they are shown. */
export function describeClassify(at: JourneyAt): void {
  describe('classifying', () => {
    const expectEstimate = async (told: Locator): Promise<{ emotion: string; percent: number }> => {
      await told.waitFor({ timeout: 30_000 });
      const estimate = estimateIn(await told.innerText());
      expect([...(await countCorpus(at().workspace)).byEmotion.keys()]).toContain(estimate.emotion);
      // Of eight classes the likeliest has at least an eighth.
      expect(estimate.percent).toBeGreaterThanOrEqual(12);
      expect(estimate.percent).toBeLessThanOrEqual(100);
      return estimate;
    };

    it('tells the emotion of a WAV in VS Code’s explorer, and shows the details', async () => {
      const { workbench } = at();
      const [path] = looseClips;
      await workbench.contextMenu(await workbench.revealFile(path), 'Classify Emotion');
      const told = workbench.notification(new RegExp(`${basename(path)}: \\w+ \\(\\d+ %\\)`));
      const { emotion, percent } = await expectEstimate(told);
      await workbench.picture('9-classified');
      await told.getByRole('button', { name: 'Show Details' }).click();
      const page = await ClipPage.estimated(workbench);
      expect(await page.likeliest(page.estimate).innerText()).toMatch(new RegExp(`^${emotion}, ${percent - 1}|^${emotion}, ${percent}`));
      const shares = await page.shares();
      expect(shares).toHaveLength(8);
      expect(shares.reduce((sum, share) => sum + share, 0)).toBeCloseTo(100, 0);
      await workbench.picture('10-details');
    });

    it('says why on demand: features with their values, and which way each pushes', async () => {
      const { workbench } = at();
      const page = await ClipPage.estimated(workbench);
      const emotion = (await page.likeliest(page.estimate).innerText()).split(',')[0] ?? '';
      await page.button('Why?').click();
      await page.reasonRows.first().waitFor({ timeout: 30_000 });
      expect(await page.reasons.getByRole('heading').innerText()).toContain(`What speaks for ${emotion}`);
      const rows = await page.reasonRows.allInnerTexts();
      expect(rows).toHaveLength(12);
      for (const row of rows) expect(row).toMatch(new RegExp(`^\\w+\\s[−\\d.e-]+.*, in training [−\\d.e-]+ ± [\\d.e-]+\\s+(for|against) ${emotion}$`));
      expect(await page.reasons.innerText()).toMatch(/Occlusion: [^]*This explains the model, not the person/);
      expect(await accessibilityProblems(page.frame)).toEqual([]);
      await page.reasons.scrollIntoViewIfNeeded();
      await workbench.picture('10-reasons');
      // They are there again when the tab comes back.
      await workbench.command('Speech Emotion: Show Results');
      await workbench.page.getByRole('tab', { name: /^Evaluation Results/ }).waitFor();
      await workbench.command('View: Close Editor');
      const again = await ClipPage.estimated(workbench);
      await eventually(() => again.reasonRows.allInnerTexts()).toEqual(rows);
      await workbench.tidy();
    });

    it('writes the estimate beside the clip in the corpus explorer', async () => {
      const { workbench } = at();
      await workbench.show('Speech Emotion');
      await workbench.expand(workbench.row(/sample-corpus/));
      await workbench.expand(workbench.row('angry, '));
      const clip = workbench.row('03-01-05-01-01-01-01.wav');
      expect(await clip.innerText()).not.toContain('→');
      await workbench.contextMenu(clip, 'Classify Emotion');
      const { emotion, percent } = await expectEstimate(workbench.notification('03-01-05-01-01-01-01.wav'));
      await eventually(() => clip.innerText()).toContain(`→ ${emotion} (${percent} %)`);
      await workbench.picture('11-estimate-in-the-tree');
      await workbench.clearNotifications();
    });

    it('marks what has an estimate, until that is switched off', async () => {
      const { workbench, workspace } = at();
      const file = await workbench.revealFile(looseClips[0]);
      await eventually(() => workbench.badge(file)).toMatch(/^[A-Z][a-z]$/);
      await workbench.picture('11-badges');
      const settings = join(workspace, '.vscode/settings.json');
      await mkdir(dirname(settings), { recursive: true });
      await writeFile(settings, JSON.stringify({ 'ser.badges': false }));
      await eventually(() => workbench.badge(file)).toBe('');
      await rm(dirname(settings), { recursive: true });
      await eventually(() => workbench.badge(file)).toMatch(/^[A-Z][a-z]$/);
    });

    it('groups by the estimate, and by whether it is the label', async () => {
      const { workbench, workspace } = at();
      const { nClips } = await countCorpus(workspace);
      await workbench.show('Speech Emotion');
      await workbench.command('Speech Emotion: Group By…');
      await workbench.pick('Right or wrong');
      await workbench.row(/^(right|wrong): the estimate is .*, 1 clip,/).waitFor();
      await workbench.row(`no certain estimate, or no label, ${nClips - 1} clips`).waitFor();
      await workbench.command('Speech Emotion: Group By…');
      await workbench.pick('Predicted emotion');
      await workbench.row(/^→ \w+, 1 clip,/).waitFor();
      await workbench.picture('11-by-estimate');
      await workbench.command('Speech Emotion: Group By…');
      await workbench.pick('Emotion');
      await workbench.row('angry, ').waitFor();
    });

    it('classifies several selected files at once', async () => {
      const { workbench } = at();
      for (const [i, path] of looseClips.entries()) await (await workbench.revealFile(path)).click({ modifiers: i === 0 ? [] : ['Control'] });
      await workbench.contextMenu(workbench.file(basename(looseClips[1])), 'Classify Emotion');
      await workbench.notification('3 clips classified').waitFor({ timeout: 30_000 });
      await workbench.tidy();
    });

    it('classifies every clip of a folder, lists them, and opens one', async () => {
      const { workbench } = at();
      const row = await workbench.revealFile('loose');
      // A click alone undoes the selection of the files above.
      await row.click();
      await workbench.contextMenu(row, 'Classify Emotion');
      await workbench.notification('3 clips classified').waitFor({ timeout: 30_000 });
      const table = await ClassifiedPage.of(workbench);
      expect(await table.rows.count()).toBe(3);
      await table.button('Open second.wav').click();
      const page = await ClipPage.estimated(workbench);
      expect(await page.heading.innerText()).toBe('second.wav');
      await workbench.tidy();
    });
  });
}
