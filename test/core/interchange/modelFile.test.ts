import { describe, expect, it } from 'vitest';
import { isSerError } from '../../../src/core/errors.ts';
import { classesOf } from '../../../src/core/evaluation/featureTable.ts';
import { encodeModelFile, parseModelDescription, parseModelFile } from '../../../src/core/interchange/modelFile.ts';
import { classifiers } from '../../../src/core/learn/classifiers.ts';
import type { Classifier, Params } from '../../../src/core/learn/classifier.ts';
import { fitPipeline, predictPipeline } from '../../../src/core/learn/pipeline.ts';
import { createRandom } from '../../../src/core/learn/random.ts';
import type { EmotionModel } from '../../../src/core/model/emotionModel.ts';
import { tableOf } from '../evaluation/tableOf.ts';

const table = tableOf({ speakers: ['1', '2'], emotions: ['angry', 'calm', 'sad'], takes: 5 });
const few: Readonly<Record<string, Params>> = { rf: { nTrees: 5 }, xgboost: { nRounds: 5 }, svm: { probability: true } };

function train(classifier: Classifier): EmotionModel {
  const { classes, y } = classesOf(table);
  const params = { ...classifier.defaults, ...few[classifier.id] };
  const fit = fitPipeline(classifier, { X: table.X, y, nClasses: classes.length }, params, 1);
  let step = fit.next();
  while (!step.done) step = fit.next();
  const trainedOn = { corpus: 'toy', nClips: table.files.length, speakers: ['1', '2'], synthetic: true };
  return { description: { classifier: classifier.id, params, seed: 1, recipe: { featureSet: 'conventional', version: 1, rate: 22050 }, columns: table.columns, classes, trainedOn }, pipeline: step.value };
}

const outcome = (bytes: Uint8Array): string => {
  try {
    parseModelFile(bytes);
    return 'none';
  } catch (error) {
    if (!isSerError(error)) throw error;
    return error.code;
  }
};

describe.each(classifiers.map((classifier) => [classifier.id, classifier] as const))('model file of %s', (_, classifier) => {
  const model = train(classifier);
  const bytes = encodeModelFile(model);

  it('reads back with the same predictions; training again gives the same bytes', () => {
    const read = parseModelFile(bytes);
    expect(read.description).toEqual(model.description);
    expect(predictPipeline(classifier, read.pipeline, table.X)).toEqual(predictPipeline(classifier, model.pipeline, table.X));
    expect(encodeModelFile(train(classifier))).toEqual(bytes);
    expect(parseModelDescription(bytes)).toEqual(model.description);
  });

  it('is refused when cut at any byte', () => {
    const stride = Math.max(1, Math.floor(bytes.length / 300));
    for (let length = 0; length < bytes.length; length += stride) expect(outcome(bytes.subarray(0, length))).toBe('model-invalid');
  });

  it('is refused or still sound, never anything else, with bytes changed at random', () => {
    const random = createRandom(9);
    for (let round = 0; round < 200; round++) {
      const damaged = bytes.slice();
      for (let change = 0; change < 3; change++) damaged[random.integer(round % 2 ? bytes.length : Math.min(bytes.length, 600))] = random.integer(256);
      expect(['none', 'model-invalid']).toContain(outcome(damaged));
    }
  });
});

describe('what is no model file', () => {
  const header = (json: string, declared?: number): Uint8Array => {
    const text = new TextEncoder().encode(json);
    return Uint8Array.from([...new TextEncoder().encode('SERMODEL'), ...new Uint8Array(new Uint32Array([1, declared ?? text.length]).buffer), ...text]);
  };
  it.each([
    ['nothing', new Uint8Array()],
    ['text', new TextEncoder().encode('{"classes": ["angry", "sad"]}')],
    ['a header that claims 4 GB', header('{}', 0xffffffff)],
    ['an empty header', header('{}')],
    ['a header that is a list', header('[]')],
    ['a deeply nested header', header('['.repeat(200_000))],
    ['a header with a prototype key', header('{"__proto__": {"description": {}}}')],
  ])('%s is refused', (_, bytes) => expect(outcome(bytes)).toBe('model-invalid'));

  it('a later version says so', () => {
    const bytes = encodeModelFile(train(classifiers[0]!));
    bytes[8] = 2;
    expect(() => parseModelFile(bytes)).toThrow(/format version 2, and this program reads version 1/);
  });
});
