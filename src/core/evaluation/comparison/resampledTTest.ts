import { SerError } from '../../errors.ts';
import { studentTail } from './tailProbabilities.ts';

/** The corrected resampled t-test of two learners over the same folds. */
export interface ResampledTTest {
  /** Mean over the folds of the first's figure less the second's. */
  readonly meanDifference: number;
  /** ±Infinity where all folds differ by the same amount. */
  readonly statistic: number;
  readonly degreesOfFreedom: number;
  /** Two-sided. */
  readonly pValue: number;
}

/**
 * Nadeau and Bengio's corrected resampled t-test: t = d̄ / √((1 / J + nTest / nTrain) s²), with the mean d̄ and the sample
 * variance s² (over J − 1) of the J folds' differences, against Student's t with J − 1 degrees of freedom. The second term of the
 * factor pays for the folds' sharing of training clips, by which the usual paired t-test finds differences where there are none.
 *
 * @param first the first learner's figure in each fold
 * @param second the second's, in the same folds
 * @param testToTrain clips of the test sides over clips of the training sides, summed over the folds
 * @throws SerError `cv-invalid` for fewer than two folds or unequal numbers of them
 * @see C. Nadeau, Y. Bengio, "Inference for the generalization error", Machine Learning 52, 2003
 */
export function resampledTTest(first: readonly number[], second: readonly number[], testToTrain: number): ResampledTTest {
  const J = first.length;
  if (J < 2 || second.length !== J) throw new SerError('cv-invalid', `The corrected t-test needs the same folds of both runs, at least 2; there are ${J} and ${second.length}.`, { first: J, second: second.length });
  const differences = first.map((value, fold) => value - second[fold]);
  const mean = differences.reduce((sum, d) => sum + d, 0) / J;
  const variance = differences.reduce((sum, d) => sum + (d - mean) ** 2, 0) / (J - 1);
  const statistic = mean === 0 ? 0 : mean / Math.sqrt((1 / J + testToTrain) * variance);
  return { meanDifference: mean, statistic, degreesOfFreedom: J - 1, pValue: studentTail(statistic, J - 1) };
}
