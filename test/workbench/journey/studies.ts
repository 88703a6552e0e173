import { describe, expect, it } from 'vitest';
import { ResultsPage } from '../pages/resultsPage.ts';
import { accessibilityProblems } from '../webview.ts';
import { countCorpus, eventually, type JourneyAt } from './journey.ts';

const percentOf = (text = ''): number => Number.parseFloat(text);

/** Studies of one learner: its learning curve, its robustness, and what it confuses; and what matters to a model. */
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
      const page = await ResultsPage.with(workbench, 'curve', 60_000);
      const rows = await page.table('curve');
      expect(rows.map(([share]) => share)).toEqual(['20 %', '40 %', '60 %', '80 %', '100 %']);
      // Five of the six voices are learnt from.
      expect(Number(rows.at(-1)?.[1])).toBe((nClips * 5) / 6);
      expect(rows.at(-1)?.[2]).toBe('5');
      expect(await page.frame.locator('#last-step').innerText()).toMatch(/From 80\s% to all of the clips|from 80\s% to all of the clips/);
      expect(await page.chart('curve').locator('.point').count()).toBe(5);
      await workbench.picture('23-curve');
      expect(await accessibilityProblems(page.frame)).toEqual([]);
    });

    it('draws robustness against the level of what makes recordings worse', async () => {
      const { workbench } = at();
      await ask('Robustness…');
      for (const slow of ['white noise', 'reverberation']) await workbench.uncheck(slow);
      await workbench.check('gain');
      await workbench.picture('23-degradations');
      await workbench.acceptChecked('gain');
      const page = await ResultsPage.with(workbench, 'robustness', 110_000);
      const rows = await page.table('robustness');
      expect(rows.map(([name]) => name)).toEqual(['as recorded', 'telephone line', 'gain, -20 dB', 'gain, 20 dB']);
      const worst = rows.slice(1).toSorted((a, b) => percentOf(a[1]) - percentOf(b[1]))[0];
      const summary = (await page.frame.locator('section p').first().innerText()).replaceAll('\u00a0', ' ');
      expect(summary).toContain(`It falls most after ${worst?.[0]}: to ${worst?.[1]}.`);
      expect(await page.frame.locator('.panels .chart').count()).toBe(2);
      await workbench.picture('23-robustness');
      expect(await accessibilityProblems(page.frame)).toEqual([]);
    });

    it('ranks the pairs that are confused, and looks at the worst', async () => {
      const { workbench } = at();
      await ask('Confusable Pairs…');
      const page = await ResultsPage.with(workbench, 'pairs', 110_000);
      const shares = (await page.part('pairs').locator('td.drawn').allInnerTexts()).map(percentOf);
      expect(shares).toHaveLength(10);
      expect(shares).toEqual(shares.toSorted((a, b) => b - a));
      expect(await page.table('experts')).toHaveLength(6);
      const [first = ''] = (await page.table('pairs'))[0] ?? [];
      const [one = '', other = ''] = first.split(' and ');
      expect(await page.frame.locator('#separates-0').innerText()).toBe(`What separates ${one} and ${other}`);
      expect((await page.table('columns-0')).length).toBeGreaterThanOrEqual(10);
      const clips = await page.table('confused-0');
      expect(clips.length).toBeGreaterThan(0);
      for (const [name, , labelled, takenFor] of clips) {
        expect(name).toMatch(/^03-01-.*\.wav$/);
        expect([labelled, takenFor].toSorted()).toEqual([one, other].toSorted());
      }
      await workbench.picture('23-pairs');
      await page.frame.locator('summary').first().click();
      await page.frame.locator('#separates-0').scrollIntoViewIfNeeded();
      await workbench.picture('23-pairs-columns');
      await page.part('experts').scrollIntoViewIfNeeded();
      await workbench.picture('23-pairs-experts');
      expect(await accessibilityProblems(page.frame)).toEqual([]);
    });

    it('measures which families of features matter to a model', async () => {
      const { workbench, workspace } = at();
      const { nClips } = await countCorpus(workspace);
      await workbench.tidy();
      await workbench.show('Speech Emotion');
      await workbench.contextMenu(workbench.row(/^sample-corpus/), 'Feature Importance…');
      await workbench.pick(/SVM/);
      await eventually(() => workbench.picks()).toEqual([expect.stringMatching(/^Families of features.*5 families/), expect.stringMatching(/^Each feature.*122 features/)]);
      await workbench.picture('23-shuffled');
      await workbench.pick('Families of features');
      const page = await ResultsPage.with(workbench, 'permutation', 60_000);
      const rows = await page.table('permutation');
      expect(rows.map(([name]) => name).toSorted()).toEqual(['chroma_stft', 'mfcc', 'rms', 'spectral_contrast', 'zero_crossing_rate']);
      const lost = rows.map(([, points = '']) => Number(points.replace('−', '-')));
      expect(lost).toEqual(lost.toSorted((a, b) => b - a));
      expect(lost[0]).toBeGreaterThan(10);
      expect(await page.chart('permutation').locator('.bar').count()).toBe(5);
      const says = (await page.frame.locator('section').first().innerText()).replaceAll('\u00a0', ' ');
      expect(says).toContain(`Most is lost without the family ${rows[0]?.[0]}: ${rows[0]?.[1]} points of a UAR of `);
      expect(says).toContain(`shuffled together 5 × among ${nClips} clips`);
      expect(says).toContain('trained on these very clips');
      expect(await page.frame.locator('#limits').innerText()).toMatch(/share their importance/);
      await workbench.picture('23-importance');
      expect(await accessibilityProblems(page.frame)).toEqual([]);
    });

    it('measures single features as well, again from the page, of a model and a corpus that are asked for', async () => {
      const { workbench } = at();
      const page = await ResultsPage.with(workbench, 'permutation');
      await page.button('Feature importance…').click();
      await workbench.pick(/SVM/);
      await eventually(() => workbench.picks()).toEqual(expect.arrayContaining([expect.stringMatching(/^sample-corpus/), expect.stringMatching(/^Choose a Folder…/)]));
      await workbench.picture('23-on-which-clips');
      await workbench.pick(/^sample-corpus/);
      await workbench.pick('Each feature');
      await page.part('permutation').getByRole('rowheader', { name: 'mfcc_0_mean', exact: true }).waitFor({ timeout: 90_000 });
      expect(await page.table('permutation')).toHaveLength(122);
      const [[most = ''] = []] = await page.table('permutation');
      expect(await page.chart('permutation').locator('text').allTextContents()).toContain(most);
      // A bar for each of the 20 that matter most, and for none that does not.
      expect(await page.chart('permutation').locator('.bar').count()).toBeLessThanOrEqual(20);
      await workbench.picture('23-importance-each');
      expect(await accessibilityProblems(page.frame)).toEqual([]);
    });

    it('keeps them among the results', async () => {
      const { workbench } = at();
      const page = await ResultsPage.with(workbench, 'results');
      await page.choose(/^Learning curve by clips: SVM \(RBF\) on sample-corpus/);
      await page.part('curve').waitFor();
      await page.choose(/^Robustness: SVM \(RBF\) on sample-corpus/);
      await page.part('robustness').waitFor();
      await page.choose(/^Feature importance: SVM \(RBF\).*clips of sample-corpus/);
      await page.part('permutation').waitFor();
    });
  });
}
