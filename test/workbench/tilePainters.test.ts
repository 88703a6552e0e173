import { join } from 'node:path';
import { build } from 'esbuild';
import { chromium, type Browser, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import type { Painted, PaintedCase } from './tilePaintersPage.ts';

const context = inject('workbench');
const path = 'chromium' in context ? context.chromium : undefined;

declare global {
  /** What the page offers. */
  function paintBoth(wanted: PaintedCase): Painted | undefined;
}

describe.skipIf(path === undefined)('tiles painted by a graphics processor (here an imitated one) and by the canvas', () => {
  let browser: Browser;
  let page: Page;

  beforeAll(async () => {
    const { outputFiles } = await build({ entryPoints: [join(import.meta.dirname, 'tilePaintersPage.ts')], bundle: true, write: false, format: 'iife', target: 'es2022' });
    browser = await chromium.launch({ executablePath: path as string, args: ['--no-sandbox', '--enable-unsafe-swiftshader', '--use-angle=swiftshader', '--disable-background-networking'] });
    page = await browser.newPage();
    await page.addScriptTag({ content: outputFiles[0]?.text ?? '' });
  });
  afterAll(() => browser?.close());

  it.each<PaintedCase>([
    { scale: 'linear', nFft: 1024, height: 300, columnPixels: 1 },
    { scale: 'mel', nFft: 256, height: 300, columnPixels: 1 },
    { scale: 'log', nFft: 4096, height: 211, columnPixels: 1 },
    { scale: 'linear', nFft: 512, height: 120, columnPixels: 9 },
  ])('are the same: %o', async (wanted) => {
    const painted = await page.evaluate((each) => paintBoth(each), wanted);
    if (painted === undefined) throw new Error('This Chromium has no WebGL 2.');
    // The canvas rounds levels between two bins to quarters, and mixes colours between two columns where the processor mixes levels.
    expect(painted.worst).toBeLessThanOrEqual(4);
    expect(painted).toMatchObject({ nOutside: 0, nMissing: 0 });
    expect(painted.nColours).toBeGreaterThan(50);
  });

  it('is left to the canvas when the processor is taken away', async () => {
    expect(await page.evaluate(() => paintBoth({ scale: 'linear', nFft: 512, height: 64, columnPixels: 1, isLost: true }))).toMatchObject({ paintsWhenLost: false });
  });
});
