import { describe, expect, it } from 'vitest';
import { looseClips } from '../workspace.ts';
import { eventually, hostErrors, type JourneyAt } from './journey.ts';

/** Before anything is open or trained. */
export function describeWelcome(at: JourneyAt): void {
  describe('a fresh installation', () => {
    it('has a view that tells how to begin', async () => {
      const { workbench, logsDir } = at();
      await workbench.show('Speech Emotion');
      const welcome = workbench.page.getByRole('region', { name: 'Welcome' });
      for (const name of ['Open a Corpus…', 'Make the Sample Corpus']) await welcome.getByRole('button', { name, exact: true }).waitFor();
      await workbench.picture('1-welcome');
      // Nothing is told on installation, and nothing went wrong on activation.
      expect(await workbench.notifications()).toEqual([]);
      expect(await hostErrors(logsDir)).toEqual([]);
    });

    it('offers in the palette what works without a click on something, and nothing else', async () => {
      const { workbench } = at();
      const offered = (await workbench.commandsLike('Speech Emotion: ')).filter((name) => name.startsWith('Speech Emotion: '));
      for (const title of ['Open a Corpus…', 'Make the Sample Corpus', 'Extract Features', 'Train a Model…', 'Cross-Validate…', 'Leak Meter…', 'Test on External Audio…', 'Group By…', 'Filter Clips…', 'Audit Corpus…', 'Refresh', 'Show Results', 'Show Log']) {
        expect(offered.some((name) => name.startsWith(`Speech Emotion: ${title}`)), `${title} in ${offered.join(' | ')}`).toBe(true);
      }
      for (const title of ['Open as Speech Corpus', 'Remove from Corpora', 'Open Spectrogram', 'Cancel', 'Clear Filter', 'Exclude', 'Include', 'Copy Path']) {
        expect(offered.filter((name) => name.startsWith(`Speech Emotion: ${title}`))).toEqual([]);
      }
    });

    it('says that no model is trained yet when it is asked to classify, and offers to train one', async () => {
      const { workbench } = at();
      await workbench.contextMenu(await workbench.revealFile(looseClips[0]), 'Classify Emotion');
      const told = workbench.notification(/no model is trained yet/i);
      await told.waitFor();
      await workbench.picture('2-no-model');
      await told.getByRole('button', { name: 'Train a Model…' }).click();
      // There is no corpus to train on either: the same answer again, not a silent end.
      await workbench.notification('No corpus is open yet').waitFor();
      await eventually(() => workbench.notifications()).toSatisfy((texts: string[]) => texts.every((text) => text.startsWith('Info: ')));
      await workbench.clearNotifications();
    });

    it('says the same when it is asked to test a model on other audio', async () => {
      const { workbench } = at();
      await workbench.command('Speech Emotion: Test on External Audio…');
      const told = workbench.notification(/no model is trained yet/i);
      await told.getByRole('button', { name: 'Train a Model…' }).waitFor();
      await workbench.clearNotifications();
    });
  });
}
