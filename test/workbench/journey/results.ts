import type { Frame } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { accessibilityProblems, webviewWith } from '../webview.ts';
import { countCorpus, eventually, type JourneyAt } from './journey.ts';

interface Cell {
  readonly truth: string;
  readonly predicted: string;
  readonly count: number;
}

const readMatrix = (frame: Frame): Promise<Cell[]> =>
  frame.locator('#confusion td[data-true]').evaluateAll((cells) =>
    cells.map((cell) => {
      const { true: truth = '', predicted = '' } = (cell as HTMLElement).dataset;
      return { truth, predicted, count: Number(cell.textContent) };
    }),
  );

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

/** Chooses another stored result in the page that shows one. */
export async function chooseResult(frame: Frame, title: RegExp): Promise<void> {
  await frame.getByRole('combobox', { name: 'Stored result' }).click();
  await frame.getByRole('option', { name: title }).first().click();
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
      const frame = await webviewWith(workbench.page, '#confusion');
      expect(await frame.locator('[data-note="info"]').innerText()).toMatch(/synthetic/i);
      await workbench.page.getByRole('tab', { name: /Evaluation Results/ }).waitFor();
      await workbench.picture('13-results');
      await frame.locator('#folds').scrollIntoViewIfNeeded();
      await workbench.picture('13-results-below');
    });

    it('shows a matrix whose rows are the labelled clips, and figures that follow from it', async () => {
      const { workbench, workspace } = at();
      const { byEmotion, nClips } = await countCorpus(workspace);
      const frame = await webviewWith(workbench.page, '#confusion');
      const cells = await readMatrix(frame);
      expect(cells).toHaveLength(byEmotion.size ** 2);
      for (const [emotion, count] of byEmotion) expect(sumOf(cells.filter(({ truth }) => truth === emotion)), emotion).toBe(count);
      expect(sumOf(cells)).toBe(nClips);
      const expected = figuresOf(cells);
      // Better than chance, so that the labels and the predictions are not shuffled.
      expect(expected.accuracy).toBeGreaterThan(25);
      for (const [name, value] of Object.entries(expected)) expect(await frame.locator(`[data-figure="${name}"] .value`).innerText(), name).toBe(`${value.toFixed(1)} %`);
    });

    it('tells each fold with the speaker it held out', async () => {
      const { workbench, workspace } = at();
      const { bySpeaker } = await countCorpus(workspace);
      const frame = await webviewWith(workbench.page, '#folds');
      const folds = frame.locator('#folds tbody tr');
      expect(await folds.count()).toBe(6);
      const rows = await folds.evaluateAll((found) => found.map((row) => [...row.children].map((cell) => cell.textContent)));
      expect(rows.map(([, speakers]) => speakers).toSorted()).toEqual([...bySpeaker.keys()].toSorted());
      for (const [, speaker, clips] of rows) expect(Number(clips)).toBe(bySpeaker.get(speaker ?? ''));
    });

    it('tells each speaker with the clips that are there, best first, in a chart and a table', async () => {
      const { workbench, workspace } = at();
      const { bySpeaker } = await countCorpus(workspace);
      const frame = await webviewWith(workbench.page, '#speakers');
      const rows = await frame.locator('#speakers tbody tr').evaluateAll((found) => found.map((row) => [...row.children].map((cell) => cell.textContent)));
      expect(new Map(rows.map(([speaker = '', , , clips]) => [speaker, Number(clips)]))).toEqual(bySpeaker);
      const uars = rows.map(([, uar = '']) => Number.parseFloat(uar));
      expect(uars).toEqual(uars.toSorted((a, b) => b - a));
      expect(await frame.locator('#speakers-chart .bar').count()).toBe(rows.length);
      // Every class has as many clips of each speaker, so the mean over speakers is that over all clips.
      expect(uars.reduce((sum, uar) => sum + uar, 0) / uars.length).toBeCloseTo(Number.parseFloat(await frame.locator('[data-figure="uar"] .value').innerText()), 0);
      await frame.locator('#speakers-heading').scrollIntoViewIfNeeded();
      await workbench.picture('13-speakers');
    });

    it('shows percent of each row on demand, with the keyboard too', async () => {
      const { workbench } = at();
      const frame = await webviewWith(workbench.page, '#confusion');
      await frame.getByText('Row percent', { exact: true }).click();
      await frame.locator('#confusion[data-unit="percent"]').waitFor();
      const first = await frame.locator('#confusion tbody tr').first().locator('td').allInnerTexts();
      expect(first.reduce((sum, text) => sum + Number.parseFloat(text), 0)).toBeCloseTo(100, 0);
      await workbench.page.keyboard.press('ArrowLeft');
      await frame.locator('#confusion[data-unit="counts"]').waitFor();
    });

    it('has nothing that axe finds serious', async () => {
      const { workbench } = at();
      expect(await accessibilityProblems(await webviewWith(workbench.page, '#confusion'))).toEqual([]);
    });

    it('comes back with the same run after a restart of the editor', async () => {
      const { workbench } = at();
      const before = await readMatrix(await webviewWith(workbench.page, '#confusion'));
      await workbench.restart();
      const frame = await webviewWith(workbench.page, '#confusion');
      expect(await readMatrix(frame)).toEqual(before);
    });
  });
}
