import { availableParallelism } from 'node:os';
import type { AnalysisContract } from '../protocol/analysis.ts';
import { openStore, type Store } from './store/store.ts';
import { createWorkerPool, type WorkerPool } from './workerPool.ts';

/** What every task works with: the memory and the hands. */
export interface Lab {
  readonly store: Store;
  readonly pool: WorkerPool<AnalysisContract>;
  dispose(): Promise<void>;
}

export interface LabOptions {
  readonly storePath: string;
  /** The bundled worker script. */
  readonly workerPath: string;
  /** Worker threads; default one for each core. */
  readonly jobs?: number | undefined;
}

/** @throws SerError `store-unusable` */
export function openLab({ storePath, workerPath, jobs = availableParallelism() }: LabOptions): Lab {
  const store = openStore(storePath);
  const pool = createWorkerPool<AnalysisContract>(workerPath, jobs);
  return {
    store,
    pool,
    dispose: async () => {
      await pool.dispose();
      store.close();
    },
  };
}
