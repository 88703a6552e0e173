import { UMAP } from 'umap-js';
import { createRandom } from '../learn/random.ts';
import { nearestRows, type Points } from './nearestRows.ts';
import { between } from './progress.ts';

/** The usual values of umap-learn. A row counts as its own first neighbour, as it does there. */
const UMAP_DEFAULTS = { nNeighbors: 15, minDist: 0.1 } as const;

/** The layout starts this wide, with so much noise that rows of equal features can part. */
const START_RADIUS = 10;
const START_NOISE = 1e-4;

/**
 * Lays rows out in two dimensions so that near ones stay near (UMAP). It starts from the first two columns, which should be the first
 * two principal components: from random places, far groups would come to lie anywhere. Neighbours are found exactly. Yields how far it
 * has come, 0 to 1.
 *
 * @param points at least 3 rows
 * @returns nRows × 2; only who is near whom means something
 * @see L. McInnes, J. Healy, J. Melville, "UMAP: Uniform Manifold Approximation and Projection", 2018; D. Kobak, G. C. Linderman,
 *   "Initialization is critical for preserving global data structure in both t-SNE and UMAP", Nature Biotechnology 39, 2021
 */
export function* umapLayout(points: Points, seed: number): Generator<number, Float64Array> {
  const { data, nRows, nColumns } = points;
  // The library wants more rows than neighbours, of which the row itself is one.
  const nNeighbors = Math.min(UMAP_DEFAULTS.nNeighbors, nRows - 1);
  const nOthers = nNeighbors - 1;
  const { indices, distances } = yield* between(0, 0.1, nearestRows(points, Int32Array.from({ length: nRows }, (_, row) => row), nOthers));
  const random = createRandom(seed);
  const rows = Array.from({ length: nRows }, (_, row) => Array.from({ length: nColumns }, (_, j) => data[row * nColumns + j]));
  const umap = new UMAP({ nNeighbors, minDist: UMAP_DEFAULTS.minDist, random: () => random.uniform() });
  umap.setPrecomputedKNN(
    rows.map((_, row) => [row, ...indices.subarray(row * nOthers, (row + 1) * nOthers)]),
    rows.map((_, row) => [0, ...distances.subarray(row * nOthers, (row + 1) * nOthers)]),
  );
  const nEpochs = umap.initializeFit(rows);
  const layout = umap.getEmbedding();
  let widest = 0;
  for (const row of rows) widest = Math.max(widest, Math.abs(row[0]), Math.abs(row[1] ?? 0));
  const scale = widest > 0 ? START_RADIUS / widest : 0;
  for (let row = 0; row < nRows; row++) {
    for (let j = 0; j < 2; j++) layout[row][j] = scale * (rows[row][j] ?? 0) + START_NOISE * random.normal();
  }
  for (let epoch = 0; epoch < nEpochs; epoch = umap.step()) yield 0.1 + (0.9 * epoch) / nEpochs;
  const out = new Float64Array(2 * nRows);
  umap.getEmbedding().forEach(([x, y], row) => out.set([x, y], 2 * row));
  return out;
}
