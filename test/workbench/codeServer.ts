import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import type { CodeServerPrograms } from './installCodeServer.ts';

const run = promisify(execFile);
const startsWithinMs = 60_000;

/** A quiet workbench: nothing looks for updates, asks, recommends or blinks, so that a picture shows our part alone. */
const settings = {
  'chat.disableAIFeatures': true,
  'editor.cursorBlinking': 'solid',
  // The tests open the folders themselves, and see only some thirty rows at once.
  'explorer.autoReveal': false,
  'extensions.autoCheckUpdates': false,
  'extensions.autoUpdate': false,
  'extensions.ignoreRecommendations': true,
  'files.simpleDialog.enable': true,
  'git.enabled': false,
  'remote.autoForwardPorts': false,
  'security.workspace.trust.enabled': false,
  'telemetry.telemetryLevel': 'off',
  'update.mode': 'none',
  'window.restoreWindows': 'none',
  'workbench.colorTheme': 'Default Dark Modern',
  'workbench.reduceMotion': 'on',
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'workbench.startupEditor': 'none',
  'workbench.tips.enabled': false,
};

/** A running VS Code server with nobody's settings but ours. */
export interface CodeServer {
  readonly baseUrl: string;
  /** Where the extension host and each output channel write their logs. */
  readonly logsDir: string;
  stop(): Promise<void>;
}

/**
 * Starts the server in an empty folder of its own, with the packages given installed as a user would have them.
 *
 * @param folder gets user data, extensions and a home; the caller removes it
 */
export async function startCodeServer({ node, codeServer }: CodeServerPrograms, folder: string, vsix: string): Promise<CodeServer> {
  const [home, data, extensions] = [join(folder, 'home'), join(folder, 'data'), join(folder, 'extensions')];
  await Promise.all([home, extensions, join(data, 'User')].map((path) => mkdir(path, { recursive: true })));
  await writeFile(join(data, 'User/settings.json'), JSON.stringify(settings, null, 2));
  // Nothing of our own environment but PATH: what a developer or a CI sets must not change the result.
  const env = {
    PATH: process.env.PATH,
    HOME: home,
    XDG_CONFIG_HOME: join(home, '.config'),
    XDG_DATA_HOME: join(home, '.local/share'),
    TMPDIR: home,
    LANG: 'C.UTF-8',
    TZ: 'UTC',
    EXTENSIONS_GALLERY: '{"serviceUrl":""}',
  };
  const base = [codeServer, '--config', join(home, 'config.yaml'), '--user-data-dir', data, '--extensions-dir', extensions];
  await run(node, [...base, '--install-extension', vsix, '--force'], { env });

  const options = ['--auth', 'none', '--bind-addr', '127.0.0.1:0', '--disable-telemetry', '--disable-update-check', '--disable-workspace-trust', '--disable-getting-started-override', '--disable-proxy', '--ignore-last-opened'];
  // In a process group of its own, since the server starts helpers that outlive it when it is killed alone.
  const server = spawn(node, [...base, ...options], { env, detached: true, stdio: ['ignore', 'pipe', 'pipe'] });
  const kill = (): void => signalGroup(server, 'SIGKILL');
  process.once('exit', kill);
  try {
    const baseUrl = await listening(server);
    await healthy(baseUrl);
    return {
      baseUrl,
      logsDir: join(data, 'logs'),
      async stop() {
        const ended = server.exitCode === null ? new Promise((resolve) => server.once('exit', resolve)) : undefined;
        signalGroup(server, 'SIGTERM');
        await Promise.race([ended, sleep(3000)]);
        kill();
        process.off('exit', kill);
      },
    };
  } catch (error) {
    kill();
    throw error;
  }
}

function signalGroup({ pid }: ChildProcess, signal: NodeJS.Signals): void {
  try {
    if (pid !== undefined) process.kill(-pid, signal);
  } catch {
    // It has ended already.
  }
}

/** Resolves with the address, whose port the system chose, once the server has said it. */
function listening(server: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let output = '';
    const read = (chunk: Buffer): void => {
      output += chunk.toString();
      const address = /listening on (http:\/\/127\.0\.0\.1:\d+)/i.exec(output)?.[1];
      if (address !== undefined) resolve(address);
    };
    // Both stay read to the end: a full pipe would stop the server.
    server.stdout?.on('data', read);
    server.stderr?.on('data', read);
    server.once('exit', (code) => reject(new Error(`The VS Code server ended with code ${code}:\n${output}`)));
    setTimeout(() => reject(new Error(`The VS Code server did not start within ${startsWithinMs / 1000} s:\n${output}`)), startsWithinMs).unref();
  });
}

async function healthy(baseUrl: string): Promise<void> {
  for (let waited = 0; waited < startsWithinMs; waited += 100) {
    if ((await fetch(`${baseUrl}/healthz`).catch(() => undefined))?.ok) return;
    await sleep(100);
  }
  throw new Error('The VS Code server does not answer /healthz.');
}
