import type { Params } from '../learn/classifier.ts';
import type { EvaluatedData, EvaluationRun, FoldResult } from './evaluationRun.ts';
import { classesOf, type FeatureTable } from './featureTable.ts';
import { accuracy, classFigures, confusionMatrix, macroF1, uar } from './metrics.ts';
import type { Split } from './splits.ts';

/** What a fold's training and testing brought; `predicted[i]` is the class of the split's test row i. */
export interface FoldOutcome {
  readonly predicted: Int32Array;
  readonly fitMs: number;
  readonly predictMs: number;
}

export interface EvaluationPlan {
  readonly model: string;
  readonly params: Params;
  readonly cv: string;
  readonly seed: number;
  readonly normalize?: 'speaker';
  readonly data: EvaluatedData;
}

/** Pools the folds' held-out predictions into one record. */
export function poolFolds(table: FeatureTable, plan: EvaluationPlan, splits: readonly Split[], outcomes: readonly FoldOutcome[]): EvaluationRun {
  const { classes, y } = classesOf(table);
  const figuresOf = (trueClasses: ArrayLike<number>, predicted: ArrayLike<number>) => {
    const matrix = confusionMatrix(trueClasses, predicted, classes.length);
    const figures = classFigures(matrix);
    return { matrix, figures, accuracy: accuracy(matrix), uar: uar(figures), macroF1: macroF1(matrix, figures) };
  };
  const folds = splits.map((split, f): FoldResult => {
    const { accuracy, uar } = figuresOf(split.test.map((row) => y[row]), outcomes[f].predicted);
    const { fitMs, predictMs } = outcomes[f];
    return { speakers: split.speakers, nTrain: split.train.length, nTest: split.test.length, accuracy, uar, fitMs, predictMs };
  });
  const predictions = splits.flatMap((split, fold) =>
    Array.from(split.test, (row, i) => ({ file: table.files[row], speaker: table.speakers[row], fold, trueClass: y[row], predictedClass: outcomes[fold].predicted[i] })),
  );
  const pooled = figuresOf(
    predictions.map(({ trueClass }) => trueClass),
    predictions.map(({ predictedClass }) => predictedClass),
  );
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
    folds,
    fitMs: folds.reduce((total, fold) => total + fold.fitMs, 0),
    predictMs: folds.reduce((total, fold) => total + fold.predictMs, 0),
    predictions,
  };
}
