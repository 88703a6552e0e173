import { crc32 as zlibCrc32 } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { isSerError } from '../../../src/core/errors.ts';
import { classesOf } from '../../../src/core/evaluation/featureTable.ts';
import { crc32 } from '../../../src/core/interchange/checksum.ts';
import { encodeModelFile, parseModelDescription, parseModelFile } from '../../../src/core/interchange/modelFile.ts';
import { classifiers } from '../../../src/core/learn/classifiers.ts';
import type { Classifier, Params } from '../../../src/core/learn/classifier.ts';
import { fitPipeline, predictPipeline } from '../../../src/core/learn/pipeline.ts';
import { createRandom } from '../../../src/core/learn/random.ts';
import type { Decision } from '../../../src/core/model/decision.ts';
import type { EmotionModel } from '../../../src/core/model/emotionModel.ts';
import { predictModel } from '../../../src/core/model/predictModel.ts';
import { tableOf } from '../evaluation/tableOf.ts';

const table = tableOf({ speakers: ['1', '2'], emotions: ['angry', 'calm', 'sad'], takes: 5 });
const few: Readonly<Record<string, Params>> = { rf: { nTrees: 5 }, xgboost: { nRounds: 5 }, svm: { probability: true }, ensemble: { members: 'svm+knn+logistic' } };

function train(classifier: Classifier): EmotionModel {
  const { classes, y } = classesOf(table);
  const params = { ...classifier.defaults, ...few[classifier.id] };
  const fit = fitPipeline(classifier, { X: table.X, y, nClasses: classes.length }, params, 1);
  let step = fit.next();
  while (!step.done) step = fit.next();
  const trainedOn = { corpus: 'toy', nClips: table.files.length, speakers: ['1', '2'], synthetic: true };
  return { description: { classifier: classifier.id, params, seed: 1, recipe: { featureSet: 'conventional', version: 1, rate: 22050 }, columns: table.columns, classes, trainedOn }, pipeline: step.value };
}

const decision: Decision = {
  temperature: 1.625,
  threshold: 0.55,
  precision: 0.7,
  protocol: 'speaker:2',
  nClips: 30,
  nSpeakers: 2,
  heldOut: { logLoss: { before: 1.5, after: 1.4 }, calibrationError: { before: 0.2, after: 0.1 }, accuracy: 0.5, answered: { precision: 0.68, coverage: 0.4 } },
};

const outcome = (bytes: Uint8Array): string => {
  try {
    parseModelFile(bytes);
    return 'none';
  } catch (error) {
    if (!isSerError(error)) throw error;
    return error.code;
  }
};

/** What the refusal says is wrong. */
const problemOf = (bytes: Uint8Array): unknown => {
  try {
    parseModelFile(bytes);
    return 'none';
  } catch (error) {
    if (!isSerError(error)) throw error;
    return error.details['problem'];
  }
};

/** Puts right checksums into a file, as someone who forges one would. */
function seal(file: Uint8Array): Uint8Array {
  const view = new DataView(file.buffer, file.byteOffset, file.byteLength);
  view.setUint32(24, zlibCrc32(file.subarray(0, 24)), true);
  view.setUint32(28, zlibCrc32(file.subarray(32)), true);
  return file;
}

it('the checksum is that of zlib, in parts as well', () => {
  const random = createRandom(2);
  for (const length of [0, 1, 9, 1000]) {
    const bytes = Uint8Array.from({ length }, () => random.integer(256));
    expect(crc32(bytes)).toBe(zlibCrc32(bytes));
    expect(crc32(bytes.subarray(3), crc32(bytes.subarray(0, 3)))).toBe(zlibCrc32(bytes));
  }
});

