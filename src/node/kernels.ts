import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createKernels, type CompiledKernels } from '../core/kernels/compiled.ts';

/**
 * A module of compiled kernels that lies beside the bundled script (dist/kernels).
 *
 * @returns undefined where it does not, as in sources that run without a build, or where WebAssembly's SIMD is missing
 */
export function loadKernels(name: 'features' | 'learners'): CompiledKernels | undefined {
  if (typeof __dirname === 'undefined') return undefined;
  try {
    return createKernels(new Uint8Array(readFileSync(join(__dirname, 'kernels', `${name}.wasm`))));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}
