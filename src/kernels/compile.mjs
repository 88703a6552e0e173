// Compiles the kernels with AssemblyScript. Takes about two seconds, so that an output newer than its sources is kept.
import { mkdir, readdir, rename, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';

const folder = import.meta.dirname;
const changedAt = async (file) => (await stat(file)).mtimeMs;

/** Brings `outFile` up to date with the sources beside this script. */
export async function compileKernels(outFile) {
  const sources = (await readdir(folder)).filter((name) => /\.(ts|mjs)$/.test(name)).map((name) => join(folder, name));
  const newest = Math.max(...(await Promise.all(sources.map(changedAt))));
  if ((await changedAt(outFile).catch(() => 0)) > newest) return;
  const { default: asc } = await import('assemblyscript/asc');
  const outputs = new Map();
  const { error, stderr } = await asc.main(
    // AS112 warns of vectors in exported functions; they are not exported from the module.
    [join(folder, 'index.ts'), '--outFile', 'kernels.wasm', '--optimizeLevel', '3', '--shrinkLevel', '0', '--noAssert', '--runtime', 'stub', '--enable', 'simd', '--disableWarning', '112', '--baseDir', folder],
    { writeFile: (name, contents) => void outputs.set(name, contents) },
  );
  if (error) throw new Error(`The kernels do not compile.\n${stderr}`, { cause: error });
  await mkdir(dirname(outFile), { recursive: true });
  // Written aside first: tests that run side by side may all compile.
  const part = `${outFile}.${process.pid}.part`;
  await writeFile(part, outputs.get('kernels.wasm'));
  await rename(part, outFile);
}
