import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import { promisify } from 'node:util';
import { type Browser, chromium } from 'playwright-core';

const run = promisify(execFile);
const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome'];

/** Ubuntu's package of that name is a stub that only tells how to get a snap, so presence is not enough. */
async function runs(path: string): Promise<boolean> {
  return run(path, ['--version'], { timeout: 20_000 }).then(
    ({ stdout }) => /chrom/i.test(stdout),
    () => false,
  );
}

async function findChromium(): Promise<string | undefined> {
  const chosen = process.env.CHROMIUM;
  if (chosen !== undefined && chosen !== '') {
    if (await runs(chosen)) return chosen;
    throw new Error(`CHROMIUM names ${chosen}, which does not run.`);
  }
  const folders = ['/usr/bin', ...(process.env.PATH ?? '').split(delimiter)].filter((folder) => folder !== '');
  for (const path of names.flatMap((name) => folders.map((folder) => join(folder, name)))) {
    if (existsSync(path) && (await runs(path))) return path;
  }
  return undefined;
}

/** Whether we may install a package: Debian's family, root, and its package manager at hand. */
async function hasApt(): Promise<boolean> {
  if (process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) return false;
  return /^ID(_LIKE)?=.*\b(debian|ubuntu)\b/m.test(await readFile('/etc/os-release', 'utf8').catch(() => ''));
}

async function installChromium(): Promise<void> {
  console.log('Installing Chromium for the workbench tests with apt-get (once, one to two minutes) …');
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  await run('apt-get', ['update', '-q'], { env, maxBuffer: 2 ** 26 });
  await run('apt-get', ['install', '-y', '-q', '--no-install-recommends', 'chromium', 'fonts-dejavu-core'], { env, maxBuffer: 2 ** 26 });
}

/**
 * A Chromium that runs: `CHROMIUM`, or one that is installed, or, as root on Debian and its family, one that is installed
 * now.
 *
 * @returns its path, or the reason why there is none
 */
export async function provideChromium(): Promise<{ readonly path: string } | { readonly missing: string }> {
  const present = await findChromium();
  if (present !== undefined) return { path: present };
  const advice = 'install one (Debian: apt-get install chromium fonts-dejavu-core) or name it in CHROMIUM';
  if (!(await hasApt())) return { missing: `no Chromium was found: ${advice}` };
  const failure = await installChromium().then(
    () => 'what was installed does not run',
    (error: { stderr?: string } & Error) => (error.stderr ?? error.message).trim().split('\n').at(-1),
  );
  const installed = await findChromium();
  return installed === undefined ? { missing: `no Chromium was found, and apt-get did not bring one (${failure}): ${advice}` } : { path: installed };
}

/** A Chromium that reaches nothing but our server. */
export function launchBrowser(executablePath: string): Promise<Browser> {
  const quiet = ['--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'];
  // A container's root has no sandbox, and the pages are our own.
  return chromium.launch({ executablePath, args: ['--no-sandbox', '--autoplay-policy=no-user-gesture-required', ...quiet] });
}
