import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createKernels, type FeatureKernels } from '../core/signal/kernels.ts';

/**
 * The compiled kernels that lie beside the bundled script (dist/kernels).
 *
 * @returns undefined where they are not, as in sources that run without a build, or where WebAssembly's SIMD is missing
 */
export function loadKernels(): FeatureKernels | undefined {
  if (typeof __dirname === 'undefined') return undefined;
  try {
    return createKernels(new Uint8Array(readFileSync(join(__dirname, 'kernels', 'kernels.wasm'))));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}
