// The editor in the real workbench (code-server in Chromium): how soon a 4 s clip and an hour are drawn, how evenly they pan, and how soon a
// 4 s clip is classified by the starter model, from the click to the answer on the screen: cold (the window has just been reloaded) and warm.
import { execFileSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { loadKernels } from '../src/node/kernels.ts';
import { launchBrowser, provideChromium } from '../test/workbench/chromium.ts';
import { startCodeServer } from '../test/workbench/codeServer.ts';
import { installCodeServer } from '../test/workbench/installCodeServer.ts';
import { webviewWith } from '../test/workbench/webview.ts';
import { Workbench } from '../test/workbench/workbench.ts';
import { benchClips, writeHour } from './fixtures/clips.mjs';

const ROUNDS = 7;
const PAN_FRAMES = 240;
const COLD_ROUNDS = 3;
const WARM_ROUNDS = 9;
const checkout = resolve(import.meta.dirname, '..');
const folder = realpathSync(mkdtempSync(join(tmpdir(), 'ser-bench-editor-')));
const workspace = join(folder, 'workspace');
mkdirSync(workspace);
const { what, paths } = benchClips(loadKernels('features'));
copyFileSync(paths[0], join(workspace, 'clip.wav'));
// Each is classified once: a content that was seen before has its features in the store.
const unseen = paths.slice(1, 1 + COLD_ROUNDS + WARM_ROUNDS).map((path, i) => (copyFileSync(path, join(workspace, `take-${i}.wav`)), `take-${i}.wav`));
writeHour(paths, join(workspace, 'hour.wav'));
const vsix = join(folder, 'extension.vsix');
if (!existsSync(join(checkout, 'dist/extension.cjs'))) throw new Error('Build first: node esbuild.mjs');
execFileSync(process.execPath, [join(checkout, 'node_modules/@vscode/vsce/vsce'), 'package', '--no-dependencies', '--no-rewrite-relative-links', '--out', vsix], { cwd: checkout, stdio: 'ignore' });

const chromium = await provideChromium();
const server = await startCodeServer(await installCodeServer(), join(folder, 'server'), vsix);
const browser = await launchBrowser(chromium.path);

const at = (values, share) => values.toSorted((a, b) => a - b)[Math.min(values.length - 1, Math.floor(share * values.length))];
const ms = (value) => value.toFixed(1).padStart(8);

/** Opens the menu on a file, until the item is in sight and hears the mouse. */
async function menuItem(workbench, name, text) {
  const { page } = workbench;
  const row = await workbench.revealFile(name);
  const item = page.getByRole('menuitem', { name: text });
  // What loses the focus late closes the menu again.
  for (let tries = 0; tries < 5 && !(await item.isVisible()); tries++) {
    await row.click({ button: 'right' });
    await item.waitFor({ timeout: 3000 }).catch(() => workbench.dismiss());
  }
  await page.waitForTimeout(600);
  return item;
}

/** Milliseconds from the click until the answer stands in a message. */
async function classifyOnce(workbench, name) {
  const { page } = workbench;
  const item = await menuItem(workbench, name, /^Classify Emotion/);
  const answered = page.evaluate((file) => new Promise((done) => {
    let clicked;
    addEventListener('mouseup', () => (clicked ??= performance.now()), { capture: true, once: true });
    const observer = new MutationObserver(() => {
      if (![...document.querySelectorAll('.notifications-toasts')].some((toasts) => toasts.textContent.includes(`${file}: `))) return;
      observer.disconnect();
      done(performance.now() - clicked);
    });
    observer.observe(document.body, { childList: true, subtree: true, characterData: true });
  }), name);
  await item.click();
  const ms = await answered;
  await workbench.clearNotifications();
  return ms;
}

/** Milliseconds from the click, and from the start of the page itself, to the first whole picture. */
async function openOnce(workbench, name) {
  const { page } = workbench;
  await workbench.command('View: Close All Editors');
  const item = await menuItem(workbench, name, /^Open Spectrogram/);
  const clicked = await page.evaluate(() => performance.timeOrigin + performance.now());
  await item.click();
  const frame = await webviewWith(page, `h1:text-is("${name}")`);
  await frame.waitForFunction(() => performance.getEntriesByName('ser.picture').length > 0, undefined, { timeout: 60_000 });
  const { started, drawn } = await frame.evaluate(() => ({ started: performance.timeOrigin, drawn: performance.timeOrigin + performance.getEntriesByName('ser.picture')[0].startTime }));
  return { frame, fromClick: drawn - clicked, fromPage: drawn - started };
}

/** The intervals between drawn frames while the view moves at each, and how long the page takes to draw one. */
function pan(frame) {
  return frame.evaluate(async (nFrames) => {
    const figures = document.querySelector('#figures');
    const press = (key) => figures.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true }));
    for (const key of ['0', '+', '+', '+']) press(key);
    await new Promise((done) => setTimeout(done, 1000));
    const times = [];
    const works = [];
    for (let i = 0; i < nFrames; i++) {
      // Asked for after the page's own, so called after it in the same frame.
      const time = await new Promise((drawn) => requestAnimationFrame(drawn));
      works.push(performance.now() - time);
      times.push(time);
      figures.dispatchEvent(new WheelEvent('wheel', { deltaX: i < nFrames / 2 ? 12 : -12, bubbles: true, cancelable: true }));
    }
    return { intervals: times.slice(1).map((time, i) => time - times[i]), works };
  }, PAN_FRAMES);
}

try {
  const workbench = await Workbench.open(browser, server.baseUrl, workspace);
  console.log(`${what}; ms                        median    worst`);
  const [cold, warm] = [[], []];
  for (const [i, name] of unseen.entries()) {
    if (i < COLD_ROUNDS) await workbench.restart();
    (i < COLD_ROUNDS ? cold : warm).push(await classifyOnce(workbench, name));
  }
  for (const [label, values] of [['cold', cold], ['warm', warm]]) console.log(`clip.wav ${`classified, ${label}, from the click`.padEnd(34)}${ms(at(values, 0.5))} ${ms(Math.max(...values))}`);
  for (const name of ['clip.wav', 'hour.wav']) {
    const times = [];
    for (let round = 0; round < ROUNDS; round++) times.push(await openOnce(workbench, name));
    const report = (label, values) => console.log(`${name} ${label.padEnd(34)}${ms(at(values, 0.5))} ${ms(Math.max(...values))}`);
    report('first picture, from the click', times.slice(1).map(({ fromClick }) => fromClick));
    report('first picture, from the page', times.slice(1).map(({ fromPage }) => fromPage));
    const { intervals, works } = await pan(times.at(-1).frame);
    report('drawing a frame while panning', works);
    report('between frames while panning', intervals);
    console.log(`${name} ${'95th percentile of these'.padEnd(34)}${ms(at(intervals, 0.95))}`);
  }
} finally {
  await browser.close();
  await server.stop();
  rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
}
