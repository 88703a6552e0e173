import { describe, expect, it } from 'vitest';
import { encodeOnnxFile } from '../../../src/core/interchange/onnxFile.ts';
import { roundDown } from '../../../src/core/interchange/onnxTrees.ts';
import { predictedClasses, type Params } from '../../../src/core/learn/classifier.ts';
import { classifierById } from '../../../src/core/learn/classifiers.ts';
import { predictPipeline } from '../../../src/core/learn/pipeline.ts';
import type { Matrix } from '../../../src/core/learn/matrix.ts';
import { createRandom } from '../../../src/core/learn/random.ts';
import type { EmotionModel } from '../../../src/core/model/emotionModel.ts';
import { matrixOf } from '../learn/syntheticSet.ts';
import { goldenModels } from '../../golden/interchange/onnxModels.ts';
import { codeOf, largestDifference, optionalPackage, readGoldenBytes, readGoldenJson, trainedModel, withoutSome } from './foreignModels.ts';

interface Runtime {
  readonly env: { readonly wasm: { numThreads: number } };
  readonly Tensor: new (type: 'float32', data: Float32Array, shape: readonly number[]) => unknown;
  readonly InferenceSession: { create(model: Uint8Array): Promise<{ run(feeds: Record<string, unknown>): Promise<{ label: { data: string[] }; probabilities: { data: Float32Array; dims: number[] } }> }> };
}

// The operators sum in float32.
const TOLERANCE = 1e-5;
const runtime = optionalPackage<Runtime>('onnxruntime-web');
const few: Readonly<Record<string, Params>> = { svm: { probability: true }, rf: { nTrees: 60 }, xgboost: { nRounds: 12, maxDepth: 4 } };

const golden = readGoldenJson<{ X: number[][]; cases: Record<string, { labels: string[]; probabilities: number[][] }> }>('onnx.golden.json');
const goldenX = matrixOf(golden.X);
const rowsOf = (name: string): Matrix => (name === 'boosting_missing' ? withoutSome(goldenX) : goldenX);

/** Ours and theirs agree in probabilities and labels. */
function expectAgreement(model: EmotionModel, X: Matrix, theirs: { labels: readonly string[]; probabilities: ArrayLike<number> }): void {
  const { classifier, classes } = model.description;
  const ours = predictPipeline(classifierById(classifier), model.pipeline, X);
  expect(largestDifference(theirs.probabilities, ours)).toBeLessThan(TOLERANCE);
  expect(theirs.labels).toEqual(Array.from(predictedClasses(ours, classes.length), (k) => classes[k]));
}

describe.skipIf(!runtime)(`onnxruntime${runtime ? '' : ' (skipped: onnxruntime-web is not installed)'}`, () => {
  const kernels = ['linear', 'polynomial', 'sigmoid'].map((kernel) => ['svm', 3, { probability: true, kernel, gamma: 0.05, coef0: 0.5 }] as const);
  const trained = [...['svm', 'rf', 'xgboost'].flatMap((id) => [2, 5].map((nClasses) => [id, nClasses, few[id]!] as const)), ...kernels];
  it.each([
    ...trained.map(([id, nClasses, params]) => [`${id} of ${nClasses} classes ${JSON.stringify(params)}`, () => trainedModel(id, nClasses, params)] as const),
    // Their rows lie on thresholds, too.
    ...goldenModels().map(({ name, model }) => [`the golden ${name}`, () => ({ model, X: rowsOf(name) })] as const),
  ])('agrees with %s', async (_, create) => {
    const { env, InferenceSession, Tensor } = runtime!;
    env.wasm.numThreads = 1;
    const { model, X } = create();
    const session = await InferenceSession.create(encodeOnnxFile(model));
    const { label, probabilities } = await session.run({ features: new Tensor('float32', X.data, [X.nRows, X.nColumns]) });
    expect(probabilities.dims).toEqual([X.nRows, model.description.classes.length]);
    expectAgreement(model, X, { labels: label.data, probabilities: probabilities.data });
  });
});

it.each(goldenModels().map(({ name, model }) => [name, model] as const))('onnxruntime in Python, whose answers are in the goldens, agrees with %s', (name, model) => {
  // What was scored is what is written today.
  expect(encodeOnnxFile(model)).toEqual(readGoldenBytes(`${name}.onnx`));
  const { labels, probabilities } = golden.cases[name]!;
  expectAgreement(model, rowsOf(name), { labels, probabilities: probabilities.flat() });
});

it('x ≤ threshold means the same for every float32 x after rounding down', () => {
  const random = createRandom(5);
  const bits = new DataView(new ArrayBuffer(4));
  const neighbour = (value: number, step: number): number => {
    bits.setFloat32(0, value);
    bits.setInt32(0, bits.getInt32(0) + step);
    return bits.getFloat32(0);
  };
  const thresholds = [0, 1, -1, 1e-46, -1e-46, 0.1, -0.1, 2 ** -149, -(2 ** -149), 3.4e38];
  for (let i = 0; i < 5000; i++) {
    const x = Math.fround(random.normal() * 10 ** (random.integer(20) - 10));
    // Midpoints of neighbours, as the forest has them, and what lies next to them.
    const middle = (x + neighbour(x, 1)) / 2;
    thresholds.push(middle, middle * (1 + Number.EPSILON), middle * (1 - Number.EPSILON));
  }
  for (const threshold of thresholds) {
    const rounded = roundDown(threshold);
    expect(Math.fround(rounded)).toBe(rounded);
    expect(rounded <= threshold).toBe(true);
    const next = rounded === 0 ? 2 ** -149 : neighbour(rounded, rounded < 0 ? -1 : 1);
    expect(next > threshold).toBe(true);
  }
});

it('an SVM without probabilities and an unknown learner are refused', () => {
  const { model } = trainedModel('svm', 3);
  expect(codeOf(() => encodeOnnxFile(model))).toBe('format-unsupported');
  expect(codeOf(() => encodeOnnxFile({ ...model, pipeline: { scaler: undefined, model: { kind: 'knn' } } }))).toBe('format-unsupported');
});
