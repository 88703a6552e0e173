import { readFile, rename, rm } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ClipPage } from '../pages/clipPage.ts';
import { ResultsPage, type Cell } from '../pages/resultsPage.ts';
import { accessibilityProblems } from '../webview.ts';
import { countCorpus, emotionOf, eventually, type JourneyAt } from './journey.ts';

const percentOf = (text: string | null): number => Number.parseFloat((text ?? '').replace('−', '-'));

/** The clips behind the figures, all runs side by side, and what flips from one to another. */
export function describeRuns(at: JourneyAt): void {
  describe('runs', () => {
    /** The largest cell of clips that were taken for something else. */
    const wrongCell = async (page: ResultsPage): Promise<Cell> => {
      const wrong = (await page.matrix()).filter(({ truth, predicted }) => truth !== predicted);
      return wrong.toSorted((one, other) => other.count - one.count)[0] ?? { truth: '', predicted: '', count: 0 };
    };

    it('lists the clips of a cell, with the keyboard, and they are those that it counts', async () => {
      const { workbench } = at();
      const page = await ResultsPage.with(workbench, 'confusion');
      const { truth, predicted, count } = await wrongCell(page);
      expect(await page.frame.locator('#confusion button[tabindex="0"]').count()).toBe(1);
      // The diagonal of the row may be the way there.
      const button = page.cell({ truth, predicted });
      await page.cells.first().focus();
      await workbench.page.keyboard.press('ArrowDown');
      expect(await page.frame.evaluate(() => document.activeElement?.closest('#confusion') !== null)).toBe(true);
      await button.focus();
      await workbench.page.keyboard.press('Enter');
      await page.part('clips').waitFor();
      expect(await button.getAttribute('aria-expanded')).toBe('true');
      const files = await page.clipFiles();
      expect(files).toHaveLength(count);
      expect(new Set(files).size).toBe(count);
      for (const file of files) expect(emotionOf(basename(file)), file).toBe(truth);
      await page.clipList.scrollIntoViewIfNeeded();
      await workbench.picture('14-clips-of-a-cell');
      expect(await accessibilityProblems(page.frame)).toEqual([]);
    });

    it('plays one of them in place at a time, and says it when a file has gone', async () => {
      const { workbench, workspace } = at();
      const page = await ResultsPage.with(workbench, 'clips');
      const first = page.rows('clips').first();
      await first.getByRole('button', { name: 'Play' }).click();
      await first.getByRole('button', { name: 'Stop' }).waitFor();
      // It ends by itself, and can be played again and stopped.
      await first.getByRole('button', { name: 'Play' }).waitFor();
      await first.getByRole('button', { name: 'Play' }).click();
      await first.getByRole('button', { name: 'Stop' }).click();
      await first.getByRole('button', { name: 'Play' }).waitFor();
      expect(await page.trouble()).toBe('');
      const path = join(workspace, 'sample-corpus', (await first.getAttribute('data-file')) ?? '');
      await rename(path, `${path}.away`);
      try {
        await first.getByRole('button', { name: 'Play' }).click();
        await page.frame.getByText(`${basename(path)} is no longer where it was`).waitFor();
        // Below the clip itself.
        expect(await first.locator('xpath=following-sibling::tr[1]').innerText()).toBe(await page.trouble());
      } finally {
        await rename(`${path}.away`, path);
      }
    });

    it('opens one in the clip editor', async () => {
      const { workbench } = at();
      const page = await ResultsPage.with(workbench, 'clips');
      const row = page.rows('clips').first();
      const file = basename((await row.getAttribute('data-file')) ?? '');
      await row.getByRole('button', { name: 'Open' }).click();
      await ClipPage.inSight(workbench);
      await workbench.page.getByRole('tab', { name: new RegExp(file) }).waitFor();
      await workbench.command('View: Close Editor');
      // The page begins anew when its tab comes back: the list is open again.
      await ResultsPage.with(workbench, 'clips');
    });

    it('stand side by side in a table that sorts by any column, and comes back as it was left', async () => {
      const { workbench, workspace } = at();
      const { nClips } = await countCorpus(workspace);
      await workbench.command('Speech Emotion: Cross-Validate…');
      await workbench.pick('Conventional');
      await workbench.pick('Logistic regression');
      await workbench.pick('By speaker, 6 groups');
      const page = await ResultsPage.with(workbench, 'headline');
      await eventually(() => page.heading.innerText(), 60_000).toMatch(/^Logistic regression/);
      await page.button('All runs').click();
      const rows = page.rows('runs');
      await rows.first().waitFor();
      const figures = async (of: ResultsPage): Promise<number[]> => (await of.rows('runs').locator('td:nth-of-type(6)').allTextContents()).map(percentOf);
      expect(await rows.count()).toBe(2);
      expect(await rows.first().innerText()).toMatch(/Logistic regression/);
      for (const text of await rows.allInnerTexts()) expect(text).toContain(String(nClips));
      const head = page.runHeader('uar');
      await head.getByRole('button').click();
      expect(await head.getAttribute('aria-sort')).toBe('descending');
      const descending = await figures(page);
      expect(descending).toEqual(descending.toSorted((a, b) => b - a));
      await workbench.page.keyboard.press('Enter');
      expect(await head.getAttribute('aria-sort')).toBe('ascending');
      expect(await figures(page)).toEqual(descending.toReversed());
      await workbench.picture('15-runs');
      expect(await accessibilityProblems(page.frame)).toEqual([]);
      await workbench.restart();
      const again = await ResultsPage.with(workbench, 'runs');
      expect(await again.runHeader('uar').getAttribute('aria-sort')).toBe('ascending');
      expect(await figures(again)).toEqual(descending.toReversed());
    });

    it('are copied as text and as a picture, and saved', async () => {
      const { workbench, workspace } = at();
      await workbench.page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
      const page = await ResultsPage.with(workbench, 'runs');
      const status = page.frame.locator('.copy').getByRole('status');
      await page.copy('All runs', 'Copy as CSV');
      await eventually(() => status.innerText()).toBe('Copied');
      const [head = '', ...lines] = (await page.clipboard()).trimEnd().split('\n');
      expect(head).toBe('Run,Model,Corpus,Features,Protocol,UAR,UAR: interval,Accuracy,Clips,Time,Ended');
      const shown = await page.rows('runs').evaluateAll((rows) => rows.map((row) => [...row.querySelectorAll('th, td.text')].map((cell) => cell.textContent)));
      expect(lines.map((line) => line.split(',').slice(0, 5))).toEqual(shown.map(([, ...cells]) => cells));
      await page.copy('All runs', 'Copy as PNG');
      await eventually(() => status.innerText()).toBe('Copied');
      expect(await page.clipboardTypes()).toEqual(['image/png']);
      await page.button('Copy or save: All runs').click();
      await workbench.picture('15-copy-menu');
      expect(await accessibilityProblems(page.frame)).toEqual([]);
      await workbench.page.keyboard.press('End');
      await workbench.page.keyboard.press('Enter');
      const path = join(workspace, 'all-runs.png');
      await workbench.answerSaveDialog(path, '.csv');
      await eventually(async () => (await readFile(path).catch(() => Buffer.alloc(0))).subarray(1, 4).toString('latin1')).toBe('PNG');
      await rm(path);
    });

    it('are compared two by two: as many clips flip as the accuracies differ by', async () => {
      const { workbench, workspace } = at();
      const { nClips } = await countCorpus(workspace);
      const page = await ResultsPage.with(workbench, 'runs');
      expect(await page.compareButton.getAttribute('disabled')).not.toBeNull();
      for (const box of await page.part('runs').getByRole('checkbox').all()) await box.check();
      await page.compareButton.click();
      await page.part('flips').waitFor();
      const [, toRight, toWrong] = /right: (\d+) clips?\..*wrong: (\d+) clips?\./.exec(await page.part('flips').innerText()) ?? [];
      const [first, second, points] = (await page.frame.locator('#changed [data-figure="accuracy"] td').allTextContents()).map(percentOf);
      expect((second ?? 0) - (first ?? 0)).toBeCloseTo(points ?? 0, 0);
      expect((100 * (Number(toRight) - Number(toWrong))) / nClips).toBeCloseTo(points ?? 0, 1);
      for (const [id, n] of [['to-right', Number(toRight)], ['to-wrong', Number(toWrong)]] as const) {
        const rows = await page.rows(id).evaluateAll((found) => found.filter((row) => !(row as HTMLElement).hidden).map((row) => [(row as HTMLElement).dataset.file ?? '', ...[...row.querySelectorAll('td')].map((cell) => cell.textContent)]));
        expect(rows.length).toBe(Math.min(n, 20));
        for (const [file = '', labelled, takenFor] of rows) {
          expect(emotionOf(basename(file)), file).toBe(labelled);
          expect(takenFor).not.toBe(labelled);
        }
      }
      await workbench.picture('16-change');
      await page.part('flips').scrollIntoViewIfNeeded();
      await workbench.picture('16-change-below');
      expect(await accessibilityProblems(page.frame)).toEqual([]);
    });

    it('go back to one of them by its link', async () => {
      const { workbench } = at();
      const page = await ResultsPage.with(workbench, 'flips');
      await page.button('All runs').click();
      await page.button(/^SVM \(RBF\): show run/).click();
      await page.part('confusion').waitFor();
      expect(await page.heading.innerText()).toMatch(/^SVM \(RBF\) on sample-corpus/);
      // A learner without rounds has no curve of losses.
      expect(await page.chart('losses').count()).toBe(0);
    });

    it('of a learner that learns in rounds show how its log-loss fell, as a chart and a table that can be copied', async () => {
      const { workbench } = at();
      await workbench.command('Speech Emotion: Cross-Validate…');
      await workbench.pick('Conventional');
      await workbench.pick(/gradient boosting/);
      await workbench.pick('By speaker, 6 groups');
      const page = await ResultsPage.with(workbench, 'losses', 90_000);
      expect(await page.frame.locator('#losses-say').innerText()).toMatch(/^On the clips learnt from, log-loss goes from \d\.\d{3} to \d\.\d{3} in \d+ rounds, which all folds have/);
      // A thin line for each fold, a strong one for their mean.
      expect([await page.chart('losses').locator('.fold').count(), await page.chart('losses').locator('polyline.mean').count()]).toEqual([6, 1]);
      const rows = await page.table('losses');
      expect(rows[0]?.[0]).toBe('0');
      const losses = rows.map(([, mean]) => Number(mean));
      expect(losses).toEqual(losses.toSorted((a, b) => b - a));
      await page.frame.locator('#losses-heading').scrollIntoViewIfNeeded();
      await workbench.picture('16-losses');
      expect(await accessibilityProblems(page.frame)).toEqual([]);
      await page.copy('Log-loss by round', 'Copy as CSV');
      await eventually(() => page.clipboard()).toMatch(/^Rounds,Training,"Training, over the folds"\n0,\d\.\d{3},/);
    });

    it('have headline figures that are copied like the rest', async () => {
      const { workbench } = at();
      const page = await ResultsPage.with(workbench, 'headline');
      const accuracy = await page.figure('accuracy');
      await page.button('Copy or save: Headline figures').click();
      await workbench.picture('16-copy-headline');
      await page.frame.getByRole('menuitem', { name: 'Copy as CSV' }).click();
      await eventually(() => page.clipboard()).toContain(`Accuracy,${accuracy},95 % interval over speakers`);
      await page.copy('Headline figures', 'Copy as PNG');
      await eventually(() => page.clipboardTypes()).toEqual(['image/png']);
    });
  });
}
