import { readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Frame } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { readPlot } from '../canvasPixels.ts';
import { accessibilityProblems, webviewWith } from '../webview.ts';
import { looseClips, tone } from '../workspace.ts';
import { eventually, type JourneyAt } from './journey.ts';

const headerBytes = 44;
const [, path] = looseClips;
const name = path.slice(path.lastIndexOf('/') + 1);

/** The seconds in a text such as "Selected: 0.50 s to 1.25 s". */
const secondsIn = (text: string): number[] => [...text.matchAll(/(\d+\.\d+) s/g)].map(([, seconds]) => Number(seconds));

/** Parts of a clip: what is in sight, what is selected, and a clip that changes while it is open. */
export function describeClipParts(at: JourneyAt): void {
  describe('parts of a clip', () => {
    const open = async (file: string): Promise<Frame> => {
      const { workbench } = at();
      await workbench.contextMenu(await workbench.revealFile(file), 'Open Spectrogram');
      const frame = await webviewWith(workbench.page, `h1:text-is("${file.slice(file.lastIndexOf('/') + 1)}")`);
      await frame.locator('#spectrogram[aria-label*="strongest near"]').waitFor();
      return frame;
    };
    const opened = (): Promise<Frame> => webviewWith(at().workbench.page, `h1:text-is("${name}")`);
    const press = async (frame: Frame, ...keys: string[]): Promise<void> => {
      for (const key of keys) await frame.getByRole('slider', { name: 'Playback position' }).press(key);
    };

    /** Opens a select, moves to the option before or after the one that is chosen, and takes it. */
    const choose = async (frame: Frame, select: string, move: 'ArrowUp' | 'ArrowDown'): Promise<void> => {
      for (const key of ['ArrowDown', move, 'Enter']) await frame.getByRole('combobox', { name: select }).press(key);
    };

    it('comes closer by keys, by buttons and by the wheel, and scrolls', async () => {
      const { workbench } = at();
      await workbench.tidy();
      const frame = await open(path);
      const part = frame.locator('#part');
      const seconds = async (): Promise<number[]> => secondsIn(await part.innerText());
      const [, duration = 0] = await seconds();
      await press(frame, '+', '+');
      expect((await seconds())[1]).toBeCloseTo(duration / 4, 1);
      await frame.getByRole('button', { name: 'Zoom out' }).click();
      expect((await seconds())[1]).toBeCloseTo(duration / 2, 1);
      const bar = frame.getByRole('scrollbar', { name: 'Part in sight' });
      await bar.press('End');
      await eventually(seconds).toEqual([expect.closeTo(duration / 2, 1), expect.closeTo(duration, 1)]);
      await eventually(async () => (await readPlot(frame, '#spectrogram')).nColours).toBeGreaterThan(100);
      await workbench.picture('18-clip-closer');
      await bar.press('Home');
      await frame.locator('#seek').hover();
      await workbench.page.mouse.wheel(100, 0);
      await eventually(async () => (await seconds())[0]).toBeGreaterThan(0);
      await workbench.page.keyboard.down('Control');
      await workbench.page.mouse.wheel(0, 3000);
      await workbench.page.keyboard.up('Control');
      await eventually(seconds).toEqual([0, duration]);
    });

    it('reads a frequency at the keyboard’s cursor, with its note', async () => {
      const frame = await opened();
      await press(frame, 'ArrowUp', 'ArrowRight');
      await eventually(() => frame.locator('#reading').innerText()).toMatch(/ s · .*k?Hz · [A-G]♯?\d [+−]\d+ ct · (≤ )?−\d+ dB/);
      await press(frame, 'Enter');
      await eventually(() => frame.locator('.readingLine [role=status]').innerText()).toMatch(/Hz/);
    });

    it('remembers how to draw from one clip to the next', async () => {
      const { workbench } = at();
      const before = await opened();
      for (const select of ['Scale', 'Colours']) await choose(before, select, 'ArrowDown');
      for (const track of ['F0', 'Chroma']) await before.getByRole('checkbox', { name: track }).press(' ');
      await before.getByRole('img', { name: /^F0 over time/ }).waitFor();
      await eventually(() => before.locator('#spectrogram').getAttribute('aria-label')).toMatch(/strongest near/);
      await workbench.picture('18-clip-mel-magma');
      const after = await open(tone.path);
      await eventually(() => after.locator('#scale').evaluate((select) => (select as HTMLSelectElement).value)).toBe('1');
      expect(await after.locator('#colours').evaluate((select) => (select as HTMLSelectElement).value)).toBe('1');
      // A track of a pure tone is its pitch.
      await eventually(() => after.getByRole('img', { name: /^F0 over time/ }).getAttribute('aria-label')).toMatch(/in sight from \d+ to \d+/);
      expect(await accessibilityProblems(after)).toEqual([]);
      for (const select of ['Scale', 'Colours']) await choose(after, select, 'ArrowUp');
      for (const track of ['F0', 'Chroma']) await after.getByRole('checkbox', { name: track }).press(' ');
      await workbench.tidy();
    });

    it('is selected by a drag or by keys, and saved as a WAV file of the very samples', async () => {
      const { workbench, workspace } = at();
      const frame = await open(path);
      const box = await frame.locator('#waveform').boundingBox();
      if (box === null) throw new Error('The waveform is not in sight.');
      const { mouse } = workbench.page;
      await mouse.move(box.x + 150, box.y + 50);
      await mouse.down();
      await mouse.move(box.x + 250, box.y + 50, { steps: 4 });
      await mouse.up();
      const selected = frame.locator('#selection');
      await eventually(async () => secondsIn(await selected.innerText())[1] ?? 0).toBeGreaterThan(0);
      await press(frame, 'Escape', 'Home', 'Shift+ArrowRight', 'Shift+ArrowRight', 'Shift+ArrowRight');
      await eventually(async () => secondsIn(await selected.innerText())[0]).toBe(0);
      const [, end = 0] = secondsIn(await selected.innerText());
      expect(end).toBeGreaterThan(0);
      expect(await accessibilityProblems(frame)).toEqual([]);
      await workbench.picture('18-clip-selection');
      await frame.getByRole('button', { name: 'Save as WAV…' }).click();
      await workbench.answerSaveDialog(join(workspace, 'part.wav'));
      const whole = await readFile(join(workspace, path));
      await eventually(() => readFile(join(workspace, 'part.wav')).then(({ length }) => length, () => 0)).toBeGreaterThan(headerBytes);
      const saved = await readFile(join(workspace, 'part.wav'));
      const rate = whole.readUInt32LE(24);
      expect((saved.length - headerBytes) / 2 / rate).toBeCloseTo(end, 2);
      // The file of the sample corpus has a comment before its samples.
      const start = whole.indexOf('data') + 8;
      expect(saved.subarray(headerBytes).equals(whole.subarray(start, start + saved.length - headerBytes))).toBe(true);
    });

    it('is classified by itself', async () => {
      const { workbench } = at();
      const frame = await opened();
      await press(frame, 'Escape', 'Home', 'Shift+End');
      await frame.getByRole('button', { name: 'Classify Selection' }).click();
      const likeliest = frame.locator('#partEstimate .likeliest');
      await likeliest.waitFor();
      // All of the clip is what the clip's own estimate is of.
      await frame.getByRole('button', { name: 'Classify Emotion' }).click();
      await eventually(() => frame.locator('#estimate .likeliest').innerText()).toBe(await likeliest.innerText());
      await workbench.picture('18-clip-part-classified');
      await workbench.tidy();
    });

    it('plays alone, from its start to its end', async () => {
      const frame = await open(tone.path);
      await press(frame, 'End', 'ArrowLeft', 'ArrowLeft', 'ArrowLeft', 'ArrowLeft', 'ArrowLeft', 'Shift+ArrowRight', 'Shift+ArrowRight');
      const [start = 0] = secondsIn(await frame.locator('#selection').innerText());
      await press(frame, 'Home', ' ');
      const time = async (): Promise<number> => secondsIn(await frame.locator('#time').innerText())[0] ?? -1;
      await eventually(async () => (await frame.locator('#play').innerText()).trim()).toBe('Play');
      await eventually(time).toBeCloseTo(start, 1);
    });

    it('a clip that vanishes while it is open says so, and comes back', async () => {
      const { workbench, workspace } = at();
      const file = join(workspace, tone.path);
      await rename(file, `${file}.away`);
      const frame = await webviewWith(workbench.page, '#failure');
      await eventually(() => frame.locator('#failure').innerText()).toMatch(/no longer there/);
      await workbench.picture('18-clip-vanished');
      await rename(`${file}.away`, file);
      await eventually(() => frame.locator('#spectrogram').isVisible()).toBe(true);
      await workbench.tidy();
    });

    it('a Git LFS pointer says how to fetch the recording', async () => {
      const { workbench, workspace } = at();
      await writeFile(join(workspace, 'tones/pointer.wav'), `version https://git-lfs.github.com/spec/v1\noid sha256:${'0'.repeat(64)}\nsize 12345\n`);
      await workbench.contextMenu(await workbench.revealFile('tones/pointer.wav'), 'Open Spectrogram');
      const frame = await webviewWith(workbench.page, '#failure');
      expect(await frame.locator('#failure').innerText()).toMatch(/git lfs pull/);
      await workbench.tidy();
    });
  });
}
