import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createKernels, type FeatureKernels } from '../../../src/core/signal/kernels.ts';

const root = join(import.meta.dirname, '../../..');

/** The kernels of the sources as they are, compiled if they have changed. */
export async function kernelsUnderTest(): Promise<FeatureKernels> {
  const file = join(root, 'dist/kernels/kernels.wasm');
  const compiler: string = join(root, 'src/kernels/compile.mjs');
  await ((await import(compiler)) as { compileKernels(outFile: string): Promise<void> }).compileKernels(file);
  const kernels = createKernels(new Uint8Array(readFileSync(file)));
  if (!kernels) throw new Error('The kernels are not valid WebAssembly here.');
  return kernels;
}
