import { readdir, rename } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ClipPage } from '../pages/clipPage.ts';
import { MapPage } from '../pages/mapPage.ts';
import { accessibilityProblems } from '../webview.ts';
import { otherCorpus } from '../workspace.ts';
import { countCorpus, eventually, type JourneyAt } from './journey.ts';

const nobody = 'No clip is pointed at.';

/** The embedding map: clips as points to read, hear and open. */
export function describeMap(at: JourneyAt): void {
  describe('the embedding map', () => {
    const map = (): Promise<MapPage> => MapPage.of(at().workbench);
    const reading = async (): Promise<string> => (await map()).reading();
    const choose = async (name: string): Promise<void> => (await map()).option(name).click();
    const walk = async (key: string): Promise<void> => {
      await (await map()).figure.focus();
      await at().workbench.page.keyboard.press(key);
    };

    it('draws the clips of a corpus, and tells what the axes are', async () => {
      const { workbench, workspace } = at();
      const { byEmotion } = await countCorpus(workspace);
      await workbench.tidy();
      await workbench.show('Speech Emotion');
      await workbench.contextMenu(workbench.row(/^sample-corpus/), 'Embedding Map…');
      const page = await map();
      expect(await page.heading.innerText()).toBe('Embedding map of sample-corpus');
      await eventually(() => page.countColours()).toBeGreaterThan(50);
      expect(await page.classes()).toEqual([...byEmotion].sort(([a], [b]) => (a < b ? -1 : 1)));
      expect(await page.summary()).toMatch(/PC 1 has \d+\.\d % of the variance and PC 2 \d+\.\d %[\s\S]*Of the 15 clips nearest/);
      expect(await page.note('info').innerText()).toMatch(/synthetic/i);
      await workbench.picture('19-map-pca');
    });

    it('is read by the pointer and by the arrow keys', async () => {
      const { workbench } = at();
      const page = await map();
      expect(await reading()).toBe(nobody);
      await walk('ArrowRight');
      const first = await reading();
      expect(first).toMatch(/^03-01-\d\d-.*\.wav · labelled \w+ · speaker \d\d/);
      await walk('ArrowRight');
      await eventually(reading).not.toBe(first);
      await walk('Escape');
      await eventually(reading).toBe(nobody);
      const box = await page.figure.boundingBox();
      if (!box) throw new Error('The map has no place.');
      for (let i = 1; i < 20 && (await reading()) === nobody; i++) await workbench.page.mouse.move(box.x + (box.width * i) / 20, box.y + box.height / 2);
      expect(await reading()).toMatch(/\.wav · labelled/);
    });

    it('plays a clip by Enter, and opens it by O', async () => {
      const { workbench } = at();
      const page = await map();
      await page.listen();
      await walk('ArrowUp');
      await walk('Enter');
      await eventually(async () => (await page.heard())?.playedSec ?? 0).toBeGreaterThan(0);
      const { src, seconds } = (await page.heard()) ?? { src: '', seconds: 0 };
      expect(src).toMatch(/^blob:/);
      expect(seconds).toBeGreaterThan(0.5);
      const [name = ''] = (await reading()).split(' · ');
      await walk('o');
      await ClipPage.of(workbench, name);
      await workbench.command('View: Close Editor');
      // The page was hidden meanwhile, and comes back with the same map.
      await eventually(async () => (await map()).countColours()).toBeGreaterThan(50);
    });

    it('hides and shows classes', async () => {
      const page = await map();
      const entries = page.legend;
      const n = await entries.count();
      for (let i = 1; i < n; i++) await entries.nth(i).click();
      expect(await entries.evaluateAll((buttons) => buttons.filter((button) => button.getAttribute('aria-pressed') === 'true').length)).toBe(1);
      const [[only = ''] = []] = await page.classes();
      for (const key of ['ArrowRight', 'ArrowUp', 'ArrowLeft']) {
        await walk(key);
        await eventually(reading).toContain(`labelled ${only} `);
      }
      for (let i = 1; i < n; i++) await entries.nth(i).click();
    });

    it('zooms, moves and shows the whole again', async () => {
      const { workbench } = at();
      const page = await map();
      const scale = (): Promise<number> => page.scale();
      await eventually(scale).toBe(1);
      await walk('+');
      await eventually(scale).toBeCloseTo(1.5, 5);
      await page.figure.hover();
      await workbench.page.mouse.wheel(0, -200);
      await eventually(scale).toBeGreaterThan(2);
      await walk('Shift+ArrowLeft');
      await walk('0');
      await eventually(scale).toBe(1);
    });

    it('lays out by UMAP, and says how to read that', async () => {
      const { workbench } = at();
      await choose('UMAP');
      await eventually(async () => (await map()).summary(), 60_000).toMatch(/UMAP \(15 neighbours, minimal distance 0\.1, seed 0\)[\s\S]*no unit/);
      await eventually(async () => (await map()).countColours()).toBeGreaterThan(50);
      await workbench.picture('19-map-umap');
    });

    it('is coloured by speaker, and by right or wrong as the cross-validation has it', async () => {
      const { workbench, workspace } = at();
      const { bySpeaker, nClips } = await countCorpus(workspace);
      await choose('Speaker');
      await eventually(async () => (await map()).classes()).toEqual([...bySpeaker].sort(([a], [b]) => (a < b ? -1 : 1)));
      await workbench.picture('19-map-speakers');
      await choose('Right or wrong');
      await eventually(async () => (await (await map()).classes()).map(([label]) => label)).toEqual(['right', 'wrong']);
      const [[, right = 0] = [], [, wrong = 0] = []] = await (await map()).classes();
      expect(right + wrong).toBe(nClips);
      expect(right / nClips).toBeGreaterThan(0.25);
      expect(await (await map()).outcomeRemark()).toMatch(/cross-validation \d+: .*held out/);
      await walk('ArrowRight');
      await eventually(reading).toMatch(/(recognised as|taken for) \w+ while held out/);
      await workbench.picture('19-map-outcome');
    });

    it('has nothing that axe finds serious', async () => {
      expect(await accessibilityProblems((await map()).frame)).toEqual([]);
    });

    it('comes back after a restart of the editor as it was', async () => {
      const { workbench } = at();
      await workbench.restart();
      const page = await map();
      await eventually(() => page.summary(), 60_000).toMatch(/UMAP \(15 neighbours/);
      expect((await page.classes()).map(([label]) => label)).toEqual(['right', 'wrong']);
      expect(await workbench.notifications()).toEqual([]);
    });

    it('says why right or wrong cannot be told of a corpus that was never cross-validated', async () => {
      const { workbench } = at();
      await workbench.contextMenu(await workbench.revealFile(otherCorpus.folder), 'Open as Speech Corpus');
      // To open a corpus brings the view to the front.
      await workbench.row(new RegExp(`^${otherCorpus.folder}`)).waitFor();
      await workbench.contextMenu(workbench.row(new RegExp(`^${otherCorpus.folder}`)), 'Embedding Map…');
      await eventually(async () => (await map()).heading.innerText(), 60_000).toBe(`Embedding map of ${otherCorpus.folder}`);
      const page = await map();
      expect(await page.outcomeRemark()).toMatch(/cross-validate this corpus first/);
      expect(await page.option('Right or wrong').getAttribute('disabled')).not.toBeNull();
      expect(await accessibilityProblems(page.frame)).toEqual([]);
    });

    it('tells of a clip, and of a corpus, that is gone', async () => {
      const { workbench, workspace } = at();
      const folder = join(workspace, otherCorpus.folder);
      const away = join(workspace, 'away');
      await walk('ArrowRight');
      await eventually(reading).toMatch(/\.wav/);
      const [name = ''] = (await reading()).split(' · ');
      expect(await readdir(folder)).toContain(name);
      await rename(join(folder, name), join(folder, `${name}.gone`));
      await walk('Enter');
      await eventually(reading).toMatch(/\.wav is no longer where it was\./);
      await rename(join(folder, `${name}.gone`), join(folder, name));
      await rename(folder, away);
      await choose('PCA');
      const page = await MapPage.failed(workbench);
      expect(await page.note('warning').innerText()).toMatch(/The folder is no longer there: .*elsewhere/);
      await workbench.picture('19-map-gone');
      await rename(away, folder);
      await page.tryAgain.click();
      await eventually(async () => (await map()).summary(), 60_000).toMatch(/PC 1 has/);
      await workbench.tidy();
    });
  });
}
