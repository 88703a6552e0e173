import { readFileSync, writeFileSync } from 'node:fs';
import { encodeOnnxFile } from '../../../src/core/interchange/onnxFile.ts';
import { parseLibsvm } from '../../../src/core/interchange/libsvmReader.ts';
import { parseXgboostFile } from '../../../src/core/interchange/xgboostFile.ts';
import type { EmotionModel } from '../../../src/core/model/emotionModel.ts';

const bytesOf = (name: string): Uint8Array => new Uint8Array(readFileSync(new URL(name, import.meta.url)));

/** A forest of two trees, written by hand: thresholds between two float32s, leaves with several classes and with one. */
const forest = {
  kind: 'rf',
  nClasses: 3,
  nFeatures: 5,
  treeStart: Int32Array.of(0, 5, 8),
  feature: Int32Array.of(0, -1, 1, -1, -1, 2, -1, -1),
  threshold: Float64Array.of(0.5 + 2 ** -26, 0, -0.75, 0, 0, 0.1, 0, 0),
  left: Int32Array.of(1, 0, 3, 1, 2, 6, 3, 4),
  right: Int32Array.of(2, 0, 4, 0, 0, 7, 0, 0),
  leafCounts: Uint32Array.of(4, 1, 0, 0, 7, 1, 2, 0, 9, 5, 3, 2, 0, 0, 6),
};

/** The models of the goldens whose ONNX files onnxruntime has scored. */
export function goldenModels(): { name: string; model: EmotionModel }[] {
  const describe = (classifier: string, classes: readonly string[]): EmotionModel['description'] => ({
    classifier,
    params: {},
    seed: 0,
    recipe: { featureSet: 'unknown', version: 0, rate: 'native' },
    columns: ['a', 'b', 'c', 'd', 'e'],
    classes,
    trainedOn: { corpus: 'goldens', nClips: 90, speakers: [], synthetic: true },
  });
  const scaler = { kind: 'scaler', nFeatures: 5, mean: Float64Array.of(0.1, -0.2, 0, 1 / 3, 100), scale: Float64Array.of(1, 0.7, 1.3, 1, 1e-2) } as const;
  const names = ['angry', 'calm', 'überrascht'];
  return [
    { name: 'boosting', model: { description: describe('xgboost', names), pipeline: { scaler: undefined, model: parseXgboostFile(bytesOf('softprob.json')).model } } },
    { name: 'boosting_two', model: { description: describe('xgboost', names.slice(1)), pipeline: { scaler: undefined, model: parseXgboostFile(bytesOf('binary.json')).model } } },
    { name: 'boosting_missing', model: { description: describe('xgboost', names), pipeline: { scaler: undefined, model: parseXgboostFile(bytesOf('missing.json')).model } } },
    { name: 'machine', model: { description: describe('svm', names), pipeline: { scaler, model: parseLibsvm(bytesOf('rbf_probability.libsvm'), 5).model } } },
    { name: 'machine_two', model: { description: describe('svm', names.slice(1)), pipeline: { scaler, model: parseLibsvm(bytesOf('polynomial_two.libsvm'), 5).model } } },
    { name: 'forest', model: { description: describe('rf', names), pipeline: { scaler: undefined, model: forest } } },
  ];
}

// Run as a program it writes the files that makeOnnx.py scores.
if (process.argv[1] === import.meta.filename) {
  for (const { name, model } of goldenModels()) writeFileSync(new URL(`${name}.onnx`, import.meta.url), encodeOnnxFile(model));
}