describe.each(classifiers.map((classifier) => [classifier.id, classifier] as const))('model file of %s', (_, classifier) => {
  const model = train(classifier);
  const bytes = encodeModelFile(model);
  const decided = encodeModelFile({ ...model, description: { ...model.description, decision } });

  it('reads back with the same predictions; training again gives the same bytes', () => {
    const read = parseModelFile(bytes);
    expect(read.description).toEqual(model.description);
    expect(predictPipeline(classifier, read.pipeline, table.X)).toEqual(predictPipeline(classifier, model.pipeline, table.X));
    expect(encodeModelFile(train(classifier))).toEqual(bytes);
    expect(parseModelDescription(bytes)).toEqual(model.description);
  });

  it('is told to be truncated when cut at any byte', () => {
    const stride = Math.max(1, Math.floor(bytes.length / 300));
    for (let length = 16; length < bytes.length; length += length < 64 ? 1 : stride) expect(problemOf(bytes.subarray(0, length))).toBe('truncated');
    for (let length = 0; length < 16; length++) expect(outcome(bytes.subarray(0, length))).toBe('model-invalid');
  });

  it('is told to be altered when any byte is, and when something follows it', () => {
    const random = createRandom(4);
    for (let round = 0; round < 300; round++) {
      const damaged = bytes.slice();
      // The first twelve bytes say what the file is, not what is in it.
      const at = 12 + (round < 24 ? round : random.integer(bytes.length - 12));
      damaged[at] = damaged[at]! ^ (1 << random.integer(8));
      expect(problemOf(damaged)).toBe('altered');
    }
    expect(problemOf(Uint8Array.from([...bytes, 0]))).toBe('altered');
    expect(() => parseModelFile(Uint8Array.from([...bytes, 0]))).toThrow(/after its end, at byte \d+, come 1 more/);
  });

  it('is refused or still sound, never anything else, with bytes changed at random under a right checksum', () => {
    const random = createRandom(9);
    const outcomes = new Set<string>();
    for (let round = 0; round < 300; round++) {
      const damaged = decided.slice();
      for (let change = 0; change < 3; change++) damaged[32 + random.integer(round % 2 ? decided.length - 32 : Math.min(decided.length - 32, 1000))] = random.integer(256);
      outcomes.add(outcome(seal(damaged)));
    }
    // In a model of a few bytes no change goes unseen.
    expect(outcomes).toContain('model-invalid');
    expect(['model-invalid', 'none']).toEqual(expect.arrayContaining([...outcomes]));
  });
});

describe('version 1, which had no checksum', () => {
  it('is still read', () => {
    const model = train(classifiers[1]!);
    const bytes = encodeModelFile(model);
    const older = Uint8Array.from([...bytes.subarray(0, 8), 1, 0, 0, 0, ...bytes.subarray(12, 16), ...bytes.subarray(32)]);
    expect(predictPipeline(classifiers[1]!, parseModelFile(older).pipeline, table.X)).toEqual(predictPipeline(classifiers[1]!, model.pipeline, table.X));
  });
});

describe('a temperature and a threshold', () => {
  const classifier = classifiers[0]!;
  const model = train(classifier);
  const decided: EmotionModel = { ...model, description: { ...model.description, decision } };

  it('are read back, and temper every prediction', () => {
    const read = parseModelFile(encodeModelFile(decided));
    expect(read.description.decision).toEqual(decision);
    const plain = predictPipeline(classifier, model.pipeline, table.X);
    const tempered = predictModel(read, table.X);
    expect(predictModel(model, table.X)).toEqual(plain);
    // p^(1 / T) over the sum of the row.
    for (let row = 0; row < table.X.nRows; row++) {
      const powers = Array.from(plain.subarray(3 * row, 3 * row + 3), (p) => p ** (1 / decision.temperature));
      const sum = powers.reduce((total, power) => total + power, 0);
      powers.forEach((power, k) => expect(tempered[3 * row + k]).toBeCloseTo(power / sum, 12));
    }
  });

  it('may be without a threshold, and a fold may have answered nothing', () => {
    const { temperature, protocol, nClips, nSpeakers } = decision;
    const { logLoss, calibrationError, accuracy } = decision.heldOut;
    for (const sound of [{ temperature, protocol, nClips, nSpeakers, heldOut: { logLoss, calibrationError, accuracy } }, { ...decision, threshold: 0, heldOut: { ...decision.heldOut, answered: { precision: null, coverage: 0 } } }]) {
      expect(parseModelDescription(encodeModelFile({ ...model, description: { ...model.description, decision: sound } })).decision).toEqual(sound);
    }
  });
});

