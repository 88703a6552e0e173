import { mkdir, rm, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { accessibilityProblems, webviewWith } from '../webview.ts';
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
      await eventually(() => hostErrors(logsDir).catch((error: Error) => [error.message])).toEqual([]);
    });

    it('offers in the palette what works without a click on something, and nothing else', async () => {
      const { workbench } = at();
      // The palette draws only what is in sight.
      const named: string[] = [];
      for (const beginning of ['', 'Show ', 'Open', 'T', 'Re', 'Embedding', 'Feature']) named.push(...(await workbench.commandsLike(`Speech Emotion: ${beginning}`)));
      const offered = named.filter((name) => name.startsWith('Speech Emotion: '));
      for (const title of ['Open a Corpus…', 'Make the Sample Corpus', 'Extract Features', 'Train a Model…', 'Cross-Validate…', 'Leak Meter…', 'Feature Importance…', 'Test on External Audio…', 'Group By…', 'Filter Clips…', 'Audit Corpus…', 'Refresh', 'Choose Model…', 'About the Starter Model', 'Show Results', 'Show Classified Clips', 'Show Log']) {
        expect(offered.some((name) => name.startsWith(`Speech Emotion: ${title}`)), `${title} in ${offered.join(' | ')}`).toBe(true);
      }
      for (const title of ['Open as Speech Corpus', 'Remove from Corpora', 'Open Spectrogram', 'Cancel', 'Clear Filter', 'Exclude', 'Include', 'Copy Path', 'Classify Selection']) {
        expect(offered.filter((name) => name.startsWith(`Speech Emotion: ${title}`))).toEqual([]);
      }
    });

    it('has a table of classified clips that says what to do while there is nothing in it', async () => {
      const { workbench } = at();
      await workbench.command('Speech Emotion: Show Classified Clips');
      const page = await webviewWith(workbench.page, 'h1:text-is("There is no list of classified clips yet")');
      expect(await accessibilityProblems(page)).toEqual([]);
      await workbench.picture('2-no-clips');
      await workbench.tidy();
    });

    it('classifies by the starter model before any training, says so, and shows what it is', async () => {
      const { workbench } = at();
      const inUse = workbench.page.getByRole('button', { name: /^Clips are classified by|Starter model/ });
      await inUse.waitFor();
      const [path] = looseClips;
      await workbench.contextMenu(await workbench.revealFile(path), 'Classify Emotion');
      const told = workbench.notification(new RegExp(`${basename(path)}: (\\w+ \\(\\d+ %\\)|uncertain \\(\\w+ \\d+ %\\)).*By the starter model, which learnt from acted English speech; not for commercial use`));
      await told.waitFor({ timeout: 30_000 });
      await workbench.picture('2-starter');
      await told.getByRole('button', { name: 'About This Model' }).click();
      const card = await webviewWith(workbench.page, 'h1:has-text("Starter model")');
      expect(await card.locator('body').innerText()).toMatch(/CC BY-NC-SA 4\.0[\s\S]*UAR[\s\S]*Acted speech differs/);
      await workbench.picture('2-starter-card');
      await workbench.tidy();
    });

    it('collects what a report of a fault should hold, without names of files', async () => {
      const { workbench, workspace } = at();
      await workbench.command('Speech Emotion: Report Issue Data');
      const text = workbench.page.locator('.monaco-editor .view-lines').filter({ hasText: 'issue data' });
      await text.waitFor();
      const shown = (await text.innerText()).replaceAll('\u00a0', ' ');
      expect(shown).toMatch(/Speech Emotion Lab \d+\.\d+\.\d+[\s\S]*Node 2\d\.[\s\S]*ser\.badges: true[\s\S]*Store: 0 models, 0 runs/);
      expect(shown).not.toContain(basename(workspace));
      await workbench.picture('2-issue-data');
      await workbench.command('View: Revert and Close Editor');
    });

    it('lists it among the models', async () => {
      const { workbench } = at();
      await workbench.command('Speech Emotion: Choose Model…');
      await eventually(() => workbench.picks()).toEqual([expect.stringMatching(/Starter model.*comes with the extension.*1200 clips.*not for commercial use/)]);
      await workbench.page.keyboard.press('Escape');
    });

    it('says that no model is trained yet where the starter model is switched off, and offers to train one', async () => {
      const { workbench, workspace } = at();
      await mkdir(join(workspace, '.vscode'));
      await writeFile(join(workspace, '.vscode/settings.json'), '{ "ser.starterModel": false }\n');
      await eventually(() => workbench.page.getByRole('button', { name: /No emotion model/ }).count()).toBe(1);
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
      const { workbench, workspace } = at();
      await workbench.command('Speech Emotion: Test on External Audio…');
      const told = workbench.notification(/no model is trained yet/i);
      await told.getByRole('button', { name: 'Train a Model…' }).waitFor();
      await workbench.clearNotifications();
      await rm(join(workspace, '.vscode'), { recursive: true });
    });
  });
}
