import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';
import { LongestFirst } from './test/longestFirst.ts';

export default defineConfig({
  test: {
    // By default a core stays idle, on a machine of two that is half of it; and the workbench's journey waits most of the time.
    maxWorkers: availableParallelism() + 1,
    sequence: { sequencer: LongestFirst },
    reporters: ['default', './test/closingLine.ts'],
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          include: ['test/**/*.test.ts'],
          exclude: ['test/workbench/**'],
          globalSetup: ['test/realSpeech.setup.ts'],
          testTimeout: 60_000,
          hookTimeout: 120_000,
        },
      },
      {
        extends: true,
        test: {
          name: 'workbench',
          include: ['test/workbench/**/*.test.ts'],
          globalSetup: ['test/workbench/workbench.setup.ts'],
          testTimeout: 120_000,
          hookTimeout: 300_000,
          // A browser, a server and an extension host share the processors with all other tests. What needs it is named at the end.
          retry: 1,
        },
      },
    ],
  },
});
