import { describe, expect, it } from 'vitest';
import { encodeXgboostFile, parseXgboostFile } from '../../../src/core/interchange/xgboostFile.ts';
import { float32Text } from '../../../src/core/interchange/xgboostDocument.ts';
import { boostingMargins, gradientBoosting, type GradientBoostingModel } from '../../../src/core/learn/gradientBoosting.ts';
import { createRandom } from '../../../src/core/learn/random.ts';
import { matrixOf } from '../learn/syntheticSet.ts';
import { codeOf, describeModel, fuzz, largestDifference, readGoldenBytes, readGoldenJson, trainedModel } from './foreignModels.ts';

interface Golden {
  readonly columns: string[];
  readonly X: number[][];
  readonly cases: readonly { readonly name: string; readonly margins: (number | number[])[]; readonly probabilities: (number | number[])[] }[];
}

// What the two sum in float32 and float64 differs by a few units of the seventh digit.
const TOLERANCE = 1e-6;
const golden = readGoldenJson<Golden>('xgboost.golden.json');
const X = matrixOf(golden.X);
const bytesOf = (document: unknown): Uint8Array => new TextEncoder().encode(JSON.stringify(document));

describe.each(golden.cases.map((entry) => [entry.name, entry] as const))('a model of xgboost: %s', (name, { margins, probabilities }) => {
  const isBinary = name === 'binary';
  const fromJson = parseXgboostFile(readGoldenBytes(`${name}.json`));

  it('predicts what xgboost predicts', () => {
    const { model, columns, version, description } = fromJson;
    const expected = isBinary ? (margins as number[]).flatMap((margin) => [0, margin]) : (margins as number[][]).flat();
    expect(largestDifference(boostingMargins(model, X), expected)).toBeLessThan(TOLERANCE);
    const shares = isBinary ? (probabilities as number[]).flatMap((p) => [1 - p, p]) : (probabilities as number[][]).flat();
    expect(largestDifference(gradientBoosting.predictProba(model, X), shares)).toBeLessThan(TOLERANCE);
    expect({ columns, version, description }).toEqual({ columns: golden.columns, version: '3.2.0', description: undefined });
  });

  it('is the same from UBJSON', () => expect(parseXgboostFile(readGoldenBytes(`${name}.ubj`))).toEqual(fromJson));

  it.each(['json', 'ubj'] as const)('comes back from our own %s', (format) => {
    const { model, description } = parseXgboostFile(encodeXgboostFile(fromJson.model, describeModel('xgboost', isBinary ? ['a', 'b'] : ['a', 'b', 'c'], golden.columns), format));
    expect(model).toEqual(fromJson.model);
    expect(JSON.parse(description!)).toMatchObject({ classifier: 'xgboost', columns: golden.columns });
  });
});

describe('what we write', () => {
  const { model } = parseXgboostFile(readGoldenBytes('softprob.json'));
  const ours = JSON.parse(new TextDecoder().decode(encodeXgboostFile(model, describeModel('xgboost', ['a', 'b', 'c'], golden.columns), 'json'))) as Tree;
  const theirs = JSON.parse(new TextDecoder().decode(readGoldenBytes('softprob.json'))) as Tree;
  type Tree = { [key: string]: Tree };

  it('has the fields, the types and the trees of xgboost itself', () => {
    const shape = (node: unknown): unknown => (Array.isArray(node) ? 'list' : typeof node === 'object' && node !== null ? Object.entries(node).map(([key, value]) => [key, shape(value)]) : typeof node);
    const emptied = (document: Tree): unknown => ({ ...document, learner: { ...document['learner'], attributes: {} } });
    expect(shape(emptied(ours))).toEqual(shape(emptied(theirs)));
    const without = (document: Tree): unknown[] => (document['learner']!['gradient_booster']!['model']!['trees'] as unknown as Record<string, unknown>[]).map((tree) => ({ ...tree, base_weights: 0 }));
    expect(without(ours)).toEqual(without(theirs));
    expect(ours['learner']!['learner_model_param']).toEqual(theirs['learner']!['learner_model_param']);
  });

  it('writes floats so that xgboost takes them for floats, with the fewest digits that read back the same', () => {
    expect([0, -0, 1, -2.5, 0.1, 1e10, 3.2768828e-1].map((value) => float32Text(Math.fround(value)))).toEqual(['0E0', '-0E0', '1E0', '-2.5E0', '1E-1', '1E10', '3.2768828E-1']);
    const random = createRandom(3);
    const bits = new DataView(new ArrayBuffer(4));
    for (let i = 0; i < 20_000; i++) {
      bits.setUint32(0, random.integer(2 ** 32));
      const value = bits.getFloat32(0);
      if (Number.isFinite(value)) expect(Math.fround(Number(float32Text(value)))).toBe(value);
    }
  });
});

