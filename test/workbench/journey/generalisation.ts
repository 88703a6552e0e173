import type { Locator } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { ClipPage } from '../pages/clipPage.ts';
import { ResultsPage } from '../pages/resultsPage.ts';
import { accessibilityProblems } from '../webview.ts';
import { otherCorpus } from '../workspace.ts';
import { eventually, type JourneyAt, taskLog } from './journey.ts';

const { folder: other, nSpeakers, nTakes } = otherCorpus;
const shared = { anger: 'angry', happiness: 'happy', sadness: 'sad' } as const;
const nShared = Object.keys(shared).length * nSpeakers * nTakes;

/** A share as the page writes it, "43.0 %", in percent. */
const percentIn = (text: string): number => Number(/(−?[\d.]+) %/.exec(text)?.[1]?.replace('−', '-'));

interface LeakRow {
  readonly kind: string;
  readonly learner: string;
  readonly uar: number;
  readonly interval: readonly [number, number] | undefined;
  readonly chance: number;
  readonly nClips: number;
  /** The width of the bar, in percent of the axis. */
  readonly barPercent: number;
}

async function readLeaks(page: ResultsPage): Promise<LeakRow[]> {
  const rows = await page.rows('leaks').evaluateAll((found) =>
    found.map((row) => ({
      kind: (row as HTMLElement).dataset.kind ?? '',
      learner: row.querySelector('th.plain')?.textContent ?? '',
      cells: [...row.querySelectorAll('td')].map((cell) => cell.textContent),
      head: (row.parentElement?.querySelector('th')?.textContent ?? '').replaceAll('\u00a0', ' '),
      width: row.querySelector('.share-bar .bar')?.getAttribute('width') ?? '',
    })),
  );
  return rows.map(({ kind, learner, cells: [uar = '', interval = ''], head, width }) => {
    const [, clips, chance] = /(\d+) clips of \d+ speakers, chance ([\d.]+) %/.exec(head) ?? [];
    const [, low, high] = /([\d.]+) to ([\d.]+) %/.exec(interval) ?? [];
    return { kind, learner, uar: percentIn(uar), interval: low === undefined ? undefined : [Number(low), Number(high)], chance: Number(chance), nClips: Number(clips), barPercent: Number.parseFloat(width) };
  });
}

