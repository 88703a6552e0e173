import type { GradientBoostingParams } from '../../learn/boosting/boostingLearner.ts';
import { gradientBoosting } from '../../learn/boosting/gradientBoosting.ts';
import { boostingContributions } from '../../learn/boosting/treeShap.ts';
import { predictedClasses, type FitProgress, type Params, type TrainingData } from '../../learn/classifier.ts';
import type { LearnerKernels } from '../../learn/learnerKernels.ts';
import { selectRows, type Matrix } from '../../learn/matrix.ts';
import { classFigures, confusionMatrix, uar } from '../metrics/metrics.ts';
import type { ClassPair } from './rankPairs.ts';
import type { SpeakerEffects } from './speakerEffects.ts';

/** Rows that are explained before others are heard. */
const ROWS_A_BREATH = 4;

/** A column that a gradient boosting of two emotions leans on. */
export interface UsedFeature {
  readonly column: string;
  /** Mean over the held-out clips of |SHAP|, in log-odds of the two emotions. */
  readonly shap: number;
  /** That over the sum of all columns. */
  readonly share: number;
  /** As in {@link SeparatingFeature}; null where nothing can be compared within a voice. */
  readonly d: number | null;
  readonly p: number | null;
}

/** What a gradient boosting of two emotions alone leans on, whatever learner is studied; or why none could be had. */
export type PairShap =
  | {
      readonly params: Params;
      /** Held-out clips of the two emotions that were explained. */
      readonly nClips: number;
      /** How well it tells them apart: what it leans on says little where it is near 0.5. */
      readonly uar: number;
      /** The most important first. */
      readonly features: readonly UsedFeature[];
    }
  | { readonly refused: string };

/** What a fold brings. */
export interface PairShapPart {
  /** 0 for the first emotion, 1 for the second: of each held-out clip, the truth and the answer. */
  readonly trueClasses: Int32Array;
  readonly predicted: Int32Array;
  /** nColumns sums over these clips of |SHAP|. */
  readonly sums: Float64Array;
}

/**
 * Fits a gradient boosting with one margin, the log-odds of the second emotion, on the training rows of two emotions, and explains
 * their held-out rows by exact SHAP values ({@link boostingContributions}).
 *
 * @param data training rows of all classes
 * @param test held-out rows of all classes
 * @throws SerError as the learner, which refuses training rows of one class
 */
export function* explainPair(data: TrainingData, test: Pick<TrainingData, 'X' | 'y'>, pair: ClassPair, params: Params, seed: number, kernels?: LearnerKernels): Generator<FitProgress, PairShapPart> {
  const learnt = ofPair(data, pair);
  const model = yield* gradientBoosting.fit({ ...learnt, nClasses: 2 }, params as GradientBoostingParams, seed, kernels);
  const { X, y: trueClasses } = ofPair(test, pair);
  const sums = new Float64Array(X.nColumns);
  for (let from = 0; from < X.nRows; from += ROWS_A_BREATH) {
    const rows = Array.from({ length: Math.min(ROWS_A_BREATH, X.nRows - from) }, (_, i) => from + i);
    addSizes(boostingContributions(model, selectRows(X, rows)), sums);
    yield { done: from + rows.length, total: X.nRows, unit: 'step' };
  }
  return { trueClasses, predicted: predictedClasses(gradientBoosting.predictProba(model, X, kernels), 2), sums };
}

function ofPair({ X, y }: Pick<TrainingData, 'X' | 'y'>, [first, second]: ClassPair): { X: Matrix; y: Int32Array } {
  const rows = Int32Array.from(y.keys()).filter((row) => y[row] === first || y[row] === second);
  return { X: selectRows(X, rows), y: rows.map((row) => (y[row] === first ? 0 : 1)) };
}

/** Adds |values| of rows of nColumns + 1, whose last is no column's. */
function addSizes(contributions: Float64Array, sums: Float64Array): void {
  const width = sums.length + 1;
  for (let at = 0; at < contributions.length; at += width) {
    for (let j = 0; j < sums.length; j++) sums[j] += Math.abs(contributions[at + j]);
  }
}

/** The mean |SHAP| of each column over all folds' held-out clips; undefined where there are none. */
export function meanShap(parts: readonly PairShapPart[]): Float64Array | undefined {
  const nClips = parts.reduce((n, { predicted }) => n + predicted.length, 0);
  if (nClips === 0) return undefined;
  return parts[0].sums.map((_, j) => parts.reduce((sum, { sums }) => sum + sums[j], 0) / nClips);
}

/**
 * Pools the folds.
 *
 * @param n how many columns are named
 */
export function readPairShap(columns: readonly string[], parts: readonly PairShapPart[], effects: SpeakerEffects | undefined, params: Params, n: number): PairShap {
  const means = meanShap(parts);
  if (!means) return { refused: 'No fold has clips of both emotions to learn from and clips of either to explain.' };
  const pooled = (key: 'trueClasses' | 'predicted'): number[] => parts.flatMap((part) => Array.from(part[key]));
  const trueClasses = pooled('trueClasses');
  const total = means.reduce((sum, value) => sum + value, 0);
  const order = Array.from(means.keys()).sort((a, b) => (means[a] === means[b] ? a - b : means[b] - means[a]));
  return {
    params,
    nClips: trueClasses.length,
    uar: uar(classFigures(confusionMatrix(trueClasses, pooled('predicted'), 2))),
    features: order.slice(0, n).filter((j) => means[j] > 0).map((j) => ({ column: columns[j], shap: means[j], share: means[j] / total, d: effects ? effects.d[j] : null, p: effects?.p ? effects.p[j] : null })),
  };
}