describe('what cannot be taken', () => {
  type Document = { learner: { [key: string]: unknown; gradient_booster: { name: string; model: { trees: Record<string, unknown>[]; tree_info: number[] } }; learner_model_param: Record<string, string>; objective: { name: string } } };
  const changed = (change: (document: Document) => void): Uint8Array => {
    const document = JSON.parse(new TextDecoder().decode(readGoldenBytes('softprob.json'))) as Document;
    change(document);
    return bytesOf(document);
  };
  const tree = (change: (tree: Record<string, never[]>) => void) => (document: Document): void => change(document.learner.gradient_booster.model.trees[0] as Record<string, never[]>);
  const set = (list: string, at: number, value: unknown) => tree((first) => void (first[list]![at] = value as never));

  it.each<[string, (document: Document) => void]>([
    ['another booster', ({ learner }) => void (learner.gradient_booster.name = 'dart')],
    ['another objective', ({ learner }) => void (learner.objective.name = 'reg:squarederror')],
    ['several targets', ({ learner }) => void (learner.learner_model_param['num_target'] = '3')],
    ['a split by categories', set('split_type', 0, 1)],
    ['leaves of vectors', tree((first) => void ((first['tree_param'] as unknown as Record<string, string>)['size_leaf_vector'] = '3'))],
  ])('%s is named as not supported', (_, change) => expect(codeOf(() => parseXgboostFile(changed(change)))).toBe('format-unsupported'));

  it.each<[string, (document: Document) => void]>([
    ['a cycle', set('left_children', 1, 0)],
    ['a node that is its own child', set('left_children', 0, 0)],
    ['a shared child', (document) => set('right_children', 0, (document.learner.gradient_booster.model.trees[0]!['left_children'] as number[])[0])(document)],
    ['a child beyond the tree', set('right_children', 0, 1e9)],
    ['a child of −2', set('right_children', 0, -2)],
    ['half a child', set('left_children', 0, 1.5)],
    ['a feature beyond the columns', set('split_indices', 0, 5)],
    ['a threshold of NaN', set('split_conditions', 0, NaN)],
    ['a threshold that is a text', set('split_conditions', 0, '1')],
    ['a threshold beyond float32', set('split_conditions', 0, 1e39)],
    ['lists of different lengths', tree((first) => void first['sum_hessian']!.pop())],
    ['a class beyond the classes', ({ learner }) => void (learner.gradient_booster.model.tree_info[0] = 3)],
    ['a class "__proto__"', ({ learner }) => void (learner.gradient_booster.model.tree_info[0] = '__proto__' as never)],
    ['classes with different numbers of trees', ({ learner }) => void (learner.gradient_booster.model.tree_info[0] = 1)],
    ['a billion classes', ({ learner }) => void (learner.learner_model_param['num_class'] = '1000000000')],
    ['ten thousand classes', ({ learner }) => void (learner.learner_model_param['num_class'] = '10000')],
    ['a billion columns', ({ learner }) => void (learner.learner_model_param['num_feature'] = '1000000000')],
    ['no trees', ({ learner }) => void ((learner.gradient_booster.model.trees = []), (learner.gradient_booster.model.tree_info = []))],
    ['a starting margin that is no number', ({ learner }) => void (learner.learner_model_param['base_score'] = '[1,x,2]')],
    ['two starting margins for three classes', ({ learner }) => void (learner.learner_model_param['base_score'] = '[1,2]')],
    ['feature names of another number', ({ learner }) => void (learner['feature_names'] = ['a'])],
    ['no learner', (document) => void Reflect.deleteProperty(document, 'learner')],
  ])('%s is refused', (_, change) => expect(codeOf(() => parseXgboostFile(changed(change)))).toBe('model-invalid'));

  it('a starting probability of 1 is refused', () => {
    const text = new TextDecoder().decode(readGoldenBytes('binary.json')).replace(/"base_score":"[^"]*"/, '"base_score":"[1E0]"');
    expect(codeOf(() => parseXgboostFile(new TextEncoder().encode(text)))).toBe('model-invalid');
  });

  const repeated = (start: string, part: string, nBytes: number): Uint8Array => new TextEncoder().encode(start + part.repeat(Math.ceil(nBytes / part.length)));
  it.each<[string, Uint8Array]>([
    ['nothing', new Uint8Array()],
    ['a brace', bytesOf({}).subarray(0, 1)],
    ['an empty object', bytesOf({})],
    ['32 MB of brackets in JSON', repeated('', '[', 2 ** 25)],
    ['32 MB of objects in JSON', repeated('', '{"a":', 2 ** 25)],
    ['32 MB of empty lists in JSON', repeated('{"a":[', '[],', 2 ** 25)],
    ['64 MB of zeros in JSON', repeated('{"a":[', '0,', 2 ** 26)],
    ['more than 128 MB', new Uint8Array(2 ** 27 + 1).fill(0x20)],
    ['32 MB of brackets in UBJSON', repeated('{i\u0001a', '[', 2 ** 25)],
    ['32 MB of empty lists in UBJSON', repeated('{i\u0001a[', '[]', 2 ** 25)],
    ['32 MB of nulls in UBJSON', repeated('{i\u0001a[', 'Z', 2 ** 25)],
    ['a packed array of 2⁶² floats', Uint8Array.from([...new TextEncoder().encode('{i\u0001a[$d#L'), 0x40, 0, 0, 0, 0, 0, 0, 0])],
    ['a list of −1 values', Uint8Array.from([...new TextEncoder().encode('{i\u0001a[#i'), 0xff])],
    ['a key of 2 GB', Uint8Array.from([...new TextEncoder().encode('{l'), 0x7f, 0xff, 0xff, 0xff])],
    ['prototype keys', new TextEncoder().encode('{"__proto__":{"learner":{}},"constructor":{"prototype":{}}}')],
  ])('%s is refused soon', (_, bytes) => {
    const started = performance.now();
    expect(codeOf(() => parseXgboostFile(bytes))).toBe('model-invalid');
    // Two orders of magnitude above what it takes, for a busy machine.
    expect(performance.now() - started).toBeLessThan(10_000);
    expect(({} as Record<string, unknown>)['learner']).toBeUndefined();
  });

  it.each(['json', 'ubj'])('damaged %s files are read or refused, and what is read predicts', (format) => {
    const codes = fuzz(readGoldenBytes(`softprob.${format}`), 1500, (damaged) => gradientBoosting.predictProba(parseXgboostFile(damaged).model, { ...X, data: new Float32Array(X.data.length / X.nColumns), nColumns: 1, nRows: X.nRows }));
    expect([...codes.keys()].filter((code) => !['model-invalid', 'format-unsupported', 'feature-mismatch'].includes(code))).toEqual([]);
    expect(codes.get('feature-mismatch')).toBeGreaterThan(10);
  });
});

it('a machine of our own comes back from both formats with its predictions', () => {
  const { model, X: rows, probabilities } = trainedModel('xgboost', 4, { nRounds: 8, maxDepth: 3 });
  for (const format of ['json', 'ubj'] as const) {
    const read = parseXgboostFile(encodeXgboostFile(model.pipeline.model as GradientBoostingModel, model.description, format));
    expect(gradientBoosting.predictProba(read.model, rows)).toEqual(probabilities);
    expect(read.columns).toEqual(model.description.columns);
  }
});
