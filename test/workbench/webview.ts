import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { setTimeout as sleep } from 'node:timers/promises';
import type { AxeResults } from 'axe-core';
import type { Frame, Page } from 'playwright-core';

const waitMs = 15_000;
const axePath = createRequire(import.meta.url).resolve('axe-core/axe.min.js');

/**
 * The inner frame of the webview on which something is in sight. The editor nests it twice and gives it no name that holds,
 * so it is found by its content.
 *
 * @param selector what the page shows; it may take time to appear
 */
export async function webviewWith(page: Page, selector: string, atMostMs = waitMs): Promise<Frame> {
  for (let waited = 0; waited < atMostMs; waited += 100) {
    for (const frame of page.frames()) {
      if (!frame.url().includes('fake.html')) continue;
      // A frame may go while it is asked.
      if (await frame.locator(selector).first().isVisible().catch(() => false)) return frame;
    }
    await sleep(100);
  }
  throw new Error(`No webview shows ${selector} within ${atMostMs / 1000} s.`);
}

/** What axe finds serious or critical in a page, as "rule: element" lines. */
export async function accessibilityProblems(frame: Frame): Promise<string[]> {
  await frame.evaluate(await readFile(axePath, 'utf8'));
  const results = await frame.evaluate(() => (globalThis as unknown as { axe: { run(node: Document): Promise<AxeResults> } }).axe.run(document));
  if (results.passes.length === 0) throw new Error('axe has checked nothing.');
  return results.violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.target.join(' ')}: ${node.html.slice(0, 200)}`));
}
