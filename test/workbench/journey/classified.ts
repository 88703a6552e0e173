import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ClassifiedPage } from '../pages/classifiedPage.ts';
import { accessibilityProblems } from '../webview.ts';
import { brokenClip } from '../workspace.ts';
import { countCorpus, eventually, type JourneyAt } from './journey.ts';

/** The table of clips that were classified together. */
export function describeClassified(at: JourneyAt): void {
  describe('the table of classified clips', () => {
    const table = (): Promise<ClassifiedPage> => ClassifiedPage.of(at().workbench);

    it('lists a whole corpus with its labels, how many of each, and who estimated', async () => {
      const { workbench, workspace } = at();
      const { nClips } = await countCorpus(workspace);
      await workbench.show('Speech Emotion');
      await workbench.contextMenu(workbench.row(/^sample-corpus/), 'Classify Emotion');
      const page = await table();
      await eventually(() => page.shown()).toBe(`1–${nClips} of ${nClips}`);
      expect(await page.facts.innerText()).toContain('Starter model (acted English speech)');
      const totals = await page.totals();
      expect(totals.reduce((sum, n) => sum + n, 0)).toBe(nClips);
      expect(await page.agreement()).toMatch(new RegExp(`^\\d+ of ${nClips} clips with a label of their corpus are estimated as labelled`));
      expect(await page.frame.getByRole('main').innerText()).toContain('These are estimates, not facts about the people who speak.');
      await workbench.clearNotifications();
      await workbench.picture('30-classified');
      expect(await accessibilityProblems(page.frame)).toEqual([]);
    });

    it('is sorted by its headers, and filtered by words', async () => {
      const page = await table();
      const header = page.header('Probability');
      await header.getByRole('button').click();
      expect(await header.getAttribute('aria-sort')).toBe('descending');
      expect(await page.shares()).toEqual((await page.shares()).toSorted((a, b) => b - a));
      await header.getByRole('button').press('Enter');
      expect(await header.getAttribute('aria-sort')).toBe('ascending');
      expect(await page.shares()).toEqual((await page.shares()).toSorted((a, b) => a - b));
      await page.filter.fill('actor_03 03-01-05');
      await eventually(async () => new Set((await page.names()).map((name) => name.slice(0, 8)))).toEqual(new Set(['03-01-05']));
      expect(new Set(await page.folders())).toEqual(new Set(['sample-corpus/Actor_03']));
    });

    it('is exported as it is shown', async () => {
      const { workbench, workspace } = at();
      const page = await table();
      const names = await page.names();
      await page.button('Export as CSV…').click();
      await workbench.answerSaveDialog(join(workspace, 'estimates.csv'));
      await eventually(() => readFile(join(workspace, 'estimates.csv'), 'utf8').catch(() => '')).toMatch(/^file,label,estimate,probability,uncertain,remark,p_/);
      const [, ...rows] = (await readFile(join(workspace, 'estimates.csv'), 'utf8')).trimEnd().split('\n').map((line) => line.split(','));
      expect(rows.map(([file]) => file)).toEqual(names.map((name) => `sample-corpus/Actor_03/${name}`));
      for (const [, label, , probability] of rows) expect([label, Number(probability) > 0.12]).toEqual(['angry', true]);
    });

    it('is there again after the editor restarts, as it was looked at', async () => {
      const { workbench } = at();
      await workbench.restart();
      const page = await table();
      expect(await page.filter.inputValue()).toBe('actor_03 03-01-05');
      expect(await page.rows.count()).toBeGreaterThan(0);
      expect(await page.facts.innerText()).toContain('192');
    });

    it('says which files could not be classified, and why', async () => {
      const { workbench } = at();
      await workbench.contextMenu(await workbench.revealFile('tones'), 'Classify Emotion');
      await workbench.notification(/could not be read/).waitFor({ timeout: 30_000 });
      const page = await ClassifiedPage.withProblems(workbench);
      await eventually(() => page.problems.innerText()).toMatch(new RegExp(`${brokenClip}: \\w.*\\.`));
      expect(await page.rows.count()).toBe(1);
      await workbench.clearNotifications();
    });
  });
}
