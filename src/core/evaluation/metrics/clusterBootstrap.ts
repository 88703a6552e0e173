import { createRandom } from '../../learn/random.ts';

/** The lower and the upper end. */
export type Interval = readonly [number, number];

/** Rows in groups that are drawn together. */
export interface Clusters {
  /** The group of each row, in [0, nClusters). */
  readonly clusterOf: Int32Array;
  readonly nClusters: number;
  /** Groups of unknown speaker, each a clip of its own. */
  readonly nUnknown: number;
}

export interface BootstrapOptions {
  readonly seed: number;
  readonly nDraws?: number;
  /** The share of the draws that the interval holds. */
  readonly level?: number;
}

export const DEFAULT_DRAWS = 1000;
export const DEFAULT_LEVEL = 0.95;

/** Where more of the draws leave a figure undefined, too few speakers have the class for an interval. */
const MAX_UNDEFINED = 0.1;

/**
 * Groups rows by speaker. Clips of one speaker resemble each other, so the speaker is what a new sample would draw anew. A
 * clip of unknown speaker ('') is a group of its own: that takes its voice to be nobody else's, and makes intervals too narrow
 * where the same unknown person speaks twice; one group of all the unknown would take many people for one, and let a single draw
 * decide.
 *
 * @param files the clip of each row, by which one of unknown speaker that was held out several times is known
 */
export function clustersOf(speakers: readonly string[], files: readonly string[]): Clusters {
  const found = new Map<string, number>();
  const clusterOf = new Int32Array(speakers.length);
  let nUnknown = 0;
  speakers.forEach((speaker, row) => {
    const key = speaker === '' ? `clip ${files[row]}` : `speaker ${speaker}`;
    const known = found.get(key);
    clusterOf[row] = known ?? found.size;
    if (known !== undefined) return;
    found.set(key, found.size);
    if (speaker === '') nUnknown++;
  });
  return { clusterOf, nClusters: found.size, nUnknown };
}

/**
 * Percentile intervals by the cluster bootstrap: each draw takes as many clusters as there are, with replacement, and all rows
 * of each; the interval of a figure runs between the percentiles of its draws (linear between neighbours, as numpy).
 *
 * @param figuresOf writes the figures of a draw, given how often each cluster was drawn; NaN where one is not defined. Such
 *   draws are left out of that figure's interval
 * @returns one interval a figure; null with fewer than two clusters, or where over a tenth of the draws leave it undefined
 * @see A. C. Davison, D. V. Hinkley, "Bootstrap Methods and their Application", 1997, section 3.8 (strategy 1); C. A. Field,
 *   A. H. Welsh, "Bootstrapping clustered data", JRSS B 69, 2007
 */
export function bootstrapIntervals(
  nClusters: number,
  nFigures: number,
  figuresOf: (weights: Float64Array, out: Float64Array) => void,
  { seed, nDraws = DEFAULT_DRAWS, level = DEFAULT_LEVEL }: BootstrapOptions,
): (Interval | null)[] {
  if (nClusters < 2) return new Array<null>(nFigures).fill(null);
  const random = createRandom(seed);
  const weights = new Float64Array(nClusters);
  const figures = new Float64Array(nFigures);
  const drawn = new Float64Array(nFigures * nDraws);
  for (let draw = 0; draw < nDraws; draw++) {
    weights.fill(0);
    for (let c = 0; c < nClusters; c++) weights[random.integer(nClusters)]++;
    figuresOf(weights, figures);
    for (let f = 0; f < nFigures; f++) drawn[f * nDraws + draw] = figures[f];
  }
  return Array.from(figures, (_, f) => {
    // NaN comes last.
    const sorted = drawn.subarray(f * nDraws, (f + 1) * nDraws).sort();
    let nDefined = nDraws;
    while (nDefined > 0 && Number.isNaN(sorted[nDefined - 1])) nDefined--;
    if (nDefined < nDraws * (1 - MAX_UNDEFINED)) return null;
    const defined = sorted.subarray(0, nDefined);
    return [quantile(defined, (1 - level) / 2), quantile(defined, (1 + level) / 2)];
  });
}

function quantile(sorted: Float64Array, share: number): number {
  const at = share * (sorted.length - 1);
  const below = Math.floor(at);
  const above = Math.min(below + 1, sorted.length - 1);
  return sorted[below] + (at - below) * (sorted[above] - sorted[below]);
}
