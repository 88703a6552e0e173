// Compiles the kernels with AssemblyScript. Takes about two seconds, so that an output newer than its sources is kept.
import { mkdir, readdir, rename, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

const changedAt = async (file) => (await stat(file)).mtimeMs;

/** The modules: the folders beside this script. */
export const kernelModules = ['features', 'learners'];

/** Brings `outFolder`/NAME.wasm up to date with the sources of module NAME; returns its path. */
export async function compileKernels(name, outFolder) {
  const folder = join(import.meta.dirname, name);
  const outFile = join(outFolder, `${name}.wasm`);
  const sources = [import.meta.filename, ...(await readdir(folder)).filter((file) => file.endsWith('.ts')).map((file) => join(folder, file))];
  const newest = Math.max(...(await Promise.all(sources.map(changedAt))));
  if ((await changedAt(outFile).catch(() => 0)) > newest) return outFile;
  const { default: asc } = await import('assemblyscript/asc');
  const outputs = new Map();
  const { error, stderr } = await asc.main(
    // AS112 warns of vectors in exported functions; they are not exported from the module.
    [join(folder, 'index.ts'), '--outFile', 'out.wasm', '--optimizeLevel', '3', '--shrinkLevel', '0', '--noAssert', '--runtime', 'stub', '--enable', 'simd', '--disableWarning', '112', '--baseDir', folder],
    { writeFile: (file, contents) => void outputs.set(file, contents) },
  );
  if (error) throw new Error(`The kernels of ${name} do not compile.\n${stderr}`, { cause: error });
  await mkdir(outFolder, { recursive: true });
  // Written aside first: tests that run side by side may all compile.
  const part = `${outFile}.${process.pid}.part`;
  await writeFile(part, outputs.get('out.wasm'));
  await rename(part, outFile);
  return outFile;
}
