import type { Frame } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { readPlot } from '../canvasPixels.ts';
import { accessibilityProblems, webviewWith } from '../webview.ts';
import { longClip, looseClips } from '../workspace.ts';
import { eventually, type JourneyAt } from './journey.ts';

const nameOf = (path: string): string => path.slice(path.lastIndexOf('/') + 1);

/** The clip editor on a long recording. */
export const longClipPage = (at: JourneyAt): Promise<Frame> => webviewWith(at().workbench.page, `h1:text-is("${nameOf(longClip.path)}")`);

/** Estimates over a long recording, below its drawing. */
export function describeTimeline(at: JourneyAt): void {
  describe('an emotion timeline', () => {
    const open = async (path: string): Promise<Frame> => {
      const { workbench } = at();
      await workbench.contextMenu(await workbench.revealFile(path), 'Open Spectrogram');
      const frame = await webviewWith(workbench.page, `h1:text-is("${nameOf(path)}")`);
      await frame.locator('#spectrogram[aria-label*="strongest near"]').waitFor();
      return frame;
    };

    it('is offered for a long recording, not for a clip', async () => {
      const { workbench } = at();
      await workbench.tidy();
      expect(await (await open(looseClips[0])).getByRole('button', { name: 'Emotion Timeline' }).isVisible()).toBe(false);
      expect(await (await open(longClip.path)).getByRole('button', { name: 'Emotion Timeline' }).isVisible()).toBe(true);
    });

    it('is drawn on the time axis of the drawings, and says what is uncertain and what is no speech', async () => {
      const { workbench } = at();
      const page = await longClipPage(at);
      await page.getByRole('button', { name: 'Emotion Timeline' }).click();
      await page.locator('#timelineText').waitFor({ timeout: 30_000 });
      const text = await page.locator('#timelineText').innerText();
      expect(text).toMatch(/^Emotion timeline, estimated by k nearest neighbours on sample-corpus over \d+ windows: .*uncertain \d+\s%.*no (sound|speech) \d+\s%/);
      expect(await page.locator('#timeline').getAttribute('aria-label')).toBe(text);
      expect(await page.locator('#timelineAbout').innerText()).toContain('The model was trained on synthetic speech');
      await eventually(async () => (await readPlot(page, '#timeline')).nColours).toBeGreaterThan(5);
      await page.locator('#timelineAbout').scrollIntoViewIfNeeded();
      await workbench.picture('29-timeline');
      expect(await accessibilityProblems(page)).toEqual([]);
    });

    it('is read at the pointer; a click there moves the playback position', async () => {
      const { workbench } = at();
      const page = await longClipPage(at);
      await page.locator('#timeline').scrollIntoViewIfNeeded();
      const box = await page.locator('#timeline').boundingBox();
      if (!box) throw new Error('The timeline is not in sight.');
      await workbench.page.mouse.click(box.x + box.width / 2, box.y + box.height - 12);
      await eventually(() => page.locator('#reading').innerText()).toMatch(/· \d+\.\d–\d+\.\d s: \w+/);
      const [, from = '', to = ''] = /(\d+\.\d)–(\d+\.\d) s/.exec(await page.locator('#reading').innerText()) ?? [];
      const position = Number(await page.getByRole('slider', { name: 'Playback position' }).getAttribute('aria-valuenow'));
      expect(position).toBeGreaterThan(Number(from) - 0.1);
      expect(position).toBeLessThan(Number(to) + 0.1);
    });

    it('is a table as well', async () => {
      const page = await longClipPage(at);
      await page.getByText('As a table').click();
      const rows = await page.locator('#timelineTable tbody tr').allInnerTexts();
      expect(rows.length).toBeGreaterThan(1);
      for (const row of rows) expect(row).toMatch(/^\d+\.\d\s+\d+\.\d\s+[\w ]+\s+(\d+ %|–)$/);
      await page.getByText('As a table').click();
    });

    it('is there again when its tab comes back into sight', async () => {
      const { workbench } = at();
      await open(looseClips[0]);
      await workbench.command('View: Open Previous Editor in Group');
      await (await longClipPage(at)).locator('#timelineText').waitFor();
    });

    it('has windows as long, and as far apart, as is chosen, also in the next recording', async () => {
      const { workbench } = at();
      const page = await longClipPage(at);
      const nWindows = async (): Promise<number> => Number(/over (\d+) windows/.exec(await page.locator('#timelineText').innerText())?.[1]);
      const before = await nWindows();
      const choose = async (name: string, item: string): Promise<void> => {
        await page.getByRole('combobox', { name }).click();
        await page.getByRole('option', { name: item, exact: true }).click();
      };
      const lengths = page.getByRole('group', { name: 'Windows of the timeline' });
      await lengths.scrollIntoViewIfNeeded();
      // Shorter windows take the hop along: nothing between them is left out.
      await choose('Windows of', '0.5 s');
      await eventually(() => page.locator('#timelineStatus').innerText()).toBe('This timeline has windows of 3 s, one every 1 s. Compute it again for those that are chosen now.');
      await choose('one every', '0.25 s');
      await choose('Windows of', '2 s');
      await choose('one every', '0.5 s');
      await workbench.picture('29-timeline-windows');
      expect(await accessibilityProblems(page)).toEqual([]);
      await page.getByRole('button', { name: 'Compute Again' }).click();
      await eventually(() => page.locator('#timelineAbout').innerText(), 30_000).toContain('Each column is the estimate of the 2 s around it, one every 0.5 s.');
      await page.locator('#timelineText').waitFor({ timeout: 30_000 });
      expect(Math.abs((await nWindows()) - 2 * before)).toBeLessThanOrEqual(4);
      await choose('Windows of', '60 s');
      await eventually(() => page.locator('#timelineStatus').innerText()).toMatch(/windows of 2 s, one every 0\.5 s/);
      // Remembered: the page that comes back has what was chosen.
      await open(looseClips[0]);
      await workbench.command('View: Open Previous Editor in Group');
      const again = await longClipPage(at);
      await again.locator('#timelineText').waitFor();
      expect(await again.locator('#timelineWindow').evaluate((select) => (select as HTMLSelectElement).value)).toBe('9');
      await again.getByRole('button', { name: 'Compute Again' }).click();
      await eventually(() => again.locator('#timelineStatus').innerText(), 30_000).toMatch(/^The recording lasts \d+\.\d s, no longer than a window: it is judged as one\.$/);
      await workbench.picture('29-timeline-one-window');
      await again.getByRole('combobox', { name: 'Windows of' }).click();
      await again.getByRole('option', { name: '3 s', exact: true }).click();
      await again.getByRole('combobox', { name: 'one every' }).click();
      await again.getByRole('option', { name: '1 s', exact: true }).click();
    });

    it('says so when another model is chosen', async () => {
      const { workbench } = at();
      await workbench.command('Speech Emotion: Choose Model…');
      await workbench.pick(/^Starter model/);
      const page = await longClipPage(at);
      await eventually(() => page.locator('#timelineStatus').innerText()).toBe('This timeline is by k nearest neighbours on sample-corpus; another model is in use now.');
      await page.getByRole('button', { name: 'Compute Again' }).click();
      await eventually(() => page.locator('#timelineAbout').innerText(), 30_000).toContain('The starter model learnt from acted English speech; not for commercial use.');
      await page.locator('#timelineText').waitFor({ timeout: 30_000 });
      await workbench.clearNotifications();
    });

    it('of the selected part of a recording, the menu over the drawing asks the model', async () => {
      const { workbench } = at();
      const page = await longClipPage(at);
      const slider = page.getByRole('slider', { name: 'Playback position' });
      await slider.scrollIntoViewIfNeeded();
      await slider.focus();
      for (let i = 0; i < 8; i++) await slider.press('Shift+ArrowRight');
      await slider.click({ button: 'right', position: { x: 200, y: 60 } });
      await workbench.picture('29-selection-menu');
      await workbench.menu('Classify Selection');
      await eventually(() => page.locator('#partEstimate').innerText(), 30_000).toMatch(/^Selection \d+\.\d\d to \d+\.\d\d s/);
      await workbench.clearNotifications();
    });

    it('stands beside a button in the title bar that classifies the clip', async () => {
      const { workbench } = at();
      await workbench.page.getByRole('button', { name: /^Classify Emotion/ }).first().click();
      await workbench.notification(nameOf(longClip.path)).waitFor({ timeout: 30_000 });
      await workbench.clearNotifications();
    });
  });
}
