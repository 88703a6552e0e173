import { describe, expect, it } from 'vitest';
import { ProgressPage } from '../pages/progressPage.ts';
import { accessibilityProblems } from '../webview.ts';
import { countCorpus, eventually, type JourneyAt, taskLog } from './journey.ts';

/** From features to a trained model, and work that is called off. */
export function describeTraining(at: JourneyAt): void {
  describe('features and training', () => {
    /** The slowest learner, many times, so that there is something to watch and to cancel. */
    const startLongRun = async (): Promise<void> => {
      const { workbench } = at();
      await workbench.command('Speech Emotion: Cross-Validate…');
      await workbench.pick('Conventional');
      await workbench.pick(/gradient boosting/);
      await workbench.pick('Another protocol…');
      await workbench.input();
      await workbench.answer('random:0.2x200');
    };

    it('extracts the features of every clip, once', async () => {
      const { workbench, workspace } = at();
      const { nClips } = await countCorpus(workspace);
      await workbench.command('Speech Emotion: Extract Features');
      await workbench.notification(`features of ${nClips} clips (`).waitFor({ timeout: 60_000 });
      await workbench.picture('5-features');
      await workbench.clearNotifications();
      await workbench.command('Speech Emotion: Extract Features');
      await workbench.notification(`features of ${nClips} clips (0 computed`).waitFor();
      await workbench.clearNotifications();
    });

    it('trains the learner that is picked', async () => {
      const { workbench, workspace } = at();
      const { nClips, bySpeaker } = await countCorpus(workspace);
      await workbench.command('Speech Emotion: Train a Model…');
      await eventually(() => workbench.picks()).toEqual([expect.stringMatching(/^Conventional, 122 values/), expect.stringMatching(/^Rich, 1417 values/), expect.stringMatching(/^Conventional, standardised within each speaker/), expect.stringMatching(/^Rich, standardised within each speaker/)]);
      await workbench.picture('6-feature-sets');
      await workbench.pick('Conventional');
      await eventually(() => workbench.picks()).toEqual(expect.arrayContaining([expect.stringMatching(/^SVM \(RBF\)/), expect.stringMatching(/^Random Forest/), expect.stringMatching(/gradient boosting/)]));
      await workbench.picture('6-learners');
      await workbench.pick('SVM (RBF)');
      await workbench.pick(/^Always, With the learner/);
      const told = workbench.notification(new RegExp(`Trained .*svm.*${nClips} clips, ${bySpeaker.size} speakers`, 'i'));
      await told.waitFor({ timeout: 60_000 });
      expect(await told.innerText()).toContain('synthetic');
      await workbench.picture('7-trained');
      await workbench.clearNotifications();
    });

    it('leaves no error after a cancellation, and is ready for the next task', async () => {
      const { workbench, logsDir } = at();
      await startLongRun();
      await workbench.page.getByText(/folds|training \d/).first().waitFor();
      await workbench.picture('8-running');
      await workbench.command('Speech Emotion: Cancel');
      await eventually(() => taskLog(logsDir)).toMatch(/Cross-validating XGBoost.* on sample-corpus: cancelled/);
      await eventually(async () => (await workbench.commandsLike('Speech Emotion: ')).some((name) => name.startsWith('Speech Emotion: Cancel'))).toBe(false);
      expect(await workbench.notifications()).toEqual([]);
      await workbench.command('Speech Emotion: Extract Features');
      await workbench.notification(/features of \d+ clips/).waitFor();
      await workbench.clearNotifications();
    });

    it('shows how far it has come and how the loss falls, while it runs, and calls it off there', async () => {
      const { workbench } = at();
      await workbench.command('Speech Emotion: Show Progress');
      const page = await ProgressPage.of(workbench);
      expect(await page.emptyText()).toMatch(/^Nothing runs now\./);
      // The one that was called off before, and what came after it.
      expect(await page.cancelled().innerText()).toMatch(/^Cross-validating XGBoost.*\s+cancelled\s+[\d.]+ s$/);
      await startLongRun();
      await page.meanLoss.waitFor({ timeout: 30_000 });
      await eventually(() => page.state.innerText(), 30_000).toMatch(/fold \d+, round \d+ of \d+ · log-loss \d/);
      await eventually(() => page.task.innerText(), 30_000).toMatch(/Started \d+ s ago; this step takes about /);
      // More than a point, and falling.
      await eventually(async () => (await page.lossHeights()).length, 30_000).toBeGreaterThan(3);
      const heights = await page.lossHeights();
      expect(heights.at(-1)).toBeGreaterThan(heights[0] ?? Infinity);
      expect(await page.bar.getAttribute('value')).not.toBeNull();
      await workbench.picture('8-progress');
      expect(await accessibilityProblems(page.frame)).toEqual([]);
      const button = page.task.getByRole('button', { name: /^Cancel: Cross-validating XGBoost/ });
      await button.focus();
      await button.press('Enter');
      await page.task.waitFor({ state: 'detached' });
      await eventually(() => page.ended.first().innerText()).toMatch(/^Cross-validating XGBoost.*\s+cancelled/);
      expect(await page.said()).toMatch(/^Cross-validating XGBoost.*: cancelled$/);
      expect(await page.frame.evaluate(() => document.activeElement?.tagName)).toBe('H1');
      await workbench.picture('8-progress-ended');
      expect(await workbench.notifications()).toEqual([]);
      await workbench.command('View: Close Editor');
    });

    it('leads back to the question before, remembers the answers, and lets one run wait for the other', async () => {
      const { workbench, logsDir } = at();
      await workbench.command('Speech Emotion: Cross-Validate…');
      await workbench.pick('Conventional');
      // Where it stands is what was answered the last time: the cross-validation that was called off.
      await eventually(() => workbench.activePick()).toMatch(/gradient boosting/);
      await workbench.stepBack();
      await eventually(() => workbench.activePick()).toMatch(/^Conventional, 122 values/);
      await workbench.pick('Conventional');
      for (const active of [/gradient boosting/, /^Another protocol/]) {
        await eventually(() => workbench.activePick()).toMatch(active);
        await workbench.page.keyboard.press('Enter');
      }
      await workbench.input();
      await workbench.page.keyboard.press('Enter');
      await workbench.page.getByText(/folds|training \d/).first().waitFor();
      await workbench.command('Speech Emotion: Cross-Validate…');
      await workbench.pick('Conventional');
      await workbench.pick('SVM (RBF)');
      await workbench.pick('By speaker, 6 groups');
      await workbench.page.getByText(/round \d+ of \d+ · log-loss \d\.\d{3} [▁▂▃▄▅▆▇█]+ \(1 more in the queue\)/).first().waitFor({ timeout: 30_000 });
      await workbench.picture('8-queue');
      await workbench.command('Speech Emotion: Cancel');
      await workbench.check('Cross-validating SVM');
      await workbench.check('Cross-validating XGBoost');
      await workbench.picture('8-cancel-which');
      await workbench.acceptChecked('Cross-validating SVM');
      await eventually(() => taskLog(logsDir)).toMatch(/Cross-validating SVM.* on sample-corpus: cancelled/);
      await eventually(async () => (await workbench.commandsLike('Speech Emotion: ')).some((name) => name.startsWith('Speech Emotion: Cancel'))).toBe(false);
      // The one that waited has never begun.
      expect(await taskLog(logsDir)).not.toMatch(/Cross-validating SVM.*: started/);
      expect(await workbench.notifications()).toEqual([]);
    });
  });
}
