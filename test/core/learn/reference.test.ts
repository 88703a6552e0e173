import { expect, it } from 'vitest';
import { predictedClasses, type TrainingData } from '../../../src/core/learn/classifier.ts';
import { classifierById } from '../../../src/core/learn/classifiers.ts';
import { selectRows } from '../../../src/core/learn/matrix.ts';
import { fitPipeline, predictPipeline } from '../../../src/core/learn/pipeline.ts';
import { kernelsUnderTest } from '../kernels/kernelsUnderTest.ts';
import { hasReferenceMatrix, readReferenceMatrix } from './referenceMatrix.ts';
import { readGolden, runFit } from './syntheticSet.ts';

interface ReferenceGolden {
  readonly classes: string[];
  readonly learners: Record<string, { readonly uar: number; readonly foldUar: number[]; readonly predicted: string }>;
}
const golden = readGolden<ReferenceGolden>('reference.json');

/** The mean recall over the classes. */
function uarOf(y: readonly number[], predicted: readonly number[]): number {
  const recalls = golden.classes.map((_, k) => {
    const rows = [...y.keys()].filter((i) => y[i] === k);
    return rows.filter((i) => predicted[i] === k).length / rows.length;
  });
  return recalls.reduce((sum, recall) => sum + recall, 0) / recalls.length;
}

const skipped = hasReferenceMatrix ? '' : ' (skipped: ../shared/reference is not there)';

const kernels = hasReferenceMatrix ? await kernelsUnderTest('learners') : undefined;

// Boosting takes seconds per fold, so it runs on two of the six; Python's figure is then that of the same two.
it.skipIf(!hasReferenceMatrix).each([
  ['svm', [0, 1, 2, 3, 4, 5], 0.99],
  ['rf', [0, 1, 2, 3, 4, 5], 0.7],
  ['xgboost', [0, 3], 0.9],
] as const)(`%s on 1,200 real clips, speaker folds %j: UAR within 0.03 of Python's, and a share of %d of the predictions alike${skipped}`, { timeout: 120_000 }, (id, folds, alike) => {
  const reference = readReferenceMatrix(golden.classes);
  const classifier = classifierById(id);
  const judged: number[] = [];
  const predicted: number[] = [];
  for (const fold of folds) {
    const rows = Array.from(reference.fold.keys());
    const learnt = rows.filter((i) => reference.fold[i] !== fold);
    const heldOut = rows.filter((i) => reference.fold[i] === fold);
    const data: TrainingData = { X: selectRows(reference, learnt), y: Int32Array.from(learnt, (i) => reference.y[i]!), nClasses: golden.classes.length };
    const { model } = runFit(fitPipeline(classifier, data, classifier.defaults, 0, kernels));
    judged.push(...heldOut);
    predicted.push(...predictedClasses(predictPipeline(classifier, model, selectRows(reference, heldOut), kernels), golden.classes.length));
  }
  const y = judged.map((i) => reference.y[i]!);
  const python = judged.map((i) => Number(golden.learners[id]!.predicted[i]));
  const uar = uarOf(y, predicted);
  const pythonUar = uarOf(y, python);
  const agreement = predicted.filter((k, i) => k === python[i]).length / predicted.length;
  console.log(`${id}: UAR ${uar.toFixed(4)}, Python ${pythonUar.toFixed(4)}, ${(100 * agreement).toFixed(1)} % of predictions alike`);
  expect(Math.abs(uar - pythonUar)).toBeLessThanOrEqual(0.03);
  expect(agreement).toBeGreaterThanOrEqual(alike);
});
