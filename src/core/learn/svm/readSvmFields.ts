import { maxClasses, maxFeatures, type ModelReader } from '../modelReader.ts';
import { kernelNames, type KernelName } from './kernel.ts';

/** The fields that every support vector machine has: its kernel, and the classes that it was trained on, ascending. */
export interface SvmFields {
  readonly nClasses: number;
  readonly nFeatures: number;
  readonly kernel: KernelName;
  readonly gamma: number;
  readonly degree: number;
  readonly coef0: number;
  readonly classes: Int32Array;
}

/** One offset for each of its decisions, and the sigmoids where it was fitted with probabilities. */
export interface DecisionFields {
  readonly rho: Float64Array;
  readonly sigmoidA: Float64Array;
  readonly sigmoidB: Float64Array;
  readonly nUnconverged: number;
}

/** @throws `model-invalid` */
export function readSvmFields(reader: ModelReader): SvmFields {
  const nClasses = reader.count('nClasses', 2, maxClasses);
  const nFeatures = reader.count('nFeatures', 1, maxFeatures);
  const kernel = reader.choice('kernel', kernelNames);
  const gamma = reader.number('gamma');
  const degree = reader.count('degree', 1, 100);
  const coef0 = reader.number('coef0');
  const classes = reader.array('classes', 'Int32Array');
  const m = classes.length;
  if (m < 2 || m > nClasses) reader.fail(`it has ${m} trained classes of ${nClasses}`);
  for (let i = 0; i < m; i++) {
    if (classes[i] < 0 || classes[i] >= nClasses || (i > 0 && classes[i] <= classes[i - 1])) reader.fail('classes must ascend within [0, nClasses)');
  }
  return { nClasses, nFeatures, kernel, gamma, degree, coef0, classes };
}

/** @throws `model-invalid` */
export function readDecisionFields(reader: ModelReader, nDecisions: number): DecisionFields {
  const rho = reader.array('rho', 'Float64Array', nDecisions);
  const sigmoidA = reader.array('sigmoidA', 'Float64Array');
  if (sigmoidA.length !== 0 && sigmoidA.length !== nDecisions) reader.fail(`sigmoidA must hold 0 or ${nDecisions} values`);
  const sigmoidB = reader.array('sigmoidB', 'Float64Array', sigmoidA.length);
  return { rho, sigmoidA, sigmoidB, nUnconverged: reader.count('nUnconverged', 0, nDecisions) };
}
