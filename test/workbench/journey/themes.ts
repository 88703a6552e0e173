import type { Frame } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { readPlot } from '../canvasPixels.ts';
import { accessibilityProblems, webviewWith } from '../webview.ts';
import { arePicturesWanted } from '../workbench.ts';
import { longClip, looseClips } from '../workspace.ts';
import { eventually, hostErrors, type JourneyAt } from './journey.ts';
import { chooseResult } from './results.ts';
import { compareRuns } from './runs.ts';
import { longClipPage } from './timeline.ts';

const themes = [
  ['dark', 'Dark Modern', 'vscode-dark'],
  ['light', 'Light Modern', 'vscode-light'],
  ['high-contrast', 'Dark High Contrast', 'vscode-high-contrast'],
  ['high-contrast-light', 'Light High Contrast', 'vscode-high-contrast-light'],
] as const;

/** The other chapters look at the pages in the dark theme; in the others at all of them where there is time for pictures, else at some in the light one. */
const looked = arePicturesWanted ? themes : themes.filter(([name]) => name === 'light');

/** What the results page shows of each kind of result. */
const results = [
  ['leaks', /^Leak meter/, '#leaks'],
  ['external', /tested on/, '#overview'],
  ['curve', /^Learning curve/, '#curve'],
  ['robustness', /^Robustness/, '#robustness'],
  ['pairs', /^Confusable pairs/, '#pairs'],
  ['importance', /^Feature importance/, '#permutation'],
  ['results', /speaker:6/, '#headline'],
] as const;

/** The pages in every kind of theme, changed while they are open. */
export function describeThemes(at: JourneyAt): void {
  describe('themes', () => {
    const lookAtRuns = async (page: Frame, name: string): Promise<void> => {
      const { workbench } = at();
      await page.locator('#confusion button').first().click();
      await page.locator('#clips').scrollIntoViewIfNeeded();
      await workbench.picture(`17-clips-${name}`);
      await page.getByRole('button', { name: 'All runs' }).click();
      await page.locator('#runs').waitFor();
      await workbench.picture(`17-runs-${name}`);
      expect(await accessibilityProblems(page), 'runs').toEqual([]);
      await page.getByRole('button', { name: /^SVM \(RBF\): show run/ }).click();
      await compareRuns(page, /SVM \(RBF\).*speaker:6/, /Logistic regression.*speaker:6/);
      await workbench.picture(`17-change-${name}`);
      expect(await accessibilityProblems(page), 'change').toEqual([]);
    };

    const lookAtEstimates = async (name: string, kind: string): Promise<void> => {
      const { workbench } = at();
      await workbench.command('Speech Emotion: Show Classified Clips');
      const listed = await webviewWith(workbench.page, '#clips');
      await listed.locator(`body.${kind}`).waitFor();
      await workbench.picture(`17-classified-${name}`);
      expect(await accessibilityProblems(listed), 'classified').toEqual([]);
      await workbench.contextMenu(await workbench.revealFile(longClip.path), 'Open Spectrogram');
      const long = await longClipPage(at);
      await long.getByRole('button', { name: 'Emotion Timeline' }).or(long.locator('#timelineText')).first().waitFor();
      if ((await long.locator('#timelineText').count()) === 0) await long.getByRole('button', { name: 'Emotion Timeline' }).click();
      await long.locator('#timelineText').waitFor({ timeout: 30_000 });
      await long.locator('#timelineText').scrollIntoViewIfNeeded();
      await workbench.picture(`17-timeline-${name}`);
      expect(await accessibilityProblems(long), 'timeline').toEqual([]);
    };

    it.each(looked)('are followed by the pages: %s', async (name, theme, kind) => {
      const { workbench } = at();
      await workbench.setTheme(theme);
      await workbench.command('Speech Emotion: Show Results');
      const page = await webviewWith(workbench.page, '#results');
      await page.locator(`body.${kind}`).waitFor();
      for (const [what, title, selector] of arePicturesWanted ? results : results.slice(-1)) {
        await chooseResult(page, title);
        await page.locator(selector).waitFor();
        await workbench.picture(`17-${what}-${name}`);
        expect(await accessibilityProblems(page), what).toEqual([]);
      }
      if (arePicturesWanted) await lookAtRuns(page, name);
      await workbench.command('Speech Emotion: Embedding Map…');
      await workbench.pick('sample-corpus');
      const map = await webviewWith(workbench.page, '#map');
      await map.locator(`body.${kind}`).waitFor();
      await map.locator('#map[data-scale]').waitFor();
      await workbench.picture(`17-map-${name}`);
      expect(await accessibilityProblems(map), 'map').toEqual([]);
      await workbench.contextMenu(await workbench.revealFile(looseClips[1]), 'Open Spectrogram');
      const clip = await webviewWith(workbench.page, '#spectrogram');
      await clip.locator(`body.${kind}`).waitFor();
      await eventually(async () => (await readPlot(clip, '#spectrogram')).nColours).toBeGreaterThan(100);
      await workbench.picture(`17-clip-${name}`);
      expect(await accessibilityProblems(clip), 'clip').toEqual([]);
      if (arePicturesWanted) await lookAtEstimates(name, kind);
    });

    it('have left no complaint in the extension host', async () => {
      const { workbench, logsDir } = at();
      expect(await hostErrors(logsDir)).toEqual([]);
      expect(workbench.complaints).toEqual([]);
    });
  });
}
