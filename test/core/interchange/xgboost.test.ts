import { describe, expect, it } from 'vitest';
import { encodeXgboostFile, parseXgboostFile } from '../../../src/core/interchange/xgboostFile.ts';
import { parseUbjson } from '../../../src/core/interchange/ubjsonReader.ts';
import { encodeUbjson } from '../../../src/core/interchange/ubjsonWriter.ts';
import { XGBOOST_BOUNDS } from '../../../src/core/interchange/xgboostJson.ts';
import { float32Text } from '../../../src/core/interchange/xgboostDocument.ts';
import { boostingMargins, type GradientBoostingModel } from '../../../src/core/learn/boosting/boostingModel.ts';
import { marginOfShare } from '../../../src/core/learn/boosting/boostingObjective.ts';
import { gradientBoosting } from '../../../src/core/learn/boosting/gradientBoosting.ts';
import { createRandom } from '../../../src/core/learn/random.ts';
import { matrixOf } from '../learn/syntheticSet.ts';
import { describeModel, fuzz, largestDifference, readGoldenBytes, readGoldenJson, refusalOf, trainedModel, withoutSome } from './foreignModels.ts';

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
  const isBinary = name === 'binary' || name === 'missing_two';
  const rows = name.startsWith('missing') ? withoutSome(X) : X;
  const fromJson = parseXgboostFile(readGoldenBytes(`${name}.json`));

  it('predicts what xgboost predicts', () => {
    const { model, columns, version, description } = fromJson;
    expect(model.objective).toBe(isBinary ? 'logistic' : 'softmax');
    expect(largestDifference(boostingMargins(model, rows), margins.flat())).toBeLessThan(TOLERANCE);
    const shares = isBinary ? (probabilities as number[]).flatMap((p) => [1 - p, p]) : (probabilities as number[][]).flat();
    expect(largestDifference(gradientBoosting.predictProba(model, rows), shares)).toBeLessThan(TOLERANCE);
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

it('the starting margin of a logistic machine comes back from the share that xgboost keeps', () => {
  const { model } = parseXgboostFile(readGoldenBytes('binary.json'));
  const random = createRandom(8);
  for (let i = 0; i < 300; i++) {
    const share = i % 3 === 0 ? 10 ** (-7 * random.uniform()) : i % 3 === 1 ? 1 - 10 ** (-6 * random.uniform()) : random.uniform();
    const baseMargins = Float32Array.of(marginOfShare(share));
    const file = encodeXgboostFile({ ...model, baseMargins }, describeModel('xgboost', ['a', 'b'], golden.columns), 'ubj');
    expect(parseXgboostFile(file).model.baseMargins).toEqual(baseMargins);
  }
});

it('UBJSON keeps whole numbers of every width and sign', () => {
  const numbers = [0, 127, 128, -128, -129, 32767, 32768, -32768, -32769, 2 ** 31 - 1, 2 ** 31, -(2 ** 31), -(2 ** 31) - 1, 2 ** 40];
  expect(parseUbjson(encodeUbjson(numbers), XGBOOST_BOUNDS)).toEqual(numbers);
  expect(encodeUbjson([127, 128])).toEqual(Uint8Array.of(0x5b, 0x23, 0x4c, 0, 0, 0, 0, 0, 0, 0, 2, 0x69, 127, 0x49, 0, 128));
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

  it.each<[string, RegExp, (document: Document) => void]>([
    ['another booster', /the booster is "dart"/, ({ learner }) => void (learner.gradient_booster.name = 'dart')],
    ['another objective', /reg:squarederror/, ({ learner }) => void (learner.objective.name = 'reg:squarederror')],
    ['several targets', /several targets/, ({ learner }) => void (learner.learner_model_param['num_target'] = '3')],
    ['a split by categories', /categories/, set('split_type', 0, 1)],
    ['leaves of vectors', /leaves of "3" values/, tree((first) => void ((first['tree_param'] as unknown as Record<string, string>)['size_leaf_vector'] = '3'))],
  ])('%s is named as not supported', (_, reason, change) => {
    const refusal = refusalOf(() => parseXgboostFile(changed(change)));
    expect(refusal).toMatch(/^format-unsupported: /);
    expect(refusal).toMatch(reason);
  });

  it.each<[string, RegExp, (document: Document) => void]>([
    ['a cycle', /reaches node 0 twice/, set('left_children', 1, 0)],
    ['a node that is its own child', /reaches node 0 twice/, set('left_children', 0, 0)],
    ['a shared child', /reaches node 1 twice/, (document) => set('right_children', 0, (document.learner.gradient_booster.model.trees[0]!['left_children'] as number[])[0])(document)],
    ['a child beyond the tree', /names the node 1000000000/, set('right_children', 0, 1e9)],
    ['a child of −2', /names the node -2/, set('right_children', 0, -2)],
    ['half a child', /names the node 1.5/, set('left_children', 0, 1.5)],
    ['a feature beyond the columns', /asks for feature 5 of 5/, set('split_indices', 0, 5)],
    ['a threshold of NaN', /has object in split_conditions/, set('split_conditions', 0, NaN)],
    ['a threshold that is a text', /has string in split_conditions/, set('split_conditions', 0, '1')],
    ['a threshold beyond float32', /has 1e\+39 in split_conditions/, set('split_conditions', 0, 1e39)],
    ['lists of different lengths', /values of sum_hessian/, tree((first) => void first['sum_hessian']!.pop())],
    ['a class beyond the classes', /tree 0 is of class 3/, ({ learner }) => void (learner.gradient_booster.model.tree_info[0] = 3)],
    ['a class "__proto__"', /tree 0 is of class __proto__/, ({ learner }) => void (learner.gradient_booster.model.tree_info[0] = '__proto__' as never)],
    ['classes with different numbers of trees', /class 0 has 3 of 12 trees/, ({ learner }) => void (learner.gradient_booster.model.tree_info[0] = 1)],
    ['a billion classes', /num_class is "1000000000"/, ({ learner }) => void (learner.learner_model_param['num_class'] = '1000000000')],
    ['ten thousand classes', /trees; all classes/, ({ learner }) => void (learner.learner_model_param['num_class'] = '10000')],
    ['a billion columns', /num_feature is/, ({ learner }) => void (learner.learner_model_param['num_feature'] = '1000000000')],
    ['no trees', /treeStart/, ({ learner }) => void ((learner.gradient_booster.model.trees = []), (learner.gradient_booster.model.tree_info = []))],
    ['a starting margin that is no number', /its base_score is/, ({ learner }) => void (learner.learner_model_param['base_score'] = '[1,x,2]')],
    ['two starting margins for three classes', /base_score has 2 values/, ({ learner }) => void (learner.learner_model_param['base_score'] = '[1,2]')],
    ['feature names of another number', /1 feature names for 5/, ({ learner }) => void (learner['feature_names'] = ['a'])],
    ['no learner', /no object "learner"/, (document) => void Reflect.deleteProperty(document, 'learner')],
  ])('%s is refused', (_, reason, change) => {
    const refusal = refusalOf(() => parseXgboostFile(changed(change)));
    expect(refusal).toMatch(/^model-invalid: /);
    expect(refusal).toMatch(reason);
  });

  it('a starting probability of 1 is refused', () => {
    const text = new TextDecoder().decode(readGoldenBytes('binary.json')).replace(/"base_score":"[^"]*"/, '"base_score":"[1E0]"');
    expect(refusalOf(() => parseXgboostFile(new TextEncoder().encode(text)))).toMatch(/^model-invalid: .*it must lie between 0 and 1/);
  });

  const repeated = (start: string, part: string, nBytes: number): Uint8Array => new TextEncoder().encode(start + part.repeat(Math.ceil(nBytes / part.length)));
  it.each<[string, RegExp, Uint8Array]>([
    ['nothing', /not JSON/, new Uint8Array()],
    ['a brace', /not JSON/, bytesOf({}).subarray(0, 1)],
    ['an empty object', /no object/, bytesOf({})],
    ['32 MB of brackets in JSON', /nested more than 32/, repeated('', '[', 2 ** 25)],
    ['32 MB of objects in JSON', /nested more than 32/, repeated('', '{"a":', 2 ** 25)],
    ['32 MB of empty lists in JSON', /more than 4000000 objects and lists/, repeated('{"a":[', '[],', 2 ** 25)],
    ['64 MB of zeros in JSON', /more than 20000000 values/, repeated('{"a":[', '0,', 2 ** 26)],
    ['more than 128 MB', /134217729 bytes/, new Uint8Array(2 ** 27 + 1).fill(0x20)],
    ['32 MB of brackets in UBJSON', /nested more than 32/, repeated('{i\u0001a', '[', 2 ** 25)],
    ['32 MB of empty lists in UBJSON', /more than 4000000 objects/, repeated('{i\u0001a[', '[]', 2 ** 25)],
    ['32 MB of nulls in UBJSON', /more than 20000000 values/, repeated('{i\u0001a[', 'Z', 2 ** 25)],
    ['a packed array of 2⁶² floats', /announces/, Uint8Array.from([...new TextEncoder().encode('{i\u0001a[$d#L'), 0x40, 0, 0, 0, 0, 0, 0, 0])],
    ['a list of −1 values', /length of -1/, Uint8Array.from([...new TextEncoder().encode('{i\u0001a[#i'), 0xff])],
    ['a key of 2 GB', /announces 2147483647 bytes/, Uint8Array.from([...new TextEncoder().encode('{l'), 0x7f, 0xff, 0xff, 0xff])],
    ['prototype keys', /no object "learner"/, new TextEncoder().encode('{"__proto__":{"learner":{}},"constructor":{"prototype":{}}}')],
  ])('%s is refused soon', (_, reason, bytes) => {
    const started = performance.now();
    const refusal = refusalOf(() => parseXgboostFile(bytes));
    expect(refusal).toMatch(/^model-invalid: /);
    expect(refusal).toMatch(reason);
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
