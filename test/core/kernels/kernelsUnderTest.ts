import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createKernels, type CompiledKernels } from '../../../src/core/kernels/compiled.ts';

const root = join(import.meta.dirname, '../../..');

interface Compiler {
  compileKernels(name: string, outFolder: string): Promise<string>;
}

/** The kernels of the sources as they are, compiled if they have changed. */
export async function kernelsUnderTest(name: 'features' | 'learners'): Promise<CompiledKernels> {
  const compiler: string = join(root, 'src/kernels/compile.mjs');
  const file = await ((await import(compiler)) as Compiler).compileKernels(name, join(root, 'dist/kernels'));
  const kernels = createKernels(new Uint8Array(readFileSync(file)));
  if (!kernels) throw new Error('The kernels are not valid WebAssembly here.');
  return kernels;
}
