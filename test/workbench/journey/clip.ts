import { describe, expect, it } from 'vitest';
import { ClipPage } from '../pages/clipPage.ts';
import { accessibilityProblems } from '../webview.ts';
import { brokenClip, tone, truncatedClip } from '../workspace.ts';
import { eventually, type JourneyAt } from './journey.ts';

/** The clip editor: drawing, playing, and clips that are none. */
export function describeClip(at: JourneyAt): void {
  describe('the clip editor', () => {
    it('draws a clip of the corpus with its label, and says that it is synthetic', async () => {
      const { workbench } = at();
      await workbench.tidy();
      await workbench.show('Speech Emotion');
      await workbench.expand(workbench.row(/sample-corpus/));
      await workbench.expand(workbench.row('fearful, '));
      await workbench.row('03-01-06-02-01-01-02.wav').click();
      const clip = await ClipPage.inSight(workbench);
      await eventually(() => clip.facts.innerText()).toMatch(/fearful/);
      await clip.syntheticBadge.waitFor();
      // Blank or flat drawings have a handful of colours.
      await eventually(async () => (await clip.pixels('spectrogram')).nColours).toBeGreaterThan(100);
      await eventually(async () => (await clip.pixels('waveform')).rowLuminance.length).toBeGreaterThan(50);
      // The wave is thickest around silence, in the middle.
      const thickness = async (): Promise<number> => {
        const { rowLuminance } = await clip.pixels('waveform');
        return (rowLuminance[Math.round(rowLuminance.length / 2)] ?? 0) / (rowLuminance[4] ?? 1);
      };
      await eventually(thickness).toBeGreaterThan(2);
      await workbench.picture('14-clip');
    });

    it('draws a tone where the frequency axis puts it', async () => {
      const { workbench } = at();
      const clip = await ClipPage.open(workbench, tone.path);
      await eventually(async () => (await clip.pixels('spectrogram')).nColours).toBeGreaterThan(10);
      const { rowLuminance, tickRows } = await clip.pixels('spectrogram');
      const nyquist = tone.sampleRate / 2;
      const brightest = rowLuminance.indexOf(Math.max(...rowLuminance));
      // By the frame: its lower edge is 0 Hz, its upper edge half the sample rate.
      const row = rowLuminance.length * (1 - tone.hertz / nyquist);
      expect(Math.abs(brightest + 0.5 - row)).toBeLessThan(3);
      // By the ticks as drawn: they divide the axis from 0 to 8 kHz evenly, whatever their step.
      expect(tickRows.length).toBeGreaterThanOrEqual(3);
      const [top, bottom] = [tickRows[0] ?? 0, tickRows.at(-1) ?? 0];
      expect(Math.abs(brightest + 0.5 - (bottom - (bottom - top) * (tone.hertz / nyquist)))).toBeLessThan(4);
      // By the pointer's reading.
      const box = await clip.drawing('spectrogram').boundingBox();
      const margins = await clip.drawing('spectrogram').evaluate((canvas) => Number.parseFloat(getComputedStyle(canvas).getPropertyValue('--plot-top')));
      const scale = await clip.frame.evaluate(() => devicePixelRatio);
      if (box) await workbench.page.mouse.move(box.x + box.width / 2, box.y + margins + (brightest + 0.5) / scale);
      await eventually(() => clip.reading()).toMatch(/(9[5-9]\d Hz|1(\.0[0-5])? kHz)/);
      await workbench.picture('15-tone');
    });

    it('plays and pauses', async () => {
      const { workbench } = at();
      const clip = await ClipPage.inSight(workbench);
      expect(await clip.playWord()).toBe('Play');
      await clip.playButton.click();
      await eventually(() => clip.playWord()).toBe('Pause');
      await eventually(() => clip.timeSec()).toBeGreaterThan(0);
      await clip.playButton.click();
      await eventually(() => clip.playWord()).toBe('Play');
    });

    it('has nothing that axe finds serious', async () => {
      const { workbench } = at();
      expect(await accessibilityProblems((await ClipPage.inSight(workbench)).frame)).toEqual([]);
    });

    it('is one of VS Code’s editors for a WAV, but not the one that a click opens', async () => {
      const { workbench } = at();
      await workbench.tidy();
      await workbench.contextMenu(await workbench.revealFile(tone.path), 'Open With...');
      await eventually(() => workbench.picks()).toEqual(expect.arrayContaining([expect.stringMatching(/^Speech Clip/)]));
      await workbench.pick('Speech Clip');
      await ClipPage.inSight(workbench);
      await workbench.tidy();
    });

    it.each([brokenClip, truncatedClip])('says what is wrong with %s, and offers to open it as text', async (path) => {
      const { workbench } = at();
      await workbench.contextMenu(await workbench.revealFile(path), 'Open Spectrogram');
      const clip = await ClipPage.failed(workbench);
      await eventually(() => clip.failure.innerText()).toMatch(/\w.*\.$/);
      // A sentence for its reader, neither a stack nor a code.
      expect(await clip.failure.innerText()).not.toMatch(/Error:|undefined|NaN|\bat .*:\d+/);
      expect(await clip.drawing('spectrogram').isVisible()).toBe(false);
      expect(await accessibilityProblems(clip.frame)).toEqual([]);
      await workbench.picture(`16-${path.replace(/\W+/g, '-')}`);
      await clip.button('Open as Text').click();
      await workbench.page.locator('.monaco-editor-pane-placeholder, .monaco-editor').filter({ visible: true }).first().waitFor();
      await workbench.tidy();
    });
  });
}
