import { join } from 'node:path';
import { afterAll } from 'vitest';
import { openLab, type Lab } from '../../src/node/lab.ts';

/** A lab over the built worker, closed when the test file has run. */
export function testLab(storePath = ':memory:', jobs = 2): Lab {
  const lab = openLab({ storePath, workerPath: join(import.meta.dirname, '../../dist/analysisWorker.cjs'), jobs });
  afterAll(() => lab.dispose());
  return lab;
}
