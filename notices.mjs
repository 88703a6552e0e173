import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

const keptFolders = ['src/node/decoders/licences', 'src/webviews/licences'];

/**
 * Writes the licences of the npm packages whose code is inside the bundles.
 *
 * @param metafiles esbuild's accounts of what each bundle is made of
 * @throws when such a package has no licence text: it could not be shipped
 */
export async function writeNotices(metafiles, file) {
  const folders = new Set();
  for (const { inputs } of metafiles) {
    for (const input of Object.keys(inputs)) {
      const folder = /^(.*node_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(input)?.[1];
      if (folder) folders.add(folder);
    }
  }
  const notices = await Promise.all([...folders].sort().map(noticeOf));
  await writeFile(file, `This product contains the following software.\n\n${notices.join('\n\n')}\n`);
}

async function noticeOf(folder) {
  const { name, version, license } = JSON.parse(await readFile(join(folder, 'package.json'), 'utf8'));
  const licenceFile = (await readdir(folder)).find((entry) => /^(licen[cs]e|copying)/i.test(entry));
  // What packages leave out, or what their licence asks for beside itself, is kept with the code that uses them.
  const kept = await Promise.all(keptFolders.map((folder) => readFile(join(folder, `${name.replace('/', '+')}.txt`), 'utf8').catch(() => undefined)));
  const texts = [licenceFile && (await readFile(join(folder, licenceFile), 'utf8')), ...kept].filter((text) => text !== undefined);
  if (texts.length === 0) throw new Error(`${name} ${version} has no licence file`);
  const rule = '-'.repeat(78);
  return `${rule}\n${name} ${version} (${license})\n${rule}\n${texts.map((text) => text.trim()).join('\n\n')}`;
}
