import { describe, expect, it } from 'vitest';
import { ClipPage } from '../pages/clipPage.ts';
import { ResultsPage } from '../pages/resultsPage.ts';
import { accessibilityProblems } from '../webview.ts';
import { looseClips, otherCorpus } from '../workspace.ts';
import { eventually, type JourneyAt } from './journey.ts';

/** Clips of the sample that k nearest neighbours are sure of, and not sure of, when nine in ten answers must be right. */
const sure = '03-01-05-02-01-01-02.wav';
const unsure = '03-01-05-01-01-01-01.wav';

/** A model that answers only when it is sure enough. */
export function describeUncertain(at: JourneyAt): void {
  describe('a model that may be uncertain', () => {
    it('is trained for as many right answers as are asked for, and tells how many clips it answers', async () => {
      const { workbench } = at();
      await workbench.tidy();
      await workbench.show('Speech Emotion');
      await workbench.contextMenu(workbench.row(/^sample-corpus/), 'Train a Model…');
      await workbench.pick('Conventional');
      await workbench.pick('k nearest neighbours');
      await eventually(() => workbench.picks()).toEqual([expect.stringMatching(/^Always, With the learner/), expect.stringMatching(/^Always, with calibrated confidence/), expect.stringMatching(/^Only when sure enough/)]);
      await workbench.picture('24-answers');
      await workbench.pick('Only when sure enough');
      await workbench.input();
      await workbench.answer('120');
      await workbench.page.getByText('It must be a number above 0 and at most 100.').first().waitFor();
      await workbench.answer('90');
      const told = workbench.notification(/Trained k nearest neighbours on sample-corpus: 192 clips/);
      await told.waitFor({ timeout: 60_000 });
      expect(await told.innerText()).toMatch(/On held-out speakers it answers \d+\s% of the clips, and \d+\s% of the answers are right\./);
      await workbench.picture('25-trained-to-be-sure');
      await workbench.clearNotifications();
    });

    it('says "uncertain" in the explorer and in the message, with the likeliest emotion beside it', async () => {
      const { workbench } = at();
      await workbench.expand(workbench.row(/^sample-corpus/));
      await workbench.expand(workbench.row('angry, '));
      for (const [name, estimate] of [[sure, /\w+ \(\d+ %\)/], [unsure, /uncertain \(\w+ \d+ %\)/]] as const) {
        const clip = workbench.row(name);
        await workbench.contextMenu(clip, 'Classify Emotion');
        await workbench.notification(new RegExp(`${name}: ${estimate.source}\\. An estimate`)).waitFor({ timeout: 30_000 });
        await eventually(() => clip.innerText()).toMatch(new RegExp(`→ ${estimate.source}`));
        if (name === sure) await workbench.clearNotifications();
      }
      await workbench.picture('26-uncertain-in-the-tree');
    });

    it('says so on the clip’s page', async () => {
      const { workbench } = at();
      await workbench.notification(unsure).getByRole('button', { name: 'Show Details' }).click();
      const page = await ClipPage.of(workbench, unsure);
      await eventually(() => page.estimate.innerText()).toMatch(/^uncertain\s+The likeliest is \w+, \d+\.\d\s%: the model is not sure enough to answer\.\s+Estimated by k nearest neighbours/);
      expect(await page.shares()).toHaveLength(8);
      await workbench.picture('27-uncertain-clip');
      expect(await accessibilityProblems(page.frame)).toEqual([]);
      await workbench.tidy();
    });

    it('is tested on other audio with the share of the clips that it answers', async () => {
      const { workbench } = at();
      await workbench.command('Speech Emotion: Test on External Audio…');
      await eventually(() => workbench.picks()).toContainEqual(expect.stringMatching(/k nearest neighbours on sample-corpus.*uncertain below a confidence of \d+ %/));
      await workbench.pick(/k nearest neighbours on/);
      await workbench.check(otherCorpus.folder);
      await workbench.acceptChecked(otherCorpus.folder);
      const page = await ResultsPage.titled(workbench, 'k nearest neighbours', 60_000);
      await eventually(() => page.summary()).toMatch(/When it classifies these clips, (with all its emotions to choose from, it is sure enough to answer \d+\.\d\s% of them, and \d+\.\d\s% of the answers are right; the other figures are of all clips|it is not sure enough of any to answer)\./);
      await workbench.picture('28-uncertain-elsewhere');
      await workbench.tidy();
    });

    it('counts what is uncertain among several clips', async () => {
      const { workbench } = at();
      await workbench.contextMenu(await workbench.revealFile('loose'), 'Classify Emotion');
      const told = workbench.notification(`${looseClips.length} clips classified`);
      await told.waitFor({ timeout: 30_000 });
      expect(await told.innerText()).toMatch(/uncertain \d/);
      await workbench.tidy();
    });
  });
}
