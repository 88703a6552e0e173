import { describe, expect, it } from 'vitest';
import { ResultsPage, type Cell } from '../pages/resultsPage.ts';
import { accessibilityProblems } from '../webview.ts';
import { countCorpus, eventually, type JourneyAt } from './journey.ts';

const sumOf = (cells: readonly Cell[]): number => cells.reduce((sum, { count }) => sum + count, 0);

/** The figures by which runs are compared, from the matrix alone and by their textbook definitions, in percent. */
function figuresOf(cells: readonly Cell[]): { accuracy: number; uar: number; macroF1: number } {
  const classes = [...new Set(cells.map(({ truth }) => truth))];
  const perClass = classes.map((name) => {
    const hits = sumOf(cells.filter(({ truth, predicted }) => truth === name && predicted === name));
    const labelled = sumOf(cells.filter(({ truth }) => truth === name));
    const predicted = sumOf(cells.filter((cell) => cell.predicted === name));
    return { hits, recall: hits / labelled, f1: (2 * hits) / (labelled + predicted) };
  });
  const mean = (values: readonly number[]): number => (100 * values.reduce((sum, value) => sum + value, 0)) / values.length;
  return {
    accuracy: (100 * perClass.reduce((sum, { hits }) => sum + hits, 0)) / sumOf(cells),
    uar: mean(perClass.map(({ recall }) => recall)),
    macroF1: mean(perClass.map(({ f1 }) => f1)),
  };
}

/** Cross-validation and its results page. */
export function describeResults(at: JourneyAt): void {
  describe('cross-validation', () => {
    it('asks for learner and protocol, by speaker first, and opens the results', async () => {
      const { workbench } = at();
      await workbench.command('Speech Emotion: Cross-Validate…');
      await workbench.pick('Conventional');
      await workbench.pick('SVM (RBF)');
      await eventually(() => workbench.picks()).toEqual(expect.arrayContaining([expect.stringContaining('By speaker')]));
      expect((await workbench.picks())[0]).toMatch(/^By speaker, 6 groups/);
      await workbench.picture('12-protocols');
      await workbench.pick('By speaker, 6 groups');
      const page = await ResultsPage.with(workbench, 'confusion');
      expect(await page.note('info').innerText()).toMatch(/synthetic/i);
      await workbench.page.getByRole('tab', { name: /Evaluation Results/ }).waitFor();
      await workbench.picture('13-results');
      await page.part('folds').scrollIntoViewIfNeeded();
      await workbench.picture('13-results-below');
    });

    it('shows a matrix whose rows are the labelled clips, and figures that follow from it', async () => {
      const { workbench, workspace } = at();
      const { byEmotion, nClips } = await countCorpus(workspace);
      const page = await ResultsPage.with(workbench, 'confusion');
      const cells = await page.matrix();
      expect(cells).toHaveLength(byEmotion.size ** 2);
      for (const [emotion, count] of byEmotion) expect(sumOf(cells.filter(({ truth }) => truth === emotion)), emotion).toBe(count);
      expect(sumOf(cells)).toBe(nClips);
      const expected = figuresOf(cells);
      // Better than chance, so that the labels and the predictions are not shuffled.
      expect(expected.accuracy).toBeGreaterThan(25);
      for (const [name, value] of Object.entries(expected)) expect(await page.figure(name), name).toBe(`${value.toFixed(1)} %`);
    });

    it('tells each fold with the speaker it held out', async () => {
      const { workbench, workspace } = at();
      const { bySpeaker } = await countCorpus(workspace);
      const page = await ResultsPage.with(workbench, 'folds');
      const rows = await page.table('folds');
      expect(rows).toHaveLength(6);
      expect(rows.map(([, speakers]) => speakers).toSorted()).toEqual([...bySpeaker.keys()].toSorted());
      for (const [, speaker, clips] of rows) expect(Number(clips)).toBe(bySpeaker.get(speaker ?? ''));
    });

    it('tells each speaker with the clips that are there, best first, in a chart and a table', async () => {
      const { workbench, workspace } = at();
      const { bySpeaker } = await countCorpus(workspace);
      const page = await ResultsPage.with(workbench, 'speakers');
      const rows = await page.table('speakers');
      expect(new Map(rows.map(([speaker = '', , , clips]) => [speaker, Number(clips)]))).toEqual(bySpeaker);
      const uars = rows.map(([, uar = '']) => Number.parseFloat(uar));
      expect(uars).toEqual(uars.toSorted((a, b) => b - a));
      expect(await page.chart('speakers').locator('.bar').count()).toBe(rows.length);
      // Every class has as many clips of each speaker, so the mean over speakers is that over all clips.
      expect(uars.reduce((sum, uar) => sum + uar, 0) / uars.length).toBeCloseTo(Number.parseFloat(await page.figure('uar')), 0);
      await page.frame.locator('#speakers-heading').scrollIntoViewIfNeeded();
      await workbench.picture('13-speakers');
    });

    it('shows percent of each row on demand, with the keyboard too', async () => {
      const { workbench } = at();
      const page = await ResultsPage.with(workbench, 'confusion');
      await page.frame.getByText('Row percent', { exact: true }).click();
      await page.frame.locator('#confusion[data-unit="percent"]').waitFor();
      const first = await page.rows('confusion').first().locator('td').allInnerTexts();
      expect(first.reduce((sum, text) => sum + Number.parseFloat(text), 0)).toBeCloseTo(100, 0);
      await workbench.page.keyboard.press('ArrowLeft');
      await page.frame.locator('#confusion[data-unit="counts"]').waitFor();
    });

    it('has nothing that axe finds serious', async () => {
      const { workbench } = at();
      expect(await accessibilityProblems((await ResultsPage.with(workbench, 'confusion')).frame)).toEqual([]);
    });

    it('comes back with the same run after a restart of the editor', async () => {
      const { workbench } = at();
      const before = await (await ResultsPage.with(workbench, 'confusion')).matrix();
      await workbench.restart();
      const page = await ResultsPage.with(workbench, 'confusion');
      expect(await page.matrix()).toEqual(before);
    });
  });
}
