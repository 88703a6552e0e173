import { describe, expect, it } from 'vitest';
import { readPlot } from '../canvasPixels.ts';
import { accessibilityProblems, webviewWith } from '../webview.ts';
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
      const frame = await webviewWith(workbench.page, '#spectrogram');
      await eventually(() => frame.locator('#facts').innerText()).toMatch(/fearful/);
      expect(await frame.locator('#synthetic').isVisible()).toBe(true);
      // Blank or flat drawings have a handful of colours.
      await eventually(async () => (await readPlot(frame, '#spectrogram')).nColours).toBeGreaterThan(100);
      await eventually(async () => (await readPlot(frame, '#waveform')).rowLuminance.length).toBeGreaterThan(50);
      // The wave is thickest around silence, in the middle.
      const thickness = async (): Promise<number> => {
        const { rowLuminance } = await readPlot(frame, '#waveform');
        return (rowLuminance[Math.round(rowLuminance.length / 2)] ?? 0) / (rowLuminance[4] ?? 1);
      };
      await eventually(thickness).toBeGreaterThan(2);
      await workbench.picture('14-clip');
    });

    it('draws a tone where the frequency axis puts it', async () => {
      const { workbench } = at();
      await workbench.contextMenu(await workbench.revealFile(tone.path), 'Open Spectrogram');
      // The clip before it stays in sight for a moment.
      const frame = await webviewWith(workbench.page, 'h1:text-is("tone-1-kHz.wav")');
      await frame.locator('#spectrogram[aria-label*="strongest near"]').waitFor();
      await eventually(async () => (await readPlot(frame, '#spectrogram')).nColours).toBeGreaterThan(10);
      const { rowLuminance, tickRows } = await readPlot(frame, '#spectrogram');
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
      const box = await frame.locator('#spectrogram').boundingBox();
      const margins = await frame.locator('#spectrogram').evaluate((canvas) => Number.parseFloat(getComputedStyle(canvas).getPropertyValue('--plot-top')));
      const scale = await frame.evaluate(() => devicePixelRatio);
      if (box) await workbench.page.mouse.move(box.x + box.width / 2, box.y + margins + (brightest + 0.5) / scale);
      await eventually(() => frame.locator('#reading').innerText()).toMatch(/(9[5-9]\d Hz|1(\.0[0-5])? kHz)/);
      await workbench.picture('15-tone');
    });

    it('plays and pauses', async () => {
      const { workbench } = at();
      const frame = await webviewWith(workbench.page, '#play');
      const play = frame.locator('#play');
      expect((await play.innerText()).trim()).toBe('Play');
      await play.click();
      await eventually(async () => (await play.innerText()).trim()).toBe('Pause');
      await eventually(() => frame.locator('#time').innerText()).not.toMatch(/^0\.00 s/);
      await play.click();
      await eventually(async () => (await play.innerText()).trim()).toBe('Play');
    });

    it('has nothing that axe finds serious', async () => {
      const { workbench } = at();
      expect(await accessibilityProblems(await webviewWith(workbench.page, '#spectrogram'))).toEqual([]);
    });

    it('is one of VS Code’s editors for a WAV, but not the one that a click opens', async () => {
      const { workbench } = at();
      await workbench.tidy();
      await workbench.contextMenu(await workbench.revealFile(tone.path), 'Open With...');
      await eventually(() => workbench.picks()).toEqual(expect.arrayContaining([expect.stringMatching(/^Speech Clip/)]));
      await workbench.pick('Speech Clip');
      await webviewWith(workbench.page, '#spectrogram');
      await workbench.tidy();
    });

    it.each([brokenClip, truncatedClip])('says what is wrong with %s, and offers to open it as text', async (path) => {
      const { workbench } = at();
      await workbench.contextMenu(await workbench.revealFile(path), 'Open Spectrogram');
      const frame = await webviewWith(workbench.page, '#failure');
      await eventually(() => frame.locator('#failure').innerText()).toMatch(/\w.*\.$/);
      // A sentence for its reader, neither a stack nor a code.
      expect(await frame.locator('#failure').innerText()).not.toMatch(/Error:|undefined|NaN|\bat .*:\d+/);
      expect(await frame.locator('#spectrogram').isVisible()).toBe(false);
      expect(await accessibilityProblems(frame)).toEqual([]);
      await workbench.picture(`16-${path.replace(/\W+/g, '-')}`);
      await frame.locator('#openAsText').click();
      await workbench.page.locator('.monaco-editor-pane-placeholder, .monaco-editor').filter({ visible: true }).first().waitFor();
      await workbench.tidy();
    });
  });
}
