import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, realpath, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import type { TestProject } from 'vitest/node';
import { provideChromium } from './chromium.ts';
import { type CodeServer, startCodeServer } from './codeServer.ts';
import { installCodeServer } from './installCodeServer.ts';
import { writeWorkspace } from './workspace.ts';

const checkout = resolve(import.meta.dirname, '../..');
const run = promisify(execFile);

/** What the tests get of the running server, or the reason why there is none. */
export type WorkbenchContext = { readonly skipped: string } | { readonly baseUrl: string; readonly logsDir: string; readonly workspace: string; readonly chromium: string };

declare module 'vitest' {
  interface ProvidedContext {
    workbench: WorkbenchContext;
  }
}

/** Packages the extension as for its users and starts a VS Code server that has it installed. */
export default async function setUpWorkbench(project: TestProject): Promise<(() => Promise<void>) | undefined> {
  const skip = (reason: string): undefined => {
    // Where the workbench must be tested, a reason to skip is a failure.
    if (process.env.SER_WORKBENCH === 'required') throw new Error(`The workbench tests cannot run: ${reason}.`);
    console.warn(`The workbench tests skip: ${reason}.`);
    project.provide('workbench', { skipped: reason });
  };
  if (process.platform !== 'linux' || process.arch !== 'x64') return skip(`they run on Linux x64 only, and this is ${process.platform} ${process.arch}`);
  const chromium = await provideChromium();
  if ('missing' in chromium) return skip(chromium.missing);
  const programs = await installCodeServer().catch((error: Error & { stderr?: string }) => error);
  if (programs instanceof Error) return skip(`the VS Code server could not be installed (${(programs.stderr ?? programs.message).trim().split('\n')[0]}); it needs npm and the package registry once`);

  // The real path, since the workbench shows and compares that one.
  const folder = await realpath(await mkdtemp(join(tmpdir(), 'ser-workbench-')));
  let server: CodeServer | undefined;
  const tearDown = async (): Promise<void> => {
    await server?.stop();
    await rm(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
  };
  try {
    const workspace = join(folder, 'workspace');
    await mkdir(workspace);
    const [vsix] = await Promise.all([packageExtension(), writeWorkspace(workspace)]);
    server = await startCodeServer(programs, join(folder, 'server'), vsix);
    const { baseUrl, logsDir } = server;
    project.provide('workbench', { baseUrl, logsDir, workspace, chromium: chromium.path });
    return tearDown;
  } catch (error) {
    await tearDown();
    throw error;
  }
}

async function packageExtension(): Promise<string> {
  // The test command has built already; a package of an old or missing build would test something else.
  if (!existsSync(join(checkout, 'dist/extension.cjs'))) throw new Error('dist/extension.cjs is missing: run "npm run build" before the workbench tests.');
  const vsix = join(checkout, 'dist/speech-emotion-lab.vsix');
  await run(process.execPath, [join(checkout, 'node_modules/@vscode/vsce/vsce'), 'package', '--no-dependencies', '--no-rewrite-relative-links', '--out', vsix], { cwd: checkout });
  return vsix;
}
