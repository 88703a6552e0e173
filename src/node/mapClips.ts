import type { FeatureTable } from '../core/evaluation/featureTable.ts';
import type { EmbeddingMap } from '../core/map/embeddingMap.ts';
import type { MapMethod } from '../core/map/mapMethod.ts';
import type { Lab } from './lab.ts';
import type { TaskOptions } from './task.ts';

/**
 * Draws the clips of a table as points in two dimensions, in a worker. Labels take no part.
 *
 * @throws SerError `too-few-clips`, `feature-not-finite`, `cancelled`
 */
export function mapClips({ pool }: Pick<Lab, 'pool'>, { X }: Pick<FeatureTable, 'X'>, method: MapMethod, seed: number, { signal, onProgress }: TaskOptions = {}): Promise<EmbeddingMap> {
  return pool.run('mapRows', { X, method, seed }, { signal, onProgress: ({ done, total }) => onProgress?.({ phase: 'map', done, total }) });
}
