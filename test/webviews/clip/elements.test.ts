import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';

const folder = join(import.meta.dirname, '../../../src/webviews/clip');

function found(files: readonly string[], pattern: RegExp): string[] {
  const names = files.flatMap((file) => [...readFileSync(join(folder, file), 'utf8').matchAll(pattern)].map(([, name]) => name as string));
  return [...new Set(names)].sort();
}

it('the controls that the clip’s page sets up after its first picture are those that it uses', () => {
  const files = globSync('**/*.ts', { cwd: folder });
  const used = found(files, /element\(\s*'(vscode-[a-z-]+)'/g);
  expect(used).toContain('vscode-button');
  expect(found(['elements.ts'], /^import '@vscode-elements\/elements\/dist\/(vscode-[a-z-]+)\/index\.js';$/gm)).toEqual(used);
  // An import elsewhere would set them up before.
  expect(found(files.filter((file) => file !== 'elements.ts'), /import '@vscode-elements\/elements\/dist\/(vscode-[a-z-]+)/g)).toEqual([]);
});
