import type { GradientBoostingParams } from '../../../../src/core/learn/boosting/boostingLearner.ts';
import type { TrainingData } from '../../../../src/core/learn/classifier.ts';
import type { Matrix } from '../../../../src/core/learn/matrix.ts';
import { createQuantileBins, type QuantileBins } from '../../../../src/core/learn/boosting/quantileBins.ts';
import { readGolden, syntheticSet, type SetDescription } from '../syntheticSet.ts';

/** What xgboost made of one set with some parameters; see test/golden/learn/makeBoosting.py. */
export interface BoostingCase {
  readonly name: string;
  readonly params: Partial<GradientBoostingParams>;
  readonly weights?: boolean;
  readonly missing?: boolean;
  readonly binary?: boolean;
  /** The starting margins; of the logistic objective the starting probability. */
  readonly baseScore: readonly number[];
  readonly nNodes: number;
  readonly trainLogLoss: number;
  readonly testLogLoss: number;
  readonly firstTree: { readonly feature: number[]; readonly condition: number[]; readonly left: number[]; readonly defaultLeft: number[]; readonly gain: number[]; readonly cover: number[] };
  readonly firstRoundMargins: readonly number[];
  readonly margins: readonly number[];
  readonly contributions: readonly number[];
  /** By kind and by column, as "f3". */
  readonly importance: Readonly<Record<'weight' | 'gain' | 'cover' | 'total_gain' | 'total_cover', Readonly<Record<string, number>>>>;
}

/** The first columns' cuts, each list beginning with a number below the column's values. */
export interface CutsCase extends Pick<BoostingCase, 'weights' | 'missing'> {
  readonly maxBin: number;
  readonly columns: readonly (readonly number[])[];
}

const golden = readGolden<{ readonly set: SetDescription; readonly cases: readonly BoostingCase[]; readonly cuts: readonly CutsCase[] }>('boosting.json');
export const boostingCases = golden.cases;
export const cutsCases = golden.cuts;

/** What the case was fitted to, and what it judged. */
export function dataOf({ missing, binary, weights }: Pick<BoostingCase, 'missing' | 'binary' | 'weights'>): { readonly train: TrainingData; readonly test: TrainingData } {
  const { train, test } = syntheticSet(golden.set);
  const part = (data: TrainingData, firstRow: number): TrainingData => {
    if (missing) takeOut(data, firstRow);
    return binary ? { X: data.X, y: data.y.map((k) => Number(k >= 5)), nClasses: 2 } : data;
  };
  const learnt = part(train, 0);
  return { train: weights ? { ...learnt, weights: rowWeights(train.y.length) } : learnt, test: part(test, golden.set.nTrain) };
}

/** Makes values NaN: at random, and by the class in column 2. */
function takeOut({ X, y }: TrainingData, firstRow: number): void {
  for (let i = 0; i < X.nRows; i++) {
    for (let j = 0; j < X.nColumns; j++) {
      if (((i + firstRow) * 7 + j * 13) % 11 === 0 || (j === 2 && y[i]! <= 1 && i % 3 === 0)) X.data[i * X.nColumns + j] = NaN;
    }
  }
}

const rowWeights = (n: number): Float32Array => Float32Array.from({ length: n }, (_, i) => (i % 19 === 0 ? 0 : 0.25 + (i % 7) / 4));

/** The bins of a matrix, without a pause. */
export function binsOf(X: Matrix, maxBin: number, weights?: Float32Array): QuantileBins {
  const steps = createQuantileBins(X, maxBin, weights);
  let step = steps.next();
  while (!step.done) step = steps.next();
  return step.value;
}