describe('what a header may not say', () => {
  const bytes = encodeModelFile(train(classifiers[0]!));
  const headerBytes = new DataView(bytes.buffer).getUint32(12, true);
  const text = new TextDecoder().decode(bytes.subarray(32, 32 + headerBytes));
  const payload = bytes.subarray(32 + headerBytes);
  type Header = { description: Record<string, unknown> & { trainedOn: Record<string, unknown> }; pipeline: { model: Record<string, { $array: string; offset: number; length: number }> } };
  const changed = (change: (header: Header) => void): Uint8Array => {
    const header = JSON.parse(text) as Header;
    change(header);
    return withHeader(JSON.stringify(header));
  };
  const withHeader = (json: string): Uint8Array => {
    const header = new TextEncoder().encode(json);
    const file = Uint8Array.from([...bytes.subarray(0, 32), ...header, ...payload]);
    new DataView(file.buffer).setUint32(12, header.length, true);
    new DataView(file.buffer).setBigUint64(16, BigInt(file.length), true);
    return seal(file);
  };

  it('is read when nothing is changed', () => expect(outcome(withHeader(text))).toBe('none'));

  it('is read with a sound decision, and not with one whose temperature is too large for a number', () => {
    const decided = (json: string): string => text.replace('"description":{', `"description":{"decision":${json},`);
    const json = JSON.stringify(decision);
    expect(outcome(withHeader(decided(json)))).toBe('none');
    expect(outcome(withHeader(decided(json.replace('1.625', '1e999'))))).toBe('model-invalid');
    expect(outcome(withHeader(decided(json.replace('"before":1.5', '"before":1e999'))))).toBe('model-invalid');
  });

  it.each<[string, (header: Header) => void]>([
    ['two arrays of the same bytes', ({ pipeline }) => void (pipeline.model['sigmoidB'] = pipeline.model['sigmoidA']!)],
    ['an array beyond the end', ({ pipeline }) => void (pipeline.model['supportVectors']!.length = 2 ** 40)],
    ['an array before the start', ({ pipeline }) => void (pipeline.model['classes']!.offset = -8)],
    ['an array of an unknown type', ({ pipeline }) => void (pipeline.model['rho']!.$array = 'constructor')],
    ['a fingerprint that is no text', ({ description }) => void (description.trainedOn['fingerprint'] = 7)],
    ['metrics that are no figures', ({ description }) => void (description['metrics'] = { uar: [] })],
    ['a search without candidates', ({ description }) => void (description['search'] = { method: 'grid', inner: 'speaker:5', innerUar: 0.5, nInnerFolds: 5, candidates: [] })],
    ['a search whose candidates are no parameters', ({ description }) => void (description['search'] = { method: 'grid', inner: 'speaker:5', innerUar: 0.5, nInnerFolds: 5, candidates: [{ C: [1] }] })],
    ['a decision that is none', ({ description }) => void (description['decision'] = [])],
    ...[0, -1, 0.001, 1e300, '1', null].map((temperature): [string, (header: Header) => void] => [`a temperature of ${JSON.stringify(temperature)}`, ({ description }) => void (description['decision'] = { ...decision, temperature })]),
    ...[-0.1, 1.1, '0.5', null, [0.5]].map((threshold): [string, (header: Header) => void] => [`a threshold of ${JSON.stringify(threshold)}`, ({ description }) => void (description['decision'] = { ...decision, threshold })]),
    ['a threshold for a precision of 0', ({ description }) => void (description['decision'] = { ...decision, precision: 0 })],
    ['a precision without a threshold', ({ description }) => void (description['decision'] = { ...decision, threshold: undefined })],
    ['a threshold without its figures', ({ description }) => void (description['decision'] = { ...decision, heldOut: { ...decision.heldOut, answered: undefined } })],
    ['a decision on half a clip', ({ description }) => void (description['decision'] = { ...decision, nClips: 0.5 })],
    ['a decision by a long protocol', ({ description }) => void (description['decision'] = { ...decision, protocol: 'x'.repeat(1001) })],
    ['a decision with a figure that is text', ({ description }) => void (description['decision'] = { ...decision, heldOut: { ...decision.heldOut, logLoss: { before: '1', after: 1 } } })],
    ['a class twice', ({ description }) => void (description['classes'] = ['angry', 'angry', 'sad'])],
    ['other columns than the model', ({ description }) => void (description['columns'] = ['a'])],
  ])('%s', (_, change) => expect(outcome(changed(change))).toBe('model-invalid'));

  it.each([
    ['500,000 lists', '{"description":[' + '[],'.repeat(500_000) + '0]}'],
    ['16 MB of brackets', '['.repeat(2 ** 24)],
    ['3 million values', '{"description":[' + '0,'.repeat(3_000_000) + '0]}'],
  ])('%s', (_, json) => expect(outcome(withHeader(json))).toBe('model-invalid'));
});

describe('what is no model file', () => {
  const header = (json: string, declared?: number): Uint8Array => {
    const text = new TextEncoder().encode(json);
    const total = new Uint8Array(new BigUint64Array([BigInt(32 + text.length)]).buffer);
    return seal(Uint8Array.from([...new TextEncoder().encode('SERMODEL'), ...new Uint8Array(new Uint32Array([2, declared ?? text.length]).buffer), ...total, ...new Uint8Array(8), ...text]));
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
    bytes[8] = 3;
    expect(() => parseModelFile(bytes)).toThrow(/format version 3, from a later version of this program; this one reads versions 1 and 2/);
    expect(problemOf(bytes)).toBe('later-version');
  });
});
