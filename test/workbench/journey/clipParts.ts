import { readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ClipPage } from '../pages/clipPage.ts';
import { accessibilityProblems } from '../webview.ts';
import { looseClips, tone } from '../workspace.ts';
import { eventually, type JourneyAt } from './journey.ts';

const headerBytes = 44;
const [, path] = looseClips;

/** Parts of a clip: what is in sight, what is selected, and a clip that changes while it is open. */
export function describeClipParts(at: JourneyAt): void {
  describe('parts of a clip', () => {
    const open = (file: string): Promise<ClipPage> => ClipPage.open(at().workbench, file);

    it('comes closer by keys, by buttons and by the wheel, and scrolls', async () => {
      const { workbench } = at();
      await workbench.tidy();
      const clip = await open(path);
      const seconds = (): Promise<number[]> => clip.partInSight();
      const [, duration = 0] = await seconds();
      await clip.press('+', '+');
      expect((await seconds())[1]).toBeCloseTo(duration / 4, 1);
      await clip.button('Zoom out').click();
      expect((await seconds())[1]).toBeCloseTo(duration / 2, 1);
      await clip.scrollbar.press('End');
      await eventually(seconds).toEqual([expect.closeTo(duration / 2, 1), expect.closeTo(duration, 1)]);
      await eventually(async () => (await clip.pixels('spectrogram')).nColours).toBeGreaterThan(100);
      await workbench.picture('18-clip-closer');
      await clip.scrollbar.press('Home');
      await clip.position.hover();
      await workbench.page.mouse.wheel(100, 0);
      await eventually(async () => (await seconds())[0]).toBeGreaterThan(0);
      await workbench.page.keyboard.down('Control');
      await workbench.page.mouse.wheel(0, 3000);
      await workbench.page.keyboard.up('Control');
      await eventually(seconds).toEqual([0, duration]);
    });

    it('reads a frequency at the keyboard’s cursor, with its note', async () => {
      const clip = await ClipPage.of(at().workbench, path);
      await clip.press('ArrowUp', 'ArrowRight');
      await eventually(() => clip.reading()).toMatch(/ s · .*k?Hz · [A-G]♯?\d [+−]\d+ ct · (≤ )?−\d+ dB/);
      await clip.press('Enter');
      await eventually(() => clip.saidReading()).toMatch(/Hz/);
    });

    it('remembers how to draw from one clip to the next', async () => {
      const { workbench } = at();
      const before = await ClipPage.of(workbench, path);
      for (const select of ['Scale', 'Colours']) await before.choose(select, 'ArrowDown');
      for (const track of ['F0', 'Chroma']) await before.frame.getByRole('checkbox', { name: track }).press(' ');
      await before.track('F0').waitFor();
      await eventually(() => before.drawing('spectrogram').getAttribute('aria-label')).toMatch(/strongest near/);
      await workbench.picture('18-clip-mel-magma');
      const after = await open(tone.path);
      await eventually(() => after.chosen('scale')).toBe(1);
      expect(await after.chosen('colours')).toBe(1);
      // A track of a pure tone is its pitch.
      await eventually(() => after.track('F0').getAttribute('aria-label')).toMatch(/in sight from \d+ to \d+/);
      expect(await accessibilityProblems(after.frame)).toEqual([]);
      for (const select of ['Scale', 'Colours']) await after.choose(select, 'ArrowUp');
      for (const track of ['F0', 'Chroma']) await after.frame.getByRole('checkbox', { name: track }).press(' ');
      await workbench.tidy();
    });

    it('is selected by a drag or by keys, and saved as a WAV file of the very samples', async () => {
      const { workbench, workspace } = at();
      const clip = await open(path);
      const box = await clip.drawing('waveform').boundingBox();
      if (box === null) throw new Error('The waveform is not in sight.');
      const { mouse } = workbench.page;
      await mouse.move(box.x + 150, box.y + 50);
      await mouse.down();
      await mouse.move(box.x + 250, box.y + 50, { steps: 4 });
      await mouse.up();
      await eventually(async () => (await clip.selection())[1] ?? 0).toBeGreaterThan(0);
      await clip.press('Escape', 'Home', 'Shift+ArrowRight', 'Shift+ArrowRight', 'Shift+ArrowRight');
      await eventually(async () => (await clip.selection())[0]).toBe(0);
      const [, end = 0] = await clip.selection();
      expect(end).toBeGreaterThan(0);
      expect(await accessibilityProblems(clip.frame)).toEqual([]);
      await workbench.picture('18-clip-selection');
      await clip.button('Save as WAV…').click();
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
      const clip = await ClipPage.of(workbench, path);
      await clip.press('Escape', 'Home', 'Shift+End');
      await clip.button('Classify Selection').click();
      const likeliest = clip.likeliest(clip.partEstimate);
      await likeliest.waitFor();
      // All of the clip is what the clip's own estimate is of.
      await clip.button('Classify Emotion').click();
      await eventually(() => clip.likeliest(clip.estimate).innerText()).toBe(await likeliest.innerText());
      await workbench.notification('An estimate').waitFor();
      await workbench.picture('18-clip-part-classified');
      await workbench.tidy();
    });

    it('plays alone, from its start to its end', async () => {
      const clip = await open(tone.path);
      await clip.press('End', 'ArrowLeft', 'ArrowLeft', 'ArrowLeft', 'ArrowLeft', 'ArrowLeft', 'Shift+ArrowRight', 'Shift+ArrowRight');
      const [start = 0] = await clip.selection();
      await clip.press('Home', ' ');
      await eventually(() => clip.playWord()).toBe('Play');
      await eventually(() => clip.timeSec()).toBeCloseTo(start, 1);
    });

    it('a clip that vanishes while it is open says so, and comes back', async () => {
      const { workbench, workspace } = at();
      const file = join(workspace, tone.path);
      await rename(file, `${file}.away`);
      const clip = await ClipPage.failed(workbench);
      await eventually(() => clip.failure.innerText()).toMatch(/no longer there/);
      await workbench.picture('18-clip-vanished');
      await rename(`${file}.away`, file);
      await eventually(() => clip.drawing('spectrogram').isVisible()).toBe(true);
      await workbench.tidy();
    });

    it('a Git LFS pointer says how to fetch the recording', async () => {
      const { workbench, workspace } = at();
      await writeFile(join(workspace, 'tones/pointer.wav'), `version https://git-lfs.github.com/spec/v1\noid sha256:${'0'.repeat(64)}\nsize 12345\n`);
      await workbench.contextMenu(await workbench.revealFile('tones/pointer.wav'), 'Open Spectrogram');
      const clip = await ClipPage.failed(workbench);
      expect(await clip.failure.innerText()).toMatch(/git lfs pull/);
      await workbench.tidy();
    });
  });
}
