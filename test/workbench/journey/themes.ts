import { describe, expect, it } from 'vitest';
import { readPlot } from '../canvasPixels.ts';
import { accessibilityProblems, webviewWith } from '../webview.ts';
import { looseClips } from '../workspace.ts';
import { eventually, hostErrors, type JourneyAt } from './journey.ts';

const themes = [
  ['dark', 'Dark Modern', 'vscode-dark'],
  ['light', 'Light Modern', 'vscode-light'],
  ['high-contrast', 'Dark High Contrast', 'vscode-high-contrast'],
  ['high-contrast-light', 'Light High Contrast', 'vscode-high-contrast-light'],
] as const;

/** Both pages in every kind of theme, changed while they are open. */
export function describeThemes(at: JourneyAt): void {
  describe('themes', () => {
    it.each(themes)('are followed by both pages: %s', async (name, theme, kind) => {
      const { workbench } = at();
      await workbench.setTheme(theme);
      for (const [page, selector] of [
        ['results', '#confusion'],
        ['clip', '#spectrogram'],
      ] as const) {
        if (page === 'results') await workbench.command('Speech Emotion: Show Results');
        else await workbench.contextMenu(await workbench.revealFile(looseClips[1]), 'Open Spectrogram');
        const frame = await webviewWith(workbench.page, selector);
        await frame.locator(`body.${kind}`).waitFor();
        if (page === 'clip') await eventually(async () => (await readPlot(frame, selector)).nColours).toBeGreaterThan(100);
        await workbench.picture(`17-${page}-${name}`);
        expect(await accessibilityProblems(frame), page).toEqual([]);
      }
    });

    it('have left no complaint in the extension host', async () => {
      const { workbench, logsDir } = at();
      expect(await hostErrors(logsDir)).toEqual([]);
      expect(workbench.complaints).toEqual([]);
    });
  });
}
