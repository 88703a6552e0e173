import { readFile, rename, rm } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { Frame } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { accessibilityProblems, webviewWith } from '../webview.ts';
import { countCorpus, emotionOf, eventually, type JourneyAt } from './journey.ts';

/** Opens the table of all runs from a page of results, and checks two of them by their models. */
export async function compareRuns(frame: Frame, first: RegExp, second: RegExp): Promise<void> {
  // The table has a menu whose name ends in these words, should the page that was asked for not be there yet.
  await frame.getByRole('button', { name: 'All runs', exact: true }).click();
  await frame.locator('#runs').waitFor();
  for (const name of [first, second]) await frame.locator('#runs tbody tr').filter({ hasText: name }).getByRole('checkbox').check();
  await frame.locator('#compare').click();
  await frame.locator('#flips').waitFor();
}

const percentOf = (text: string | null): number => Number.parseFloat((text ?? '').replace('−', '-'));

/** The clips behind the figures, all runs side by side, and what flips from one to another. */
export function describeRuns(at: JourneyAt): void {
  describe('runs', () => {
    /** The largest cell of clips that were taken for something else. */
    const wrongCell = async (frame: Frame): Promise<{ truth: string; predicted: string; count: number }> => {
      const cells = await frame.locator('#confusion td[data-true]').evaluateAll((found) => found.map((cell) => ({ ...(cell as HTMLElement).dataset })) as { true: string; predicted: string; count: string }[]);
      const [first] = cells.filter((cell) => cell.true !== cell.predicted).toSorted((a, b) => Number(b.count) - Number(a.count));
      return { truth: first?.true ?? '', predicted: first?.predicted ?? '', count: Number(first?.count) };
    };

    it('lists the clips of a cell, with the keyboard, and they are those that it counts', async () => {
      const { workbench } = at();
      const frame = await webviewWith(workbench.page, '#confusion');
      const { truth, predicted, count } = await wrongCell(frame);
      expect(await frame.locator('#confusion button[tabindex="0"]').count()).toBe(1);
      // The diagonal of the row may be the way there.
      const button = frame.locator(`#confusion td[data-true="${truth}"][data-predicted="${predicted}"] button`);
      await frame.locator('#confusion button').first().focus();
      await workbench.page.keyboard.press('ArrowDown');
      expect(await frame.evaluate(() => document.activeElement?.closest('#confusion') !== null)).toBe(true);
      await button.focus();
      await workbench.page.keyboard.press('Enter');
      await frame.locator('#clips').waitFor();
      expect(await button.getAttribute('aria-expanded')).toBe('true');
      const files = await frame.locator('#clips tbody tr').evaluateAll((rows) => rows.map((row) => (row as HTMLElement).dataset.file ?? ''));
      expect(files).toHaveLength(count);
      expect(new Set(files).size).toBe(count);
      for (const file of files) expect(emotionOf(basename(file)), file).toBe(truth);
      await frame.locator('#cell-clips').scrollIntoViewIfNeeded();
      await workbench.picture('14-clips-of-a-cell');
      expect(await accessibilityProblems(frame)).toEqual([]);
    });

    it('plays one of them in place at a time, and says it when a file has gone', async () => {
      const { workbench, workspace } = at();
      const frame = await webviewWith(workbench.page, '#clips');
      const first = frame.locator('#clips tbody tr').first();
      await first.getByRole('button', { name: 'Play' }).click();
      await first.getByRole('button', { name: 'Stop' }).waitFor();
      // It ends by itself, and can be played again and stopped.
      await first.getByRole('button', { name: 'Play' }).waitFor();
      await first.getByRole('button', { name: 'Play' }).click();
      await first.getByRole('button', { name: 'Stop' }).click();
      await first.getByRole('button', { name: 'Play' }).waitFor();
      expect(await frame.locator('#cell-clips .trouble').textContent()).toBe('');
      const path = join(workspace, 'sample-corpus', (await first.getAttribute('data-file')) ?? '');
      await rename(path, `${path}.away`);
      try {
        await first.getByRole('button', { name: 'Play' }).click();
        await frame.getByText(`${basename(path)} is no longer where it was`).waitFor();
      } finally {
        await rename(`${path}.away`, path);
      }
    });

    it('opens one in the clip editor', async () => {
      const { workbench } = at();
      const frame = await webviewWith(workbench.page, '#clips');
      const row = frame.locator('#clips tbody tr').first();
      const file = basename((await row.getAttribute('data-file')) ?? '');
      await row.getByRole('button', { name: 'Open' }).click();
      await webviewWith(workbench.page, '#spectrogram');
      await workbench.page.getByRole('tab', { name: new RegExp(file) }).waitFor();
      await workbench.command('View: Close Editor');
      // The page begins anew when its tab comes back: the list is open again.
      await webviewWith(workbench.page, '#clips');
    });

    it('stand side by side in a table that sorts by any column, and comes back as it was left', async () => {
      const { workbench, workspace } = at();
      const { nClips } = await countCorpus(workspace);
      await workbench.command('Speech Emotion: Cross-Validate…');
      await workbench.pick('Conventional');
      await workbench.pick('Logistic regression');
      await workbench.pick('By speaker, 6 groups');
      const frame = await webviewWith(workbench.page, '#headline');
      await eventually(() => frame.locator('h1').innerText(), 60_000).toMatch(/^Logistic regression/);
      await frame.getByRole('button', { name: 'All runs' }).click();
      const rows = frame.locator('#runs tbody tr');
      await rows.first().waitFor();
      const figures = async (of: Frame): Promise<number[]> => (await of.locator('#runs tbody tr td:nth-of-type(6)').allTextContents()).map(percentOf);
      expect(await rows.count()).toBe(2);
      expect(await rows.first().innerText()).toMatch(/Logistic regression/);
      for (const text of await rows.allInnerTexts()) expect(text).toContain(String(nClips));
      const head = frame.locator('#runs th[data-column="uar"]');
      await head.getByRole('button').click();
      expect(await head.getAttribute('aria-sort')).toBe('descending');
      const descending = await figures(frame);
      expect(descending).toEqual(descending.toSorted((a, b) => b - a));
      await workbench.page.keyboard.press('Enter');
      expect(await head.getAttribute('aria-sort')).toBe('ascending');
      expect(await figures(frame)).toEqual(descending.toReversed());
      await workbench.picture('15-runs');
      expect(await accessibilityProblems(frame)).toEqual([]);
      await workbench.restart();
      const again = await webviewWith(workbench.page, '#runs');
      expect(await again.locator('#runs th[data-column="uar"]').getAttribute('aria-sort')).toBe('ascending');
      expect(await figures(again)).toEqual(descending.toReversed());
    });

    it('are copied as text and as a picture, and saved', async () => {
      const { workbench, workspace } = at();
      const { page } = workbench;
      await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
      const frame = await webviewWith(page, '#runs');
      const choose = async (item: string): Promise<void> => {
        await frame.getByRole('button', { name: 'Copy or save: All runs' }).click();
        await frame.getByRole('menuitem', { name: item }).click();
      };
      const status = frame.locator('.copy [role="status"]');
      await choose('Copy as CSV');
      await eventually(() => status.innerText()).toBe('Copied');
      const [head = '', ...lines] = (await frame.evaluate(() => navigator.clipboard.readText())).trimEnd().split('\n');
      expect(head).toBe('Run,Model,Corpus,Features,Protocol,UAR,UAR: interval,Accuracy,Clips,Time,Ended');
      const shown = await frame.locator('#runs tbody tr').evaluateAll((rows) => rows.map((row) => [...row.querySelectorAll('th, td.text')].map((cell) => cell.textContent)));
      expect(lines.map((line) => line.split(',').slice(0, 5))).toEqual(shown.map(([, ...cells]) => cells));
      await choose('Copy as PNG');
      await eventually(() => status.innerText()).toBe('Copied');
      expect(await frame.evaluate(async () => (await navigator.clipboard.read()).flatMap(({ types }) => types))).toEqual(['image/png']);
      await frame.getByRole('button', { name: 'Copy or save: All runs' }).click();
      await workbench.picture('15-copy-menu');
      expect(await accessibilityProblems(frame)).toEqual([]);
      await page.keyboard.press('End');
      await page.keyboard.press('Enter');
      const path = join(workspace, 'all-runs.png');
      await workbench.answerSaveDialog(path, '.csv');
      await eventually(async () => (await readFile(path).catch(() => Buffer.alloc(0))).subarray(1, 4).toString('latin1')).toBe('PNG');
      await rm(path);
    });

    it('are compared two by two: as many clips flip as the accuracies differ by', async () => {
      const { workbench, workspace } = at();
      const { nClips } = await countCorpus(workspace);
      const frame = await webviewWith(workbench.page, '#runs');
      expect(await frame.locator('#compare').getAttribute('disabled')).not.toBeNull();
      for (const box of await frame.locator('#runs').getByRole('checkbox').all()) await box.check();
      await frame.locator('#compare').click();
      await frame.locator('#flips').waitFor();
      const [, toRight, toWrong] = /right: (\d+) clips?\..*wrong: (\d+) clips?\./.exec(await frame.locator('#flips').innerText()) ?? [];
      const [first, second, points] = (await frame.locator('#changed [data-figure="accuracy"] td').allTextContents()).map(percentOf);
      expect((second ?? 0) - (first ?? 0)).toBeCloseTo(points ?? 0, 0);
      expect((100 * (Number(toRight) - Number(toWrong))) / nClips).toBeCloseTo(points ?? 0, 1);
      for (const [id, n] of [['to-right', Number(toRight)], ['to-wrong', Number(toWrong)]] as const) {
        const rows = await frame.locator(`#${id} tbody tr`).evaluateAll((found) => found.filter((row) => !(row as HTMLElement).hidden).map((row) => [(row as HTMLElement).dataset.file ?? '', ...[...row.querySelectorAll('td')].map((cell) => cell.textContent)]));
        expect(rows.length).toBe(Math.min(n, 20));
        for (const [file = '', labelled, takenFor] of rows) {
          expect(emotionOf(basename(file)), file).toBe(labelled);
          expect(takenFor).not.toBe(labelled);
        }
      }
      await workbench.picture('16-change');
      await frame.locator('#flips').scrollIntoViewIfNeeded();
      await workbench.picture('16-change-below');
      expect(await accessibilityProblems(frame)).toEqual([]);
    });

    it('go back to one of them by its link', async () => {
      const { workbench } = at();
      const frame = await webviewWith(workbench.page, '#flips');
      await frame.getByRole('button', { name: 'All runs' }).click();
      await frame.getByRole('button', { name: /^SVM \(RBF\): show run/ }).click();
      await frame.locator('#confusion').waitFor();
      expect(await frame.locator('h1').innerText()).toMatch(/^SVM \(RBF\) on sample-corpus/);
      // A learner without rounds has no curve of losses.
      expect(await frame.locator('#losses-chart').count()).toBe(0);
    });

    it('of a learner that learns in rounds show how its log-loss fell, as a chart and a table that can be copied', async () => {
      const { workbench } = at();
      await workbench.command('Speech Emotion: Cross-Validate…');
      await workbench.pick('Conventional');
      await workbench.pick(/gradient boosting/);
      await workbench.pick('By speaker, 6 groups');
      const frame = await webviewWith(workbench.page, '#losses', 90_000);
      expect(await frame.locator('#losses-say').innerText()).toMatch(/^On the clips learnt from, log-loss goes from \d\.\d{3} to \d\.\d{3} in the \d+ rounds that all folds have/);
      // A thin line for each fold, a strong one for their mean.
      expect([await frame.locator('#losses-chart .fold').count(), await frame.locator('#losses-chart polyline.mean').count()]).toEqual([6, 1]);
      const rows = await frame.locator('#losses tbody tr').evaluateAll((found) => found.map((row) => [...row.children].map((cell) => cell.textContent)));
      expect(rows[0]?.[0]).toBe('0');
      const losses = rows.map(([, mean]) => Number(mean));
      expect(losses).toEqual(losses.toSorted((a, b) => b - a));
      await frame.locator('#losses-heading').scrollIntoViewIfNeeded();
      await workbench.picture('16-losses');
      expect(await accessibilityProblems(frame)).toEqual([]);
      await frame.getByRole('button', { name: 'Copy or save: Log-loss by round' }).click();
      await frame.getByRole('menuitem', { name: 'Copy as CSV' }).click();
      await eventually(() => frame.evaluate(() => navigator.clipboard.readText())).toMatch(/^Rounds,Training,"Training, over the folds"\n0,\d\.\d{3},/);
    });

    it('have headline figures that are copied like the rest', async () => {
      const { workbench } = at();
      const frame = await webviewWith(workbench.page, '#headline');
      const accuracy = await frame.locator('[data-figure="accuracy"] .value').innerText();
      await frame.getByRole('button', { name: 'Copy or save: Headline figures' }).click();
      await workbench.picture('16-copy-headline');
      await frame.getByRole('menuitem', { name: 'Copy as CSV' }).click();
      await eventually(() => frame.evaluate(() => navigator.clipboard.readText())).toContain(`Accuracy,${accuracy},95 % interval over speakers`);
      await frame.getByRole('button', { name: 'Copy or save: Headline figures' }).click();
      await frame.getByRole('menuitem', { name: 'Copy as PNG' }).click();
      await eventually(async () => (await frame.evaluate(async () => (await navigator.clipboard.read()).flatMap(({ types }) => types)))).toEqual(['image/png']);
    });
  });
}
