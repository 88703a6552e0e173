import { copyFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { otherCorpus } from '../workspace.ts';
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

    it('groups the clips by what is chosen, and says what the corpus does not tell', async () => {
      const { workbench, workspace } = at();
      const { bySpeaker, byEmotion, nClips } = await countCorpus(workspace);
      await workbench.row(/sample-corpus/).hover();
      await workbench.page.getByRole('button', { name: 'Group By…' }).click();
      const offered = await workbench.picks();
      expect(offered.slice(0, 5)).toEqual([/^Emotion.*8 groups.*current/, /^Speaker.*groups/, /^Sex/, /^Intensity/, /^Sentence/].map((label) => expect.stringMatching(label) as string));
      expect(offered.slice(5)).toEqual([/^Predicted emotion.*No clip has been classified/, /^Right or wrong/, /^Fold.*cross-validated/].map((label) => expect.stringMatching(label) as string));
      await workbench.picture('4-group-by');
      // What cannot be chosen leaves the question open.
      await workbench.pick('Fold');
      await workbench.pick('Speaker');
      for (const [speaker, count] of bySpeaker) await workbench.row(`Speaker ${speaker}, ${count} clips`).waitFor();
      expect(await workbench.row('angry, ').count()).toBe(0);
      await workbench.picture('4-by-speaker');
      await workbench.command('Speech Emotion: Group By…');
      await workbench.pick('Sex');
      const sexes = ['female', 'male'].map((sex) => workbench.row(`${sex}, `));
      for (const row of sexes) await row.waitFor();
      const counts = await Promise.all(sexes.map(async (row) => Number(/, (\d+) clips/.exec((await row.getAttribute('aria-label')) ?? '')?.[1])));
      expect(counts.reduce((sum, count) => sum + count, 0)).toBe(nClips);
      await workbench.command('Speech Emotion: Group By…');
      await workbench.pick('Emotion');
      await workbench.row(`calm, ${byEmotion.get('calm')} clips`).waitFor();
    });

    it('filters the clips while the filter is written, and says so', async () => {
      const { workbench, workspace } = at();
      const { nClips, byEmotion } = await countCorpus(workspace);
      await workbench.command('Speech Emotion: Filter Clips…');
      await workbench.write('colour:red');
      await workbench.page.getByText('"colour:" is no field').first().waitFor();
      await workbench.write('emotion:sad');
      await eventually(() => workbench.row(/sample-corpus/).innerText()).toContain(`${byEmotion.get('sad')} of ${nClips} clips`);
      await workbench.picture('4-filtering');
      await workbench.page.keyboard.press('Escape');
      await eventually(() => workbench.row(/sample-corpus/).innerText()).toContain(`${nClips} clips`);
      await workbench.command('Speech Emotion: Filter Clips…');
      await workbench.write('emotion:sad -intensity:strong');
      await workbench.page.keyboard.press('Enter');
      await workbench.page.getByText(/\d+ of 192 clips shown, filter: emotion:sad -intensity:strong/).waitFor();
      await eventually(() => workbench.row('angry, ').count()).toBe(0);
      expect(await workbench.row('sad, ').count()).toBe(1);
      await workbench.picture('4-filtered');
      await workbench.row(/sample-corpus/).hover();
      await workbench.page.getByRole('button', { name: 'Clear Filter' }).click();
      await workbench.row('angry, ').waitFor();
      await eventually(() => workbench.page.getByText(/clips shown, filter:/).count()).toBe(0);
    });

    it('leaves out what is excluded, by a box or for all that is selected, and says how many', async () => {
      const { workbench, workspace } = at();
      const { nClips, byEmotion } = await countCorpus(workspace);
      const nSad = byEmotion.get('sad') ?? 0;
      await workbench.row('sad, ').getByRole('checkbox').click();
      await workbench.row(`sad, ${nSad} clips, ${nSad} excluded`).waitFor();
      await eventually(() => workbench.row(/sample-corpus/).innerText()).toContain(`${nSad} excluded`);
      await workbench.row('angry, ').click();
      await workbench.row('calm, ').click({ modifiers: ['Shift'] });
      await workbench.contextMenu(workbench.row('calm, '), 'Exclude');
      const nLeft = nClips - nSad - (byEmotion.get('angry') ?? 0) - (byEmotion.get('calm') ?? 0);
      await eventually(() => workbench.row(/sample-corpus/).innerText()).toContain(`${nClips - nLeft} excluded`);
      await workbench.picture('4-excluded');
      await workbench.command('Speech Emotion: Extract Features');
      const told = workbench.notification(`features of ${nLeft} clips`);
      await told.waitFor({ timeout: 60_000 });
      expect(await told.innerText()).toContain(`${nClips - nLeft} excluded clips were left out`);
      await workbench.clearNotifications();
      await workbench.contextMenu(workbench.row(/sample-corpus/), 'Include');
      await eventually(() => workbench.row(/sample-corpus/).innerText()).not.toContain('excluded');
    });

    it('shows where a clip lies, and gives its path', async () => {
      const { workbench } = at();
      await workbench.expand(workbench.row('angry, '));
      const clip = workbench.row('03-01-05-01-01-01-01.wav');
      await workbench.contextMenu(clip, 'Copy Path');
      await workbench.page.getByText('Copied the path of 03-01-05-01-01-01-01.wav.').first().waitFor();
      await workbench.contextMenu(clip, 'Reveal in Explorer');
      const file = workbench.file('03-01-05-01-01-01-01.wav');
      await file.waitFor();
      // Out and up, until the folders are closed again that the later chapters do not expect to be open.
      for (let steps = 0; steps < 8 && (await workbench.file('Actor_01').count()) > 0; steps++) {
        await workbench.page.keyboard.press('ArrowLeft');
        await workbench.page.waitForTimeout(150);
      }
      await workbench.file('tones').waitFor();
      await workbench.show('Speech Emotion');
      await workbench.collapse(workbench.row('angry, '));
    });

    it('follows the files of a corpus as they come and go, audits it, and leaves out a copy that it finds', async () => {
      const { workbench, workspace } = at();
      const { nClips } = await countCorpus(workspace);
      const source = join(workspace, 'sample-corpus/Actor_01/03-01-05-01-01-01-01.wav');
      // The same clip under the name of another voice.
      const copy = source.replace(/01\.wav$/, '07.wav');
      await copyFile(source, copy);
      const row = workbench.row(/sample-corpus/);
      await eventually(() => row.innerText()).toContain(`${nClips + 1} clips`);
      await workbench.contextMenu(row, 'Audit Corpus…');
      await workbench.pick('Files, sound, copies and labels');
      const told = workbench.notification(new RegExp(`\\d+ errors?.* in ${nClips + 1} of ${nClips + 1} audio files`));
      await told.waitFor({ timeout: 60_000 });
      await told.getByRole('button', { name: 'Show Findings' }).click();
      await workbench.row(/^Problems, \d+ found by the audit/).waitFor();
      await workbench.expand(workbench.row('clips with the same samples'));
      await workbench.expand(workbench.row(/^error, 2 files are the same/));
      await workbench.picture('4-audit');
      await workbench.contextMenu(workbench.row(/^error, 2 files are the same/), 'Exclude All but the First');
      await workbench.row(/^error, 2 files are the same.*1 excluded/).waitFor();
      await eventually(() => row.innerText()).toContain('1 excluded');
      await workbench.row(/^03-01-05-01-01-01-07.wav · excluded/).waitFor();
      await workbench.contextMenu(row, 'Include');
      await eventually(() => row.innerText()).not.toContain('excluded');
      await rm(copy);
      await eventually(() => row.innerText()).toContain(`${nClips} clips`);
      // What was found of it is no longer told.
      await workbench.row(/^Problems, \d+ found by the audit, files have changed since/).waitFor();
      expect(await workbench.row('clips with the same samples').count()).toBe(0);
      expect(await workbench.notifications()).toEqual([]);
    });

    it('takes a folder that is dropped into the view for a corpus', async () => {
      const { workbench, workspace } = at();
      await workbench.drop(workbench.row(/sample-corpus/), join(workspace, otherCorpus.folder));
      const row = workbench.row(/^elsewhere/);
      await eventually(() => row.innerText()).toContain('clips');
      await workbench.contextMenu(row, 'Remove from Corpora');
      await row.waitFor({ state: 'detached' });
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
