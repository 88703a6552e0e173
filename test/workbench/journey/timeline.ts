import { basename } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ClipPage } from '../pages/clipPage.ts';
import { accessibilityProblems } from '../webview.ts';
import { longClip, looseClips } from '../workspace.ts';
import { eventually, type JourneyAt } from './journey.ts';

/** Estimates over a long recording, below its drawing. */
export function describeTimeline(at: JourneyAt): void {
  describe('an emotion timeline', () => {
    const open = (path: string): Promise<ClipPage> => ClipPage.open(at().workbench, path);
    const longPage = (): Promise<ClipPage> => ClipPage.of(at().workbench, longClip.path);

    it('is offered for a long recording, not for a clip', async () => {
      const { workbench } = at();
      await workbench.tidy();
      expect(await (await open(looseClips[0])).button('Emotion Timeline').isVisible()).toBe(false);
      expect(await (await open(longClip.path)).button('Emotion Timeline').isVisible()).toBe(true);
    });

    it('is drawn on the time axis of the drawings, and says what is uncertain and what is no speech', async () => {
      const { workbench } = at();
      const page = await longPage();
      await page.button('Emotion Timeline').click();
      await page.timelineText.waitFor({ timeout: 30_000 });
      const text = await page.timelineText.innerText();
      expect(text).toMatch(/^Emotion timeline, estimated by k nearest neighbours on sample-corpus over \d+ windows: .*uncertain \d+\s%.*no (sound|speech) \d+\s%/);
      expect(await page.drawing('timeline').getAttribute('aria-label')).toBe(text);
      expect(await page.timelineAbout.innerText()).toContain('The model was trained on synthetic speech');
      await eventually(async () => (await page.pixels('timeline')).nColours).toBeGreaterThan(5);
      await page.timelineAbout.scrollIntoViewIfNeeded();
      await workbench.picture('29-timeline');
      expect(await accessibilityProblems(page.frame)).toEqual([]);
    });

    it('is read at the pointer; a click there moves the playback position', async () => {
      const { workbench } = at();
      const page = await longPage();
      await page.drawing('timeline').scrollIntoViewIfNeeded();
      const box = await page.drawing('timeline').boundingBox();
      if (!box) throw new Error('The timeline is not in sight.');
      await workbench.page.mouse.click(box.x + box.width / 2, box.y + box.height - 12);
      await eventually(() => page.reading()).toMatch(/· \d+\.\d–\d+\.\d s: \w+/);
      const [, from = '', to = ''] = /(\d+\.\d)–(\d+\.\d) s/.exec(await page.reading()) ?? [];
      const position = Number(await page.position.getAttribute('aria-valuenow'));
      expect(position).toBeGreaterThan(Number(from) - 0.1);
      expect(position).toBeLessThan(Number(to) + 0.1);
    });

    it('is a table as well', async () => {
      const page = await longPage();
      await page.frame.getByText('As a table').click();
      const rows = await page.frame.locator('#timelineTable tbody').getByRole('row').allInnerTexts();
      expect(rows.length).toBeGreaterThan(1);
      for (const row of rows) expect(row).toMatch(/^\d+\.\d\s+\d+\.\d\s+[\w ]+\s+(\d+ %|–)$/);
      await page.frame.getByText('As a table').click();
    });

    it('is there again when its tab comes back into sight', async () => {
      const { workbench } = at();
      await open(looseClips[0]);
      await workbench.command('View: Open Previous Editor in Group');
      await (await longPage()).timelineText.waitFor();
    });

    it('has windows as long, and as far apart, as is chosen, also in the next recording', async () => {
      const { workbench } = at();
      const page = await longPage();
      const nWindows = async (): Promise<number> => Number(/over (\d+) windows/.exec(await page.timelineText.innerText())?.[1]);
      const before = await nWindows();
      await page.frame.getByRole('group', { name: 'Windows of the timeline' }).scrollIntoViewIfNeeded();
      // Shorter windows take the hop along: nothing between them is left out.
      await page.pick('Windows of', '0.5 s');
      await eventually(() => page.timelineStatus()).toBe('This timeline has windows of 3 s, one every 1 s. Compute it again for those that are chosen now.');
      await page.pick('one every', '0.25 s');
      await page.pick('Windows of', '2 s');
      await page.pick('one every', '0.5 s');
      await workbench.picture('29-timeline-windows');
      expect(await accessibilityProblems(page.frame)).toEqual([]);
      await page.button('Compute Again').click();
      await eventually(() => page.timelineAbout.innerText(), 30_000).toContain('Each column is the estimate of the 2 s around it, one every 0.5 s.');
      await page.timelineText.waitFor({ timeout: 30_000 });
      expect(Math.abs((await nWindows()) - 2 * before)).toBeLessThanOrEqual(4);
      await page.pick('Windows of', '60 s');
      await eventually(() => page.timelineStatus()).toMatch(/windows of 2 s, one every 0\.5 s/);
      // Remembered: the page that comes back has what was chosen.
      await open(looseClips[0]);
      await workbench.command('View: Open Previous Editor in Group');
      const again = await longPage();
      await again.timelineText.waitFor();
      expect(await again.chosen('timelineWindow')).toBe(9);
      await again.button('Compute Again').click();
      await eventually(() => again.timelineStatus(), 30_000).toMatch(/^The recording lasts \d+\.\d s, no longer than a window: it is judged as one\.$/);
      await workbench.picture('29-timeline-one-window');
      await again.pick('Windows of', '3 s');
      await again.pick('one every', '1 s');
    });

    it('says so when another model is chosen', async () => {
      const { workbench } = at();
      await workbench.command('Speech Emotion: Choose Model…');
      await workbench.pick(/^Starter model/);
      const page = await longPage();
      await eventually(() => page.timelineStatus()).toBe('This timeline is by k nearest neighbours on sample-corpus; another model is in use now.');
      await page.button('Compute Again').click();
      await eventually(() => page.timelineAbout.innerText(), 30_000).toContain('The starter model learnt from acted English speech; not for commercial use.');
      await page.timelineText.waitFor({ timeout: 30_000 });
      await workbench.clearNotifications();
    });

    it('of the selected part of a recording, the menu over the drawing asks the model', async () => {
      const { workbench } = at();
      const page = await longPage();
      const slider = page.position;
      await slider.scrollIntoViewIfNeeded();
      await slider.focus();
      for (let i = 0; i < 8; i++) await slider.press('Shift+ArrowRight');
      await slider.click({ button: 'right', position: { x: 200, y: 60 } });
      await workbench.picture('29-selection-menu');
      await workbench.menu('Classify Selection');
      await eventually(() => page.partEstimate.innerText(), 30_000).toMatch(/^Selection \d+\.\d\d to \d+\.\d\d s/);
      await workbench.clearNotifications();
    });

    it('stands beside a button in the title bar that classifies the clip', async () => {
      const { workbench } = at();
      await workbench.page.getByRole('button', { name: /^Classify Emotion/ }).first().click();
      await workbench.notification(basename(longClip.path)).waitFor({ timeout: 30_000 });
      await workbench.clearNotifications();
    });
  });
}
