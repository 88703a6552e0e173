import { SerError } from '../errors.ts';
import type { FitProgress } from '../learn/classifier.ts';
import { selectRows, type Matrix } from '../learn/matrix.ts';
import { applyScaler, fitScaler } from '../learn/preparation/scaler.ts';
import { createRandom, shuffle } from '../learn/random.ts';
import { MOST_CLIPS, UMAP_COMPONENTS, type MapMethod } from './mapMethod.ts';
import { neighboursKept } from './nearestRows.ts';
import { principalComponents } from './principalComponents.ts';
import { between } from './progress.ts';
import { umapLayout } from './umapLayout.ts';

/** Neighbours are compared for this many clips, evenly spread over the rows. */
const N_ASKED = 300;
const N_NEAREST = 15;
const LEAST_CLIPS = 3;

/** Clips as points in two dimensions. */
export interface EmbeddingMap {
  readonly method: MapMethod;
  /** The rows of the table that are on the map, ascending: all, or a sample of them. */
  readonly rows: Int32Array;
  /** Of each of these rows. For PCA, in standard deviations of the columns; for UMAP without a unit. */
  readonly x: Float64Array;
  readonly y: Float64Array;
  /** The share of the variance of all columns along each principal component that was used: both axes, or what UMAP was given. */
  readonly shares: Float64Array;
  /** Of the `nearest` nearest clips by all columns, the mean share that is among as many nearest on the map. */
  readonly neighbours: { readonly nearest: number; readonly kept: number };
}

/**
 * Draws clips as a map, by features alone: columns are standardised (no label is used), then the first two principal components are
 * the axes (`pca`), or UMAP lays out the first {@link UMAP_COMPONENTS}. The same rows and seed give the same map.
 *
 * @param seed of the sample where there are more than {@link MOST_CLIPS} rows, and of UMAP
 * @throws `too-few-clips` for fewer than 3; `feature-not-finite`
 */
export function* embeddingMap(X: Matrix, method: MapMethod, seed: number): Generator<FitProgress, EmbeddingMap> {
  if (X.nRows < LEAST_CLIPS) throw new SerError('too-few-clips', `A map needs at least ${LEAST_CLIPS} clips; there ${X.nRows === 1 ? 'is' : 'are'} ${X.nRows}.`, { nClips: X.nRows });
  const shares = draw(X, method, seed);
  for (;;) {
    const step = shares.next();
    if (step.done) return step.value;
    yield { done: Math.floor(100 * step.value), total: 100, unit: 'step' };
  }
}

function* draw(X: Matrix, method: MapMethod, seed: number): Generator<number, EmbeddingMap> {
  const rows = sampleRows(X.nRows, MOST_CLIPS[method], seed);
  const chosen = selectRows(X, rows);
  const isPca = method === 'pca';
  const standardised = applyScaler(fitScaler(chosen), chosen);
  const nRows = rows.length;
  const { scores, nComponents, shares } = yield* between(0, isPca ? 0.8 : 0.1, principalComponents(standardised, isPca ? 2 : UMAP_COMPONENTS));
  const places = isPca ? { data: scores, nRows, nColumns: nComponents } : { data: yield* between(0.1, 0.95, umapLayout({ data: scores, nRows, nColumns: nComponents }, seed)), nRows, nColumns: 2 };
  const nearest = Math.min(N_NEAREST, nRows - 1);
  const kept = yield* between(isPca ? 0.8 : 0.95, 1, neighboursKept(standardised, places, evenly(nRows, N_ASKED), nearest));
  // One column gives one axis.
  const axis = (j: number): Float64Array => Float64Array.from(rows, (_, i) => (j < places.nColumns ? places.data[i * places.nColumns + j] : 0));
  return { method, rows, x: axis(0), y: axis(1), shares, neighbours: { nearest, kept } };
}

/** All rows, or a random sample of `most` of them, ascending. */
function sampleRows(nRows: number, most: number, seed: number): Int32Array {
  const rows = Int32Array.from({ length: nRows }, (_, row) => row);
  return nRows <= most ? rows : shuffle(rows, createRandom(seed, 1)).slice(0, most).sort();
}

function evenly(n: number, most: number): Int32Array {
  const count = Math.min(n, most);
  return Int32Array.from({ length: count }, (_, i) => Math.floor((i * n) / count));
}
