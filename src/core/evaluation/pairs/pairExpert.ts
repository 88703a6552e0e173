import { SerError } from '../../errors.ts';
import { predictedClasses, type Classifier, type FitProgress, type Params, type TrainingData } from '../../learn/classifier.ts';
import { largestColumns, selectColumns } from '../../learn/preparation/columnChoice.ts';
import type { LearnerKernels } from '../../learn/learnerKernels.ts';
import { selectRows, type Matrix } from '../../learn/matrix.ts';
import { fitPipeline, predictPipeline } from '../../learn/pipeline.ts';
import type { ProbabilityTable } from '../metrics/probabilityTable.ts';
import type { ClassPair } from './rankPairs.ts';
import { speakerEffects } from './speakerEffects.ts';

/** What an expert for two classes is made of. */
export interface PairExpert {
  readonly pair: ClassPair;
  /** Of each training row; below 0 where unknown. */
  readonly speakers: Int32Array;
  /** Learn from this many columns, those of the largest effect within the training speakers; from all where it is absent. */
  readonly nColumns?: number;
}

/** The rows whose two likeliest classes are the pair; of equally likely ones the earlier class counts as the likelier. */
export function contestedRows({ probabilities, nClasses }: Pick<ProbabilityTable, 'probabilities' | 'nClasses'>, [a, b]: ClassPair): Int32Array {
  const rows: number[] = [];
  for (let row = 0; row * nClasses < probabilities.length; row++) {
    const at = row * nClasses;
    let [likeliest, next] = [-1, -1];
    for (let k = 0; k < nClasses; k++) {
      if (likeliest < 0 || probabilities[at + k] > probabilities[at + likeliest]) [likeliest, next] = [k, likeliest];
      else if (next < 0 || probabilities[at + k] > probabilities[at + next]) next = k;
    }
    if ((likeliest === a && next === b) || (likeliest === b && next === a)) rows.push(row);
  }
  return Int32Array.from(rows);
}

/**
 * Lets an expert decide between two classes: a learner of its own, with its own scaler, fitted on the training rows of these two
 * alone.
 *
 * @param data training rows of all classes
 * @param contested the rows to judge
 * @returns one of the two classes for each
 * @throws SerError `too-few-speakers` when columns are to be chosen and no training speaker has clips enough of both classes; as the
 *   learner, which refuses training rows of one class
 */
export function* judgePair(classifier: Classifier, data: TrainingData, contested: Matrix, { pair, speakers, nColumns }: PairExpert, params: Params, seed: number, kernels?: LearnerKernels): Generator<FitProgress, Int32Array> {
  const rows = Int32Array.from(data.y.keys()).filter((row) => data.y[row] === pair[0] || data.y[row] === pair[1]);
  const narrow = nColumns === undefined ? (X: Matrix): Matrix => X : narrowedTo(data, pair, speakers, nColumns);
  const two: TrainingData = { X: narrow(selectRows(data.X, rows)), y: rows.map((row) => (data.y[row] === pair[0] ? 0 : 1)), nClasses: 2 };
  const pipeline = yield* fitPipeline(classifier, two, params, seed, kernels);
  return predictedClasses(predictPipeline(classifier, pipeline, narrow(contested), kernels), 2).map((k) => pair[k]);
}

function narrowedTo({ X, y }: TrainingData, pair: ClassPair, speakers: Int32Array, nColumns: number): (rows: Matrix) => Matrix {
  const effects = speakerEffects(X, y, speakers, pair);
  if (!effects) throw new SerError('too-few-speakers', 'No speaker of a training side has clips of both emotions and two of either; columns cannot be chosen within voices.');
  const choice = largestColumns(effects.d.map(Math.abs), Math.min(nColumns, X.nColumns));
  return (rows) => selectColumns(choice, rows);
}
