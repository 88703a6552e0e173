import { describe, expect, it } from 'vitest';
import { countCorpus, eventually, type JourneyAt } from './journey.ts';

/** Opening, exploring, regrouping and removing a corpus. */
export function describeCorpus(at: JourneyAt): void {
  describe('the corpus explorer', () => {
    it('opens a folder of VS Code’s explorer as a corpus, and shows what it holds', async () => {
      const { workbench, workspace } = at();
      const { nClips, bySpeaker } = await countCorpus(workspace);
      await workbench.contextMenu(await workbench.revealFile('sample-corpus'), 'Open as Speech Corpus');
      const row = workbench.row(/sample-corpus/);
      await eventually(() => row.innerText()).toContain(`${nClips} clips`);
      expect(await row.innerText()).toContain(`${bySpeaker.size} speakers`);
      expect(await row.innerText()).toContain('synthetic');
      // A screen reader hears the same, and not a path alone.
      expect(await row.getAttribute('aria-label')).toMatch(new RegExp(`synthetic.*${nClips} clips`));
    });

    it('lists the emotions with their counts, and the clips of one', async () => {
      const { workbench, workspace } = at();
      const { byEmotion } = await countCorpus(workspace);
      expect(byEmotion.size).toBe(8);
      await workbench.expand(workbench.row(/sample-corpus/));
      for (const [emotion, count] of byEmotion) await workbench.row(`${emotion}, ${count} clips`).waitFor();
      await workbench.expand(workbench.row('angry, '));
      // The third field of a clip's name is its emotion, 05 angry.
      const clips = workbench.row(/^03-01-\d\d-/);
      await eventually(() => clips.count()).toBe(byEmotion.get('angry'));
      for (const name of await clips.evaluateAll((rows) => rows.map((row) => row.getAttribute('aria-label')))) expect(name).toMatch(/^03-01-05-.*speaker \d\d/);
      await workbench.picture('3-corpus');
      await workbench.row('angry, ').click();
    });

    it('groups the clips by speaker and back', async () => {
      const { workbench, workspace } = at();
      const { bySpeaker, byEmotion } = await countCorpus(workspace);
      await workbench.row(/sample-corpus/).hover();
      await workbench.page.getByRole('button', { name: 'Group by Speaker' }).click();
      for (const [speaker, count] of bySpeaker) await workbench.row(`Speaker ${speaker}, ${count} clips`).waitFor();
      expect(await workbench.row('angry, ').count()).toBe(0);
      await workbench.picture('4-by-speaker');
      await workbench.command('Speech Emotion: Group by Emotion');
      await workbench.row(`calm, ${byEmotion.get('calm')} clips`).waitFor();
    });

    it('removes a corpus from the view and opens it again by the dialog', async () => {
      const { workbench } = at();
      await workbench.contextMenu(workbench.row(/sample-corpus/), 'Remove from Corpora');
      await workbench.page.getByRole('region', { name: 'Welcome' }).waitFor();
      await workbench.command('Speech Emotion: Open a Corpus…');
      await workbench.answerFolderDialog('sample-corpus', 'Open Corpus');
      await eventually(() => workbench.row(/sample-corpus/).innerText()).toContain('192 clips');
      expect(await workbench.notifications()).toEqual([]);
    });
  });
}
