import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from 'vitest';

/** A folder that is gone when the test file has run. */
export function temporaryFolder(): string {
  const dir = mkdtempSync(join(tmpdir(), 'ser-test-'));
  afterAll(() => rmSync(dir, { recursive: true, force: true }));
  return dir;
}
