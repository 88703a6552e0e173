import { SerError } from '../errors.ts';
import type { Scaler } from '../learn/preparation/scaler.ts';
import type { SvmModel } from '../learn/svm/svmModel.ts';
import type { OnnxGraph, OnnxNode } from './onnxGraph.ts';

const kernelTypes = { rbf: 'RBF', linear: 'LINEAR', polynomial: 'POLY', sigmoid: 'SIGMOID' } as const;

/**
 * A standardisation as two Scaler steps. The operator computes in float32, where a mean far from 0 would lose the digits
 * of the deviation: the first step takes off the mean as a float32, which is exact for values near it, the second what
 * is left of the mean, and divides.
 */
export function scalerNodes({ mean, scale }: Scaler, input: string, output: string): OnnxNode[] {
  const step = (from: string, to: string, offset: Float32Array, factor: Float32Array): OnnxNode => ({ op: 'Scaler', domain: 'ai.onnx.ml', inputs: [from], outputs: [to], attributes: { offset, scale: factor } });
  const coarse = Float32Array.from(mean);
  const rest = Float32Array.from(mean, (value, j) => value - coarse[j]);
  return [step(input, 'deviations', coarse, new Float32Array(mean.length).fill(1)), step('deviations', output, rest, Float32Array.from(scale, (value) => 1 / value))];
}

/**
 * A machine with Platt's sigmoids. With three classes or more it is one SVMClassifier, which couples the pairs as LIBSVM
 * does. With two there is nothing to couple, but onnxruntime runs the iteration all the same and is off by up to 0.0025:
 * there it is an SVMRegressor, whose value f is the decision, and the sigmoids σ(−A·f − B) and σ(A·f + B).
 *
 * @param classes the names of the machine's m classes
 * @throws SerError `format-unsupported` for a machine without probabilities, of which the operator has no output
 */
export function svmSteps(model: SvmModel, classes: readonly string[], input: string, probabilities: string): Pick<OnnxGraph, 'nodes' | 'constants'> {
  if (model.sigmoidA.length === 0) throw new SerError('format-unsupported', 'This SVM was trained without probabilities, and ONNX has no output for its votes. Train it with probability estimates.');
  const { gamma, coef0, degree, supportCounts, supportVectors, nFeatures, sigmoidA, sigmoidB } = model;
  const shared = {
    coefficients: Float32Array.from(model.coefficients),
    kernel_params: Float32Array.of(gamma, coef0, degree),
    kernel_type: kernelTypes[model.kernel],
    post_transform: 'NONE',
    // ONNX adds what LIBSVM takes away.
    rho: Float32Array.from(model.rho, (value) => -value),
    support_vectors: supportVectors,
  };
  if (classes.length > 2) {
    const attributes = { ...shared, classlabels_strings: classes, prob_a: Float32Array.from(sigmoidA), prob_b: Float32Array.from(sigmoidB), vectors_per_class: supportCounts };
    return { nodes: [{ op: 'SVMClassifier', domain: 'ai.onnx.ml', inputs: [input], outputs: ['label_of_votes', probabilities], attributes }], constants: [] };
  }
  const [A] = sigmoidA;
  const [B] = sigmoidB;
  const nodes: OnnxNode[] = [
    { op: 'SVMRegressor', domain: 'ai.onnx.ml', inputs: [input], outputs: ['decision'], attributes: { ...shared, n_supports: supportVectors.length / nFeatures } },
    { op: 'Gemm', domain: '', inputs: ['decision', 'slopes', 'offsets'], outputs: ['exponents'], attributes: {} },
    { op: 'Sigmoid', domain: '', inputs: ['exponents'], outputs: ['unbounded'], attributes: {} },
    { op: 'Clip', domain: '', inputs: ['unbounded', 'least', 'most'], outputs: [probabilities], attributes: {} },
  ];
  const constants = [
    { name: 'slopes', shape: [1, 2], values: Float32Array.of(-A, A) },
    { name: 'offsets', shape: [2], values: Float32Array.of(-B, B) },
    { name: 'least', shape: [], values: Float32Array.of(1e-7) },
    { name: 'most', shape: [], values: Float32Array.of(1 - 1e-7) },
  ];
  return { nodes, constants };
}
