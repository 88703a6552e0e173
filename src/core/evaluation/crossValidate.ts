import type { Params } from '../learn/classifier.ts';
import type { LossCurve } from '../learn/lossCurve.ts';
import type { Preparation } from '../learn/preparation/preparation.ts';
import { probabilityKind } from '../learn/probabilityKind.ts';
import type { ChosenParams, EvaluatedData, EvaluationRun, FoldResult, MadeWith, SearchRecord } from './evaluationRun.ts';
import { classesOf, type FeatureTable } from './featureTable.ts';
import { figureIntervals, type HeldOutRows } from './metrics/figureIntervals.ts';
import { accuracy, classFigures, confusionMatrix, macroF1, rowShares, uar } from './metrics/metrics.ts';
import { probabilityFigures } from './metrics/probabilityFigures.ts';
import type { SearchOutcome } from './search.ts';
import type { SkippedFold, Split } from './protocols/splits.ts';

/**
 * What a fold's training and testing brought; `predicted[i]` is the class of the split's test row i, and `probabilities` holds
 * nTest × nClasses values, row-major, in the same order of rows.
 */
export interface FoldOutcome {
  readonly predicted: Int32Array;
  readonly probabilities: Float64Array;
  readonly fitMs: number;
  readonly predictMs: number;
  /** What a search found on the training side. */
  readonly search?: SearchOutcome;
  /** How the losses fell, of a learner that learns in rounds. */
  readonly losses?: LossCurve;
}

export interface EvaluationPlan extends Preparation {
  readonly model: string;
  readonly params: Params;
  readonly search?: SearchRecord;
  readonly cv: string;
  readonly seed: number;
  readonly normalize?: 'speaker';
  readonly augment?: readonly string[];
  readonly data: EvaluatedData;
  readonly madeWith?: MadeWith;
  readonly skippedFolds?: readonly SkippedFold[];
  readonly nRepeated?: number;
}

/** What pooling takes of a table. */
export type PooledTable = Pick<FeatureTable, 'emotions' | 'speakers' | 'files' | 'corpora'>;

/** What pooling takes of a split: of its training side the size alone. */
export type PooledSplit = Omit<Split, 'train'> & { readonly train: { readonly length: number } };

/** Digits of a recorded probability: significant ones, so that a small one stays apart from 0 and keeps its logarithm. */
const RECORDED_DIGITS = 4;

/** Pools the folds' held-out predictions into one record, with intervals over their speakers. */
export function poolFolds(table: PooledTable, plan: EvaluationPlan, splits: readonly PooledSplit[], outcomes: readonly FoldOutcome[]): EvaluationRun {
  const { classes, y } = classesOf(table);
  const figuresOf = (trueClasses: ArrayLike<number>, predicted: ArrayLike<number>) => {
    const matrix = confusionMatrix(trueClasses, predicted, classes.length);
    const figures = classFigures(matrix);
    return { matrix, figures, accuracy: accuracy(matrix), uar: uar(figures), macroF1: macroF1(matrix, figures) };
  };
  const folds = splits.map((split, f): FoldResult => {
    const { accuracy, uar } = figuresOf(split.test.map((row) => y[row]), outcomes[f].predicted);
    const { fitMs, predictMs, search, losses } = outcomes[f];
    return { name: split.name, speakers: split.speakers, nTrain: split.train.length, nTest: split.test.length, accuracy, uar, fitMs, predictMs, ...(plan.search && search && { chosen: chosenParams(plan.search, search) }), ...(losses && { losses }) };
  });
  const nClasses = classes.length;
  const predictions = splits.flatMap((split, fold) => {
    const { predicted, probabilities } = outcomes[fold];
    return Array.from(split.test, (row, i) => ({ file: table.files[row], speaker: table.speakers[row], fold, trueClass: y[row], predictedClass: predicted[i], probabilities: recorded(probabilities.subarray(i * nClasses, (i + 1) * nClasses)) }));
  });
  const heldOut: HeldOutRows = {
    classes,
    nClasses,
    trueClasses: Int32Array.from(predictions, ({ trueClass }) => trueClass),
    predicted: Int32Array.from(predictions, ({ predictedClass }) => predictedClass),
    // Corpora number their speakers alike.
    speakers: splits.flatMap(({ test }) => Array.from(test, (row) => (table.speakers[row] === '' ? '' : `${table.corpora?.[row] ?? ''} ${table.speakers[row]}`))),
    files: predictions.map(({ file }) => file),
    probabilities: Float64Array.from(outcomes.flatMap(({ probabilities }) => Array.from(probabilities))),
    kind: folds.some(({ chosen }) => probabilityKind({ ...plan.params, ...chosen?.params }) === 'scores') ? 'scores' : 'estimated',
  };
  const pooled = figuresOf(heldOut.trueClasses, heldOut.predicted);
  const correct = heldOut.predicted.map((k, i) => (k === heldOut.trueClasses[i] ? 1 : 0));
  const intervals = figureIntervals(heldOut, { seed: plan.seed });
  return {
    ...plan,
    nClips: predictions.length,
    nSpeakers: new Set(table.speakers).size,
    classes,
    accuracy: pooled.accuracy,
    uar: pooled.uar,
    macroF1: pooled.macroF1,
    perClass: Object.fromEntries(classes.map((name, k) => [name, pooled.figures[k]])),
    confusionMatrix: pooled.matrix,
    confusionShares: rowShares(pooled.matrix),
    ...probabilityFigures(heldOut, classes, Uint8Array.from(correct), heldOut.kind),
    ...(intervals && { intervals }),
    folds,
    fitMs: folds.reduce((total, fold) => total + fold.fitMs, 0),
    predictMs: folds.reduce((total, fold) => total + fold.predictMs, 0),
    predictions,
  };
}

/** Probabilities as a record keeps them. */
export const recorded = (probabilities: ArrayLike<number>): number[] => Array.from(probabilities, (p) => Number(p.toPrecision(RECORDED_DIGITS)));

/** What a search found, as it is recorded. */
export function chosenParams({ candidates }: SearchRecord, { chosen, uars, nFolds }: SearchOutcome): ChosenParams {
  return { params: candidates[chosen], innerUar: uars[chosen], innerUars: Array.from(uars), nInnerFolds: nFolds };
}
