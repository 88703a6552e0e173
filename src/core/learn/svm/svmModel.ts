import type { Kernel } from './kernel.ts';
import type { LearnerKernels } from '../learnerKernels.ts';
import type { Matrix } from '../matrix.ts';
import { createModelReader } from '../modelReader.ts';
import { readDecisionFields, readSvmFields } from './readSvmFields.ts';
import { visitSupportKernels } from './supportKernels.ts';

/**
 * A fitted one-against-one machine, laid out as LIBSVM's `svm_model`. m is the number of classes that the training
 * data held, s the number of support vectors; pairs of classes run (0,1), (0,2), …, (1,2), ….
 */
export interface SvmModel extends Kernel {
  readonly kind: 'svm';
  readonly nClasses: number;
  readonly nFeatures: number;
  /** The m classes seen in training, ascending; the others are never predicted. */
  readonly classes: Int32Array;
  /** Support vectors of each of the m classes. */
  readonly supportCounts: Int32Array;
  /** s × nFeatures, row-major, grouped by class. */
  readonly supportVectors: Float32Array;
  /** (m − 1) × s, row-major: a vector of class i has its coefficient against class j in row j − 1 if j > i, else j. */
  readonly coefficients: Float64Array;
  /** One offset per pair. */
  readonly rho: Float64Array;
  /** Platt's A and B per pair; empty without probabilities. */
  readonly sigmoidA: Float64Array;
  readonly sigmoidB: Float64Array;
  /** Pairs whose solver stopped at the limit of iterations, short of the tolerance. */
  readonly nUnconverged: number;
}

/**
 * The decision value of each pair of classes for each row: above 0 speaks for the pair's first class.
 *
 * @returns nRows × nPairs values, row-major
 */
export function svmDecisionValues(model: SvmModel, X: Matrix, kernels?: LearnerKernels): Float64Array {
  const { supportCounts, coefficients, rho } = model;
  const m = model.classes.length;
  const nSupport = coefficients.length / (m - 1);
  const nPairs = rho.length;
  const start = new Int32Array(m);
  for (let i = 1; i < m; i++) start[i] = start[i - 1] + supportCounts[i - 1];

  const decisions = new Float64Array(X.nRows * nPairs);
  const support: Matrix = { data: model.supportVectors, nRows: nSupport, nColumns: model.nFeatures };
  visitSupportKernels(model, support, X, (row, values) => {
    let pair = 0;
    for (let i = 0; i < m; i++) {
      for (let j = i + 1; j < m; j++) {
        let sum = 0;
        const against = (j - 1) * nSupport;
        for (let s = start[i]; s < start[i] + supportCounts[i]; s++) sum += coefficients[against + s] * values[s];
        const reverse = i * nSupport;
        for (let s = start[j]; s < start[j] + supportCounts[j]; s++) sum += coefficients[reverse + s] * values[s];
        decisions[row * nPairs + pair] = sum - rho[pair];
        pair++;
      }
    }
  }, kernels);
  return decisions;
}

/** The model when `value` (parsed from a file) is a sound one; throws `model-invalid`. */
export function parseSvmModel(value: unknown): SvmModel {
  const reader = createModelReader(value, 'svm');
  const fields = readSvmFields(reader);
  const m = fields.classes.length;
  const supportCounts = reader.array('supportCounts', 'Int32Array', m);
  let nSupport = 0;
  for (const count of supportCounts) {
    if (count < 0) reader.fail('supportCounts must not be negative');
    nSupport += count;
  }
  const supportVectors = reader.array('supportVectors', 'Float32Array', nSupport * fields.nFeatures);
  const coefficients = reader.array('coefficients', 'Float64Array', (m - 1) * nSupport);
  if (nSupport === 0) reader.fail('it has no support vectors');
  return { kind: 'svm', ...fields, supportCounts, supportVectors, coefficients, ...readDecisionFields(reader, (m * (m - 1)) / 2) };
}