/** The leak meter, tests of a model on another corpus, and protocols that only some corpora can carry. */
export function describeGeneralisation(at: JourneyAt): void {
  describe('generalisation', () => {
    const open = async (folder: string): Promise<Locator> => {
      const { workbench } = at();
      await workbench.contextMenu(await workbench.revealFile(folder), 'Open as Speech Corpus');
      const row = workbench.row(new RegExp(`^${folder.split('/').at(-1)}`));
      await row.waitFor();
      return row;
    };

    it('refuses to measure leaks of a single voice, in one sentence', async () => {
      const { workbench } = at();
      const row = await open('sample-corpus/Actor_01');
      await workbench.contextMenu(row, 'Leak Meter…');
      await workbench.check('SVM (RBF)');
      await workbench.acceptChecked('SVM (RBF)');
      await workbench.acceptChecked('Choose Folders…');
      const told = workbench.notification(/There is 1 speaker; this split by speaker needs at least 2/);
      await told.waitFor({ timeout: 30_000 });
      await told.getByRole('button', { name: 'Show Log' }).waitFor();
      await workbench.clearNotifications();
    });

    it('does not offer to hold out what is not there, and says why', async () => {
      const { workbench } = at();
      const protocolsOf = async (row: Locator): Promise<string[]> => {
        await workbench.contextMenu(row, 'Cross-Validate…');
        await workbench.pick('Conventional');
        await workbench.pick('Logistic regression');
        await eventually(() => workbench.picks()).toEqual(expect.arrayContaining([expect.stringMatching(/^Random fifth/)]));
        return workbench.picks();
      };
      const single = workbench.row(/^Actor_01/);
      expect((await protocolsOf(single))[0]).toMatch(/^By speaker, not here.*There is 1 speaker; this split by speaker needs at least 2/);
      // It is read, and leaves the question open.
      await workbench.pick('By speaker');
      await eventually(() => workbench.picks()).toEqual(expect.arrayContaining([expect.stringMatching(/^By sentence/)]));
      await workbench.picture('22-protocols-of-one-voice');
      await workbench.dismiss();
      await workbench.contextMenu(single, 'Remove from Corpora');
      const few = await open(other);
      await eventually(() => few.innerText()).toContain(`${nSpeakers} speakers`);
      const offered = await protocolsOf(few);
      expect(offered[0]).toMatch(/^One speaker out/);
      expect(offered.filter((name) => name.includes('6 groups'))).toEqual([]);
      await workbench.dismiss();
    });

    it('can be called off, and leaves no error', async () => {
      const { workbench, logsDir } = at();
      await workbench.contextMenu(workbench.row(/^sample-corpus/), 'Leak Meter…');
      // The slowest learner, so that there is something to cancel.
      await workbench.check('XGBoost-style gradient boosting');
      await workbench.acceptChecked('XGBoost-style gradient boosting');
      await workbench.acceptChecked('Choose Folders…');
      await workbench.page.getByText(/\d+ % of 26 folds/).first().waitFor();
      await workbench.command('Speech Emotion: Cancel');
      await eventually(() => taskLog(logsDir)).toMatch(/Measuring leaks: cancelled/);
      expect(await workbench.notifications()).toEqual([]);
    });

    it('measures leaks of several learners, another corpus beside', async () => {
      const { workbench } = at();
      await workbench.contextMenu(workbench.row(/^sample-corpus/), 'Leak Meter…');
      await workbench.check('SVM (RBF)');
      await workbench.check('Logistic regression');
      await workbench.picture('18-leak-learners');
      await workbench.acceptChecked('SVM (RBF)');
      await workbench.check(other);
      await workbench.picture('18-leak-corpora');
      await workbench.acceptChecked(other);
      const page = await ResultsPage.with(workbench, 'leaks', 60_000);
      const rows = await readLeaks(page);
      expect(rows.map(({ kind, learner }) => [kind, learner])).toEqual(['random', 'sentence', 'speaker', 'speaker-shared', 'external'].flatMap((kind) => [[kind, 'SVM (RBF)'], [kind, 'Logistic regression']]));
      expect(rows.at(-1)?.nClips).toBe(nShared);
      const from = Math.min(...rows.map(({ chance }) => chance));
      expect(from).toBe(12.5);
      for (const { uar, interval, chance, barPercent, kind } of rows) {
        expect(interval?.[0], kind).toBeLessThanOrEqual(uar);
        expect(interval?.[1], kind).toBeGreaterThanOrEqual(uar);
        expect(chance, kind).toBeCloseTo(kind === 'external' || kind === 'speaker-shared' ? 33.3 : 12.5, 6);
        // The bar begins at chance and ends at 100 %.
        expect(barPercent, kind).toBeCloseTo((100 * (uar - from)) / (100 - from), 0);
      }
      expect(await page.note('info').innerText()).toMatch(/synthetic/i);
      await workbench.picture('19-leaks');
    });

    it('says each fall in words that follow from the rows', async () => {
      const { workbench } = at();
      const page = await ResultsPage.with(workbench, 'leaks');
      const rows = await readLeaks(page);
      const uarOf = (kind: string): number => rows.find((row) => row.kind === kind)?.uar ?? Number.NaN;
      for (const [gap, from, to] of [['voice', 'random', 'speaker'], ['sentence', 'random', 'sentence'], ['corpus', 'speaker-shared', 'external']] as const) {
        // The first list is the first learner's.
        const sentence = (await page.frame.locator(`[data-gap="${gap}"]`).first().innerText()).replaceAll('\u00a0', ' ');
        const [, points = ''] = /(−?[\d.]+) points/.exec(sentence) ?? [];
        expect(Number(points.replace('−', '-')), sentence).toBeCloseTo(uarOf(from) - uarOf(to), 0);
        expect(sentence).toContain(`${uarOf(from).toFixed(1)} %`);
        expect(sentence).toContain(`${uarOf(to).toFixed(1)} %`);
      }
      await page.part('gaps').scrollIntoViewIfNeeded();
      await workbench.picture('19-leaks-below');
      expect(await accessibilityProblems(page.frame)).toEqual([]);
    });

    it('agrees with the cross-validation by speaker, which the same page shows on demand', async () => {
      const { workbench } = at();
      const page = await ResultsPage.with(workbench, 'leaks');
      const bySpeaker = (await readLeaks(page)).find(({ kind }) => kind === 'speaker');
      await page.choose(/SVM \(RBF\) on sample-corpus, speaker:6/);
      const run = await ResultsPage.with(workbench, 'headline');
      expect(percentIn(await run.figure('uar'))).toBe(bySpeaker?.uar);
      await run.choose(/^Leak meter on sample-corpus/);
      await ResultsPage.with(workbench, 'leaks');
    });

    it('tests the trained model on another corpus', async () => {
      const { workbench } = at();
      await workbench.command('Speech Emotion: Test on External Audio…');
      await workbench.pick(/SVM/);
      await workbench.check('Choose Folders…');
      await workbench.picture('20-test-corpora');
      await workbench.acceptChecked('Choose Folders…');
      await workbench.answerFolderDialog(other, 'Choose');
      const page = await ResultsPage.with(workbench, 'overview', 60_000);
      const variants = await page.rows('overview').evaluateAll((rows) => rows.map((row) => (row as HTMLElement).dataset.variant));
      expect(variants).toEqual(['own', 'raw', 'corpus', 'speaker']);
      expect(await page.table('labels')).toEqual([...Object.entries(shared), ['boredom', 'none: its clips are left out']]);
      await workbench.picture('21-external');
    });

    it('shows recalls that follow from the matrix, and their fall from the cross-validation', async () => {
      const { workbench } = at();
      const page = await ResultsPage.with(workbench, 'recalls');
      const cells = await page.matrix();
      expect(cells.reduce((sum, { count }) => sum + count, 0)).toBe(nShared);
      const recalls: number[] = [];
      for (const name of Object.values(shared)) {
        const row = cells.filter(({ truth }) => truth === name);
        const recall = (100 * (row.find(({ predicted }) => predicted === name)?.count ?? 0)) / row.reduce((sum, { count }) => sum + count, 0);
        recalls.push(recall);
        const [shown = '', own = '', fall = ''] = await page.frame.locator(`#recalls [data-class="${name}"] td`).allTextContents();
        expect(percentIn(shown)).toBeCloseTo(recall, 1);
        expect(Number(fall.replace('−', '-'))).toBeCloseTo(percentIn(own) - recall, 0);
      }
      const uar = await page.frame.locator('#overview [data-variant="raw"] td').first().textContent();
      expect(percentIn(uar ?? '')).toBeCloseTo(recalls.reduce((sum, recall) => sum + recall, 0) / recalls.length, 1);
      await page.part('recalls').scrollIntoViewIfNeeded();
      await workbench.picture('21-external-below');
      expect(await accessibilityProblems(page.frame)).toEqual([]);
    });

    it('lists the clips of a cell of its matrix, which can be played and opened', async () => {
      const { workbench } = at();
      const page = await ResultsPage.with(workbench, 'recalls');
      expect(await page.frame.locator('#no-clips').count()).toBe(0);
      // Each cell in turn that holds clips: they are those that it counts, with the label that their names tell.
      const cells = (await page.matrix()).filter(({ count }) => count > 0);
      expect(await page.cells.count()).toBe(cells.length);
      for (const { truth, predicted, count } of cells) {
        await page.cell({ truth, predicted }).click();
        await page.frame.getByRole('heading', { name: new RegExp(`^${count} clips? of ${truth} predicted as ${predicted}$`) }).waitFor();
        const files = await page.clipFiles();
        expect(files).toHaveLength(count);
        for (const file of files) expect(shared[file.split('-')[2] as keyof typeof shared], file).toBe(truth);
      }
      expect(await page.part('clips').getByRole('columnheader').allTextContents()).toEqual(['Clip', 'Speaker', expect.stringMatching(/^Probability of /), 'Listen']);
      await page.clipList.scrollIntoViewIfNeeded();
      await workbench.picture('21-external-clips');
      expect(await accessibilityProblems(page.frame)).toEqual([]);
      const first = page.rows('clips').first();
      await first.getByRole('button', { name: 'Play' }).click();
      await first.getByRole('button', { name: 'Stop' }).waitFor();
      await first.getByRole('button', { name: 'Play' }).waitFor();
      expect(await page.trouble()).toBe('');
      const file = (await first.getAttribute('data-file')) ?? '';
      await first.getByRole('button', { name: 'Open' }).click();
      await ClipPage.inSight(workbench);
      await workbench.page.getByRole('tab', { name: new RegExp(file) }).waitFor();
      await workbench.command('View: Close Editor');
      // The list is open again when the page comes back.
      const again = await ResultsPage.with(workbench, 'clips');
      await again.button('Close the list').click();
      await again.clipList.waitFor({ state: 'hidden' });
    });

    it('refuses to test a model on the clips that it was trained on', async () => {
      const { workbench } = at();
      await workbench.contextMenu(workbench.row(/^sample-corpus/), 'Test on External Audio…');
      await workbench.pick(/SVM/);
      await workbench.notification(/was trained on these 192 clips of sample-corpus/).waitFor({ timeout: 30_000 });
      await workbench.clearNotifications();
    });

    it('offers the protocols that the corpus can carry, and tells which folds it could not', async () => {
      const { workbench } = at();
      await workbench.contextMenu(workbench.row(/^sample-corpus/), 'Cross-Validate…');
      await workbench.pick('Conventional');
      await workbench.pick('Logistic regression');
      await eventually(() => workbench.picks()).toEqual(expect.arrayContaining([expect.stringMatching(/^EmoBox.*Here 5 of the 6 folds/), expect.stringMatching(/^Luna-Jiménez/), expect.stringMatching(/^By sentence/)]));
      expect((await workbench.picks()).filter((name) => name.startsWith('By corpus'))).toEqual([]);
      await workbench.picture('22-protocols');
      await workbench.pick('EmoBox');
      const page = await ResultsPage.with(workbench, 'skipped', 60_000);
      const skipped = await page.rows('skipped').allInnerTexts();
      const carried = await page.table('folds');
      expect(skipped.length + carried.length).toBe(6);
      // The published folds, of which the sample has the speakers 1 to 6 alone.
      for (const [, name = '', speakers = ''] of carried) expect([`fold 1 of emobox: 01`, 'fold 2 of emobox: 04', 'fold 4 of emobox: 03, 05', 'fold 5 of emobox: 02', 'fold 6 of emobox: 06']).toContain(`${name}: ${speakers}`);
      expect(skipped.join()).toMatch(/fold 3 of emobox\s+none of its speakers 8, 9, 19, 23 is in the data/);
      await page.part('calibration').scrollIntoViewIfNeeded();
      await workbench.picture('23-calibration');
      const counts = await page.rows('calibration').locator('td:nth-of-type(1)').allInnerTexts();
      expect(counts.reduce((sum, count) => sum + Number(count), 0)).toBe(192);
      expect(await page.chart('calibration').locator('.point').count()).toBe(counts.length);
      expect(await accessibilityProblems(page.frame)).toEqual([]);
    });
  });
}
