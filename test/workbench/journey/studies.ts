import type { Frame } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { accessibilityProblems, webviewWith } from '../webview.ts';
import { countCorpus, type JourneyAt } from './journey.ts';
import { chooseResult } from './results.ts';

/** The cells of a table, row by row. */
const readTable = (frame: Frame, selector: string): Promise<string[][]> =>
  frame.locator(`${selector} tbody tr`).evaluateAll((rows) => rows.map((row) => [...row.children].map((cell) => (cell.textContent ?? '').replaceAll('\u00a0', ' '))));

const percentOf = (text = ''): number => Number.parseFloat(text);

/** Studies of one learner: its learning curve, its robustness, and what it confuses. */
export function describeStudies(at: JourneyAt): void {
  describe('studies of a learner', () => {
    const ask = async (item: string): Promise<void> => {
      const { workbench } = at();
      await workbench.tidy();
      await workbench.show('Speech Emotion');
      await workbench.contextMenu(workbench.row(/^sample-corpus/), item);
      await workbench.pick('Conventional');
      await workbench.pick('SVM (RBF)');
      await workbench.pick('By speaker, 6 groups');
    };

    it('draws a learning curve, whose end is the cross-validation itself', async () => {
      const { workbench, workspace } = at();
      const { nClips } = await countCorpus(workspace);
      await ask('Learning Curve…');
      await workbench.pick('By clips');
      const frame = await webviewWith(workbench.page, '#curve', 60_000);
      const rows = await readTable(frame, '#curve');
      expect(rows.map(([share]) => share)).toEqual(['20 %', '40 %', '60 %', '80 %', '100 %']);
      // Five of the six voices are learnt from.
      expect(Number(rows.at(-1)?.[1])).toBe((nClips * 5) / 6);
      expect(rows.at(-1)?.[2]).toBe('5');
      expect(await frame.locator('#last-step').innerText()).toMatch(/From 80\s% to all of the clips|from 80\s% to all of the clips/);
      expect(await frame.locator('#curve-chart .point').count()).toBe(5);
      await workbench.picture('23-curve');
      expect(await accessibilityProblems(frame)).toEqual([]);
    });

    it('draws robustness against the level of what makes recordings worse', async () => {
      const { workbench } = at();
      await ask('Robustness…');
      for (const slow of ['white noise', 'reverberation']) await workbench.uncheck(slow);
      await workbench.check('gain');
      await workbench.picture('23-degradations');
      await workbench.acceptChecked('gain');
      const frame = await webviewWith(workbench.page, '#robustness', 110_000);
      const rows = await readTable(frame, '#robustness');
      expect(rows.map(([name]) => name)).toEqual(['as recorded', 'telephone line', 'gain, -20 dB', 'gain, 20 dB']);
      const worst = rows.slice(1).toSorted((a, b) => percentOf(a[1]) - percentOf(b[1]))[0];
      const summary = (await frame.locator('section p').first().innerText()).replaceAll('\u00a0', ' ');
      expect(summary).toContain(`It falls most after ${worst?.[0]}: to ${worst?.[1]}.`);
      expect(await frame.locator('.panels .chart').count()).toBe(2);
      await workbench.picture('23-robustness');
      expect(await accessibilityProblems(frame)).toEqual([]);
    });

    it('ranks the pairs that are confused, and looks at the worst', async () => {
      const { workbench } = at();
      await ask('Confusable Pairs…');
      const frame = await webviewWith(workbench.page, '#pairs', 110_000);
      const shares = (await frame.locator('#pairs td.drawn').allInnerTexts()).map(percentOf);
      expect(shares).toHaveLength(10);
      expect(shares).toEqual(shares.toSorted((a, b) => b - a));
      expect(await readTable(frame, '#experts')).toHaveLength(6);
      const [first = ''] = (await readTable(frame, '#pairs'))[0] ?? [];
      const [one = '', other = ''] = first.split(' and ');
      expect(await frame.locator('#separates-0').innerText()).toBe(`What separates ${one} and ${other}`);
      expect((await readTable(frame, '#columns-0')).length).toBeGreaterThanOrEqual(10);
      const clips = await readTable(frame, '#confused-0');
      expect(clips.length).toBeGreaterThan(0);
      for (const [name, , labelled, takenFor] of clips) {
        expect(name).toMatch(/^03-01-.*\.wav$/);
        expect([labelled, takenFor].toSorted()).toEqual([one, other].toSorted());
      }
      await workbench.picture('23-pairs');
      await frame.locator('summary').first().click();
      await frame.locator('#separates-0').scrollIntoViewIfNeeded();
      await workbench.picture('23-pairs-columns');
      await frame.locator('#experts').scrollIntoViewIfNeeded();
      await workbench.picture('23-pairs-experts');
      expect(await accessibilityProblems(frame)).toEqual([]);
    });

    it('keeps them among the results', async () => {
      const { workbench } = at();
      const frame = await webviewWith(workbench.page, '#results');
      await chooseResult(frame, /^Learning curve by clips: SVM \(RBF\) on sample-corpus/);
      await frame.locator('#curve').waitFor();
      await chooseResult(frame, /^Robustness: SVM \(RBF\) on sample-corpus/);
      await frame.locator('#robustness').waitFor();
    });
  });
}
