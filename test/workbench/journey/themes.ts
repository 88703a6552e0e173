import { describe, expect, it } from 'vitest';
import { ClassifiedPage } from '../pages/classifiedPage.ts';
import { ClipPage } from '../pages/clipPage.ts';
import { MapPage } from '../pages/mapPage.ts';
import { ResultsPage } from '../pages/resultsPage.ts';
import { accessibilityProblems } from '../webview.ts';
import { arePicturesWanted } from '../workbench.ts';
import { longClip, looseClips } from '../workspace.ts';
import { eventually, hostErrors, type JourneyAt } from './journey.ts';

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
  ['leaks', /^Leak meter/, 'leaks'],
  ['external', /tested on/, 'overview'],
  ['curve', /^Learning curve/, 'curve'],
  ['robustness', /^Robustness/, 'robustness'],
  ['pairs', /^Confusable pairs/, 'pairs'],
  ['importance', /^Feature importance/, 'permutation'],
  ['results', /speaker:6/, 'headline'],
] as const;

/** The pages in every kind of theme, changed while they are open. */
export function describeThemes(at: JourneyAt): void {
  describe('themes', () => {
    const lookAtRuns = async (page: ResultsPage, name: string): Promise<void> => {
      const { workbench } = at();
      await page.cells.first().click();
      await page.part('clips').scrollIntoViewIfNeeded();
      await workbench.picture(`17-clips-${name}`);
      await page.showRuns();
            await workbench.picture(`17-runs-${name}`);
      expect(await accessibilityProblems(page.frame), 'runs').toEqual([]);
      await page.button(/^SVM \(RBF\): show run/).click();
      await page.compareRuns(/SVM \(RBF\).*speaker:6/, /Logistic regression.*speaker:6/);
      await workbench.picture(`17-change-${name}`);
      expect(await accessibilityProblems(page.frame), 'change').toEqual([]);
    };

    const lookAtEstimates = async (name: string, kind: string): Promise<void> => {
      const { workbench } = at();
      await workbench.command('Speech Emotion: Show Classified Clips');
      const listed = await ClassifiedPage.of(workbench);
      await listed.frame.locator(`body.${kind}`).waitFor();
      await workbench.picture(`17-classified-${name}`);
      expect(await accessibilityProblems(listed.frame), 'classified').toEqual([]);
      await workbench.contextMenu(await workbench.revealFile(longClip.path), 'Open Spectrogram');
      const long = await ClipPage.of(workbench, longClip.path);
      await long.button('Emotion Timeline').or(long.timelineText).first().waitFor();
      if ((await long.timelineText.count()) === 0) await long.button('Emotion Timeline').click();
      await long.timelineText.waitFor({ timeout: 30_000 });
      await long.timelineText.scrollIntoViewIfNeeded();
      await workbench.picture(`17-timeline-${name}`);
      expect(await accessibilityProblems(long.frame), 'timeline').toEqual([]);
    };

    it.each(looked)('are followed by the pages: %s', async (name, theme, kind) => {
      const { workbench } = at();
      await workbench.setTheme(theme);
      await workbench.command('Speech Emotion: Show Results');
      const page = await ResultsPage.with(workbench, 'results');
      await page.frame.locator(`body.${kind}`).waitFor();
      for (const [what, title, part] of arePicturesWanted ? results : results.slice(-1)) {
        await page.choose(title);
        await page.part(part).waitFor();
        await workbench.picture(`17-${what}-${name}`);
        expect(await accessibilityProblems(page.frame), what).toEqual([]);
      }
      if (arePicturesWanted) await lookAtRuns(page, name);
      await workbench.command('Speech Emotion: Embedding Map…');
      await workbench.pick('sample-corpus');
      const map = await MapPage.of(workbench);
      await map.frame.locator(`body.${kind}`).waitFor();
      await eventually(() => map.scale()).toBeGreaterThan(0);
      await workbench.picture(`17-map-${name}`);
      expect(await accessibilityProblems(map.frame), 'map').toEqual([]);
      await workbench.contextMenu(await workbench.revealFile(looseClips[1]), 'Open Spectrogram');
      const clip = await ClipPage.inSight(workbench);
      await clip.frame.locator(`body.${kind}`).waitFor();
      await eventually(async () => (await clip.pixels('spectrogram')).nColours).toBeGreaterThan(100);
      await workbench.picture(`17-clip-${name}`);
      expect(await accessibilityProblems(clip.frame), 'clip').toEqual([]);
      if (arePicturesWanted) await lookAtEstimates(name, kind);
    });

    it('have left no complaint in the extension host', async () => {
      const { workbench, logsDir } = at();
      expect(await hostErrors(logsDir)).toEqual([]);
      expect(workbench.complaints).toEqual([]);
    });
  });
}
