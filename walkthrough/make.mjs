// Makes the pictures of the walkthrough from the product itself, in the real workbench: `npm run walkthrough`. Look at them before they
// are committed.
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { launchBrowser, provideChromium } from '../test/workbench/chromium.ts';
import { startCodeServer } from '../test/workbench/codeServer.ts';
import { installCodeServer } from '../test/workbench/installCodeServer.ts';
import { webviewWith } from '../test/workbench/webview.ts';
import { Workbench } from '../test/workbench/workbench.ts';
import { looseClips, writeWorkspace } from '../test/workbench/workspace.ts';

const themes = { light: 'Light Modern', dark: 'Dark Modern' };
const checkout = resolve(import.meta.dirname, '..');
const pictures = join(checkout, 'media/walkthrough');
mkdirSync(pictures, { recursive: true });

/** What each step shows, on a workbench that the steps before have left. */
const steps = {
  open: async ({ workbench }) => {
    await workbench.show('Speech Emotion');
    await workbench.page.getByRole('region', { name: 'Welcome' }).getByRole('button', { name: 'Open a Corpus…' }).waitFor();
  },
  explore: async ({ workbench }) => {
    await workbench.command('Speech Emotion: Make the Sample Corpus');
    await workbench.notification('synthetic clips').waitFor();
    await workbench.clearNotifications();
    await workbench.expand(workbench.row(/^sample-corpus/));
    await workbench.expand(workbench.row('happy, '));
    await workbench.contextMenu(workbench.row('03-01-03-01-01-01-01'), 'Open Spectrogram');
    await (await webviewWith(workbench.page, '#spectrogram')).waitForFunction(() => performance.getEntriesByName('ser.picture').length > 0);
  },
  train: async ({ workbench }) => {
    await workbench.command('View: Close All Editors');
    await workbench.command('Speech Emotion: Train a Model…');
    await workbench.pick('Conventional');
    await workbench.page.getByRole('option', { name: 'SVM (RBF)' }).waitFor();
  },
  results: async ({ workbench }) => {
    await workbench.dismiss();
    await workbench.command('Speech Emotion: Cross-Validate…');
    await workbench.pick('Conventional');
    await workbench.pick('SVM (RBF)');
    await workbench.pick('By speaker, 6 groups');
    await webviewWith(workbench.page, '#confusion', 120_000);
  },
  classify: async ({ workbench }) => {
    await workbench.command('View: Close All Editors');
    // The corpus stands open below, and may push the clip out of sight.
    await workbench.show('Explorer');
    const corpus = workbench.file('sample-corpus');
    if ((await corpus.getAttribute('aria-expanded')) === 'true') await corpus.click();
    const clip = await workbench.revealFile(looseClips[1]);
    await workbench.contextMenu(clip, 'Classify Emotion');
    await workbench.notification('An estimate').waitFor({ timeout: 30_000 });
    await clip.click({ button: 'right' });
    await workbench.page.getByRole('menuitem', { name: 'Classify Emotion' }).hover();
  },
};

const vsix = join(checkout, 'dist/speech-emotion-lab.vsix');
execFileSync(process.execPath, [join(checkout, 'node_modules/@vscode/vsce/vsce'), 'package', '--no-dependencies', '--no-rewrite-relative-links', '--out', vsix], { cwd: checkout, stdio: 'ignore' });
const chromium = await provideChromium();
/** All steps in one theme, in an editor of its own. */
async function walkThrough(kind, theme) {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'ser-walkthrough-')));
  const workspace = join(folder, 'workspace');
  mkdirSync(workspace);
  await writeWorkspace(workspace);
  rmSync(join(workspace, 'sample-corpus'), { recursive: true });
  const server = await startCodeServer(await installCodeServer(), join(folder, 'server'), vsix);
  const browser = await launchBrowser(chromium.path);
  try {
    const workbench = await Workbench.open(browser, server.baseUrl, workspace);
    await workbench.page.setViewportSize({ width: 960, height: 640 });
    await workbench.page.waitForTimeout(3000);
    await workbench.setTheme(theme);
    for (const [name, prepare] of Object.entries(steps)) {
      await prepare({ workbench });
      // Away from what would show its hover text; the menu is left as it is.
      if (name !== 'classify') await workbench.page.mouse.move(600, 8);
      await workbench.page.waitForTimeout(1000);
      await workbench.page.screenshot({ path: join(pictures, `${name}-${kind}.jpg`), type: 'jpeg', quality: 75, animations: 'disabled' });
      console.log(`${name}-${kind}.jpg`);
    }
  } finally {
    await browser.close();
    await server.stop();
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  }
}

for (const [kind, theme] of Object.entries(themes)) {
  // An editor that has just started may miss a click.
  await walkThrough(kind, theme).catch(() => walkThrough(kind, theme)).catch(() => walkThrough(kind, theme));
}
