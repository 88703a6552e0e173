import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';

interface Menu {
  readonly command: string;
  readonly when?: string;
}

interface Manifest {
  readonly main: string;
  readonly engines: { readonly vscode: string };
  readonly activationEvents: readonly string[];
  readonly contributes: {
    readonly commands: readonly { readonly command: string; readonly title: string; readonly category: string }[];
    readonly menus: Readonly<Record<string, readonly Menu[]>>;
    readonly views: Readonly<Record<string, readonly { readonly id: string }[]>>;
    readonly viewsWelcome: readonly { readonly view: string }[];
    readonly configuration: { readonly properties: Readonly<Record<string, { readonly default: unknown; readonly markdownDescription: string }>> };
    readonly customEditors: readonly { readonly viewType: string; readonly priority: string }[];
  };
}

const checkout = resolve(import.meta.dirname, '../..');
const read = (path: string): string => readFileSync(join(checkout, path), 'utf8');
const manifest = JSON.parse(read('package.json')) as Manifest;
const words = JSON.parse(read('package.nls.json')) as Record<string, string>;
const { contributes } = manifest;

const sources = readdirSync(join(checkout, 'src/extension'), { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.ts'));
const code = sources.map((name) => read(join('src/extension', name))).join('\n');

/** The ids by which the code calls what it contributes: `key: 'ser.id'` in one of the tables of contributions.ts. */
function idsOf(table: string): ReadonlyMap<string, string> {
  const body = new RegExp(`export const ${table} = \\{([^}]*)\\}`).exec(read('src/extension/contributions.ts'))?.[1] ?? '';
  return new Map([...body.matchAll(/(\w+): '([^']+)'/g)].map(([, key = '', id = '']) => [key, id]));
}

const commandIds = contributes.commands.map(({ command }) => command);
const menus = Object.entries(contributes.menus).flatMap(([place, items]) => items.map((item) => ({ place, ...item })));

describe('the manifest and the code agree', () => {
  it('on the commands: each is contributed, and registered once', () => {
    const ids = idsOf('commands');
    expect([...ids.values()].toSorted()).toEqual(commandIds.toSorted());
    const registered = [...code.matchAll(/registerCommand\(\s*commands\.(\w+)/g)].map(([, key = '']) => ids.get(key));
    expect(registered.toSorted()).toEqual(commandIds.toSorted());
    // No id is written out where a table has it.
    expect(code.match(/registerCommand\(\s*['"`]/)).toBeNull();
  });

  it('on views, editors and context keys', () => {
    const views = Object.values(contributes.views).flatMap((list) => list.map(({ id }) => id));
    expect([...idsOf('views').values()].toSorted()).toEqual(views.toSorted());
    for (const { view } of contributes.viewsWelcome) expect(views).toContain(view);
    for (const { viewType } of contributes.customEditors) expect(code).toContain(`'${viewType}'`);
    const keys = new Set(menus.flatMap(({ when = '' }) => [...when.matchAll(/(?<!== )\bser\.\w+/g)].map(([key]) => key)));
    expect([...keys].toSorted()).toEqual([...idsOf('contextKeys').values()].toSorted());
    const kinds = [...idsOf('rowKinds').values()];
    for (const { when = '' } of menus) for (const [, kind = ''] of when.matchAll(/viewItem == (\w+)/g)) expect(kinds).toContain(kind);
  });

  it('on the settings: each is described, and has a default', () => {
    const { properties } = contributes.configuration;
    expect([...idsOf('settings').values()].toSorted()).toEqual(Object.keys(properties).toSorted());
    for (const { default: value, markdownDescription } of Object.values(properties)) {
      expect(value).toBeDefined();
      expect(markdownDescription).toMatch(/^%setting\./);
    }
  });

  it('on the webview panels that come back after a restart', () => {
    const restored = [...code.matchAll(/\bviewType: '([^']+)'/g)].map(([, viewType]) => viewType);
    // All else activates by itself, so there is nothing more to name.
    expect(manifest.activationEvents.toSorted()).toEqual(restored.map((viewType) => `onWebviewPanel:${viewType}`).toSorted());
    expect(restored.length).toBeGreaterThan(0);
  });
});

describe('the commands', () => {
  const inPalette = (command: string): string => contributes.menus.commandPalette?.find((item) => item.command === command)?.when ?? 'true';

  it('have one category, and words for everything', () => {
    expect(new Set(contributes.commands.map(({ category }) => category)).size).toBe(1);
    const used = [...JSON.stringify(manifest).matchAll(/"%([\w.]+)%"/g)].map(([, key = '']) => key);
    expect([...new Set(used)].toSorted()).toEqual(Object.keys(words).toSorted());
    for (const { title } of contributes.commands) expect(title).toMatch(/^%command\./);
  });

  it('stay out of the palette where they need something to be clicked', () => {
    // They do nothing, or something else, without a folder, a row or a clip.
    for (const command of ['ser.openAsCorpus', 'ser.removeCorpus', 'ser.openClip', 'ser.excludeClips', 'ser.includeClips', 'ser.excludeCopies', 'ser.revealClip', 'ser.copyClipPath', 'ser.classifySelection']) expect(inPalette(command), command).toBe('false');
    expect(inPalette('ser.cancelTask')).toBe('ser.busy');
  });

  it('can each be reached, and no menu names one that is not there', () => {
    for (const { command, place } of menus) expect(commandIds, place).toContain(command);
    for (const command of commandIds) {
      const shown = inPalette(command) !== 'false' || menus.some((item) => item.command === command && item.place !== 'commandPalette');
      expect(shown, command).toBe(true);
    }
  });

  it('leave VS Code’s own player as the editor that a WAV opens in', () => {
    for (const { priority } of contributes.customEditors) expect(priority).toBe('option');
  });
});

describe('the package', () => {
  const built = existsSync(join(checkout, manifest.main));
  const vsce = join(checkout, 'node_modules/@vscode/vsce/vsce');
  let files: readonly string[] | undefined;
  const listed = (): readonly string[] => (files ??= execFileSync(process.execPath, [vsce, 'ls', '--no-dependencies'], { cwd: checkout, encoding: 'utf8' }).trim().split('\n'));

  it('promises the oldest VS Code whose types it is compiled against', () => {
    const { version } = JSON.parse(read('node_modules/@types/vscode/package.json')) as { version: string };
    expect(manifest.engines.vscode).toBe(`^${version}`);
  });

  it.skipIf(!built)('holds what users need and nothing else (skipped where nothing is built)', () => {
    const allowed = [/^package(\.nls(\.de)?)?\.json$/, /^l10n\/bundle\.l10n\.de\.json$/, /^(README|CHANGELOG)\.md$/, /^LICENSE$/, /^dist\/THIRD-PARTY-NOTICES\.txt$/, /^media\/[\w-]+\.(png|svg)$/, /^media\/walkthrough\/\w+-(dark|light)\.jpg$/, /^media\/starter\/starter\.sermodel(\.md)?$/, /^dist\/(decoders\/)?\w+\.cjs$/, /^dist\/webviews\/\w+\.(js|css)$/, /^dist\/kernels\/\w+\.wasm$/];
    expect(listed().filter((file) => !allowed.some((pattern) => pattern.test(file)))).toEqual([]);
    for (const name of ['package.json', 'package.nls.json', 'README.md', 'LICENSE', 'dist/THIRD-PARTY-NOTICES.txt', 'media/icon.svg']) expect(listed()).toContain(name);
  });

  it.skipIf(!built)('holds every file that the build made for the editor (skipped where nothing is built)', () => {
    // The command line is not in the package.
    const outputs = readdirSync(join(checkout, 'dist'), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && !/\.vsix$|^ser(Program)?\.cjs$/.test(entry.name))
      .map((entry) => join(entry.parentPath, entry.name).slice(checkout.length + 1));
    expect(listed()).toEqual(expect.arrayContaining(outputs));
  });
});
