import type { ProbabilityKind } from '../../learn/probabilityKind.ts';
import { calibrationBin, N_CALIBRATION_BINS } from './calibration.ts';
import { prepareArea } from './clusterAuc.ts';
import { bootstrapIntervals, clustersOf, DEFAULT_DRAWS, DEFAULT_LEVEL, type BootstrapOptions, type Interval } from './clusterBootstrap.ts';
import { createClusterSums, weighClusterSums } from './clusterSums.ts';
import { accuracy, classFigures, macroF1, rowShares, uar } from './metrics.ts';
import { meanOfDefined } from './probabilityFigures.ts';
import { isInTop, rowBrier, rowLogLoss } from './probabilityMetrics.ts';
import { confidences, type ProbabilityTable } from './probabilityTable.ts';

/** Held-out rows with all that an interval needs. An empty speaker is an unknown one. */
export interface HeldOutRows extends ProbabilityTable {
  readonly classes: readonly string[];
  readonly predicted: Int32Array;
  readonly speakers: readonly string[];
  readonly files: readonly string[];
  readonly kind: ProbabilityKind;
}

/** An interval, or null where too few speakers have the class for one. */
export type PerhapsInterval = Interval | null;

/** Percentile intervals of a run's figures by the bootstrap over its speakers, under the names of the figures. */
export interface FigureIntervals {
  readonly level: number;
  readonly nDraws: number;
  readonly seed: number;
  /** What was drawn: speakers, and clips of unknown speaker. */
  readonly nClusters: number;
  readonly nUnknownSpeaker: number;
  readonly accuracy: PerhapsInterval;
  readonly uar: PerhapsInterval;
  readonly macroF1: PerhapsInterval;
  readonly perClass: Readonly<Record<string, { readonly precision: PerhapsInterval; readonly recall: PerhapsInterval; readonly f1: PerhapsInterval }>>;
  readonly confusionShares: readonly (readonly PerhapsInterval[])[];
  readonly top2Accuracy: PerhapsInterval;
  readonly rocAuc: { readonly macro: PerhapsInterval; readonly perClass: Readonly<Record<string, PerhapsInterval>> };
  readonly logLoss?: PerhapsInterval;
  readonly brier?: PerhapsInterval;
  /** `bins` has the intervals of the accuracies of all ten bins, in rising order. */
  readonly calibration?: { readonly error: PerhapsInterval; readonly bins: readonly PerhapsInterval[] };
}

/**
 * Intervals of the figures of a run: speakers are drawn with replacement and every figure is computed anew on their clips, as on
 * the whole. A draw without a clip of a class tells nothing about that class and is left out of its figures; UAR and macro means are
 * over the classes that a draw has. The models stay as they are, so the intervals hold what other speakers to test on would
 * change, not what other speakers to train on would.
 *
 * @returns undefined with fewer than two speakers
 */
export function figureIntervals(rows: HeldOutRows, { seed, nDraws = DEFAULT_DRAWS, level = DEFAULT_LEVEL }: BootstrapOptions): FigureIntervals | undefined {
  const { classes, trueClasses, predicted, nClasses: K, kind } = rows;
  const clusters = clustersOf(rows.speakers, rows.files);
  if (clusters.nClusters < 2) return undefined;
  const B = N_CALIBRATION_BINS;
  const confidence = confidences(rows);
  // Sums: counts of the confusion matrix, hits of the top two, losses; rows, confidences and right rows of each bin.
  const [hits, losses, briers, bins] = [K * K, K * K + 1, K * K + 2, K * K + 3];
  const sums = createClusterSums(clusters, bins + 3 * B, (row, out) => {
    out[trueClasses[row] * K + predicted[row]]++;
    if (isInTop(rows, row, 2)) out[hits]++;
    if (kind === 'scores') return;
    out[losses] += rowLogLoss(rows, row);
    out[briers] += rowBrier(rows, row);
    const bin = bins + 3 * calibrationBin(confidence[row]);
    out[bin]++;
    out[bin + 1] += confidence[row];
    if (predicted[row] === trueClasses[row]) out[bin + 2]++;
  });
  const areas = classes.map((_, k) => prepareArea(rows, k, clusters));
  const nRows = new Float64Array(clusters.nClusters);
  for (const cluster of clusters.clusterOf) nRows[cluster]++;

  const total = new Float64Array(sums.nSums);
  const matrix = classes.map(() => new Array<number>(K).fill(0));
  const atClasses = 4;
  const atShares = atClasses + 3 * K;
  const atAreas = atShares + K * K;
  const atLosses = atAreas + 1 + K;
  const nFigures = kind === 'scores' ? atLosses : atLosses + 3 + B;
  const figuresOf = (weights: Float64Array, out: Float64Array): void => {
    weighClusterSums(sums, weights, total);
    for (let cell = 0; cell < K * K; cell++) matrix[Math.floor(cell / K)][cell % K] = total[cell];
    const figures = classFigures(matrix);
    let n = 0;
    for (let c = 0; c < nRows.length; c++) n += weights[c] * nRows[c];
    out[0] = accuracy(matrix);
    out[1] = uar(figures);
    out[2] = macroF1(matrix, figures);
    out[3] = total[hits] / n;
    const shares = rowShares(matrix);
    for (let k = 0; k < K; k++) {
      const { precision, recall, f1, support } = figures[k];
      out.set(support > 0 ? [precision, recall, f1] : [NaN, NaN, NaN], atClasses + 3 * k);
      for (let other = 0; other < K; other++) out[atShares + k * K + other] = support > 0 ? shares[k][other] : NaN;
      out[atAreas + 1 + k] = areas[k](weights);
    }
    out[atAreas] = meanOfDefined(out.subarray(atAreas + 1, atLosses));
    if (kind === 'scores') return;
    out[atLosses] = total[losses] / n;
    out[atLosses + 1] = total[briers] / n;
    let gap = 0;
    for (let b = 0; b < B; b++) {
      const bin = bins + 3 * b;
      gap += Math.abs(total[bin + 2] - total[bin + 1]);
      out[atLosses + 3 + b] = total[bin + 2] / total[bin];
    }
    out[atLosses + 2] = gap / n;
  };
  const found = bootstrapIntervals(clusters.nClusters, nFigures, figuresOf, { seed, nDraws, level });

  const byClass = <T>(of: (k: number) => T): Record<string, T> => Object.fromEntries(classes.map((name, k) => [name, of(k)]));
  return {
    level, nDraws, seed, nClusters: clusters.nClusters, nUnknownSpeaker: clusters.nUnknown,
    accuracy: found[0], uar: found[1], macroF1: found[2], top2Accuracy: found[3],
    perClass: byClass((k) => ({ precision: found[atClasses + 3 * k], recall: found[atClasses + 3 * k + 1], f1: found[atClasses + 3 * k + 2] })),
    confusionShares: classes.map((_, k) => found.slice(atShares + k * K, atShares + (k + 1) * K)),
    rocAuc: { macro: found[atAreas], perClass: byClass((k) => found[atAreas + 1 + k]) },
    ...(kind === 'estimated' && { logLoss: found[atLosses], brier: found[atLosses + 1], calibration: { error: found[atLosses + 2], bins: found.slice(atLosses + 3) } }),
  };
}
