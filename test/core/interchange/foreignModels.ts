import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { isSerError } from '../../../src/core/errors.ts';
import { classifierById } from '../../../src/core/learn/classifiers.ts';
import type { Params } from '../../../src/core/learn/classifier.ts';
import type { Matrix } from '../../../src/core/learn/matrix.ts';
import { fitPipeline, predictPipeline } from '../../../src/core/learn/pipeline.ts';
import { createRandom } from '../../../src/core/learn/random.ts';
import type { EmotionModel, ModelDescription } from '../../../src/core/model/emotionModel.ts';
import { syntheticSet } from '../learn/syntheticSet.ts';

export const goldenUrl = (name: string): URL => new URL(`../../golden/interchange/${name}`, import.meta.url);

export const readGoldenBytes = (name: string): Uint8Array => new Uint8Array(readFileSync(goldenUrl(name)));

export const readGoldenJson = <T>(name: string): T => JSON.parse(readFileSync(goldenUrl(name), 'utf8')) as T;

/** A description of a model of this learner, classes and columns. */
export function describeModel(classifier: string, classes: readonly string[], columns: readonly string[], params: Params = {}): ModelDescription {
  return { classifier, params, seed: 1, recipe: { featureSet: 'conventional', version: 1, rate: 22050 }, columns, classes, trainedOn: { corpus: 'toy', nClips: 300, speakers: ['1', '2'], synthetic: true } };
}

/**
 * A model trained on the synthetic set of the learners' tests, and rows that it has not seen. Column 3 lies far from 0 for
 * its spread, where a careless standardisation in float32 loses digits.
 *
 * @param changed what is made of the rows before they are learnt and judged
 */
export function trainedModel(classifier: string, nClasses: number, params: Params = {}, changed = (X: Matrix): Matrix => X): { model: EmotionModel; X: Matrix; probabilities: Float64Array } {
  const { train: data, test: { X: judged } } = syntheticSet({ nRows: 420, nTrain: 300, nFeatures: 8, nClasses, seed: 77, spread: 1.2 });
  for (const X of [data.X, judged]) for (let i = 3; i < X.data.length; i += X.nColumns) X.data[i] = X.data[i]! * 0.5 + 2000;
  const train = { ...data, X: changed(data.X) };
  const X = changed(judged);
  const learner = classifierById(classifier);
  const all = { ...learner.defaults, ...params };
  const fit = fitPipeline(learner, train, all, 1);
  let step = fit.next();
  while (!step.done) step = fit.next();
  const classes = Array.from({ length: nClasses }, (_, k) => `class ${k}`);
  const columns = Array.from({ length: 8 }, (_, j) => `mfcc_${j}_mean`);
  return { model: { description: describeModel(classifier, classes, columns, all), pipeline: step.value }, X, probabilities: predictPipeline(learner, step.value, X) };
}

/** A copy in which some values are missing, the same as in the goldens' scripts. */
export function withoutSome(X: Matrix): Matrix {
  return { ...X, data: X.data.map((x, at) => ((Math.floor(at / X.nColumns) + 2 * (at % X.nColumns)) % 5 === 0 ? NaN : x)) };
}

export function largestDifference(a: ArrayLike<number>, b: ArrayLike<number>): number {
  if (a.length !== b.length) return Infinity;
  let largest = 0;
  // NaN counts as infinitely far.
  for (let i = 0; i < a.length; i++) largest = Math.max(largest, a[i] === b[i] ? 0 : Math.abs(a[i]! - b[i]!) || Infinity);
  return largest;
}

/** The code with which `read` refuses, or 'none'; anything but a SerError is thrown on. */
export function codeOf(read: () => unknown): string {
  try {
    read();
    return 'none';
  } catch (error) {
    if (!isSerError(error)) throw error;
    return error.code;
  }
}

/** The code and the sentence with which `read` refuses; 'none' when it does not. */
export function refusalOf(read: () => unknown): string {
  try {
    read();
    return 'none';
  } catch (error) {
    if (!isSerError(error)) throw error;
    return `${error.code}: ${error.message}`;
  }
}

/** Calls `read` with copies of `bytes` that are cut, overwritten, doubled or shuffled in part, the same for a seed; returns how often each code came. */
export function fuzz(bytes: Uint8Array, rounds: number, read: (damaged: Uint8Array) => unknown): Map<string, number> {
  const random = createRandom(20240601);
  const codes = new Map<string, number>();
  for (let round = 0; round < rounds; round++) {
    let damaged = bytes.slice();
    const from = random.integer(bytes.length);
    if (round % 4 === 0) damaged = damaged.subarray(0, from);
    else if (round % 4 === 1) damaged = Uint8Array.from([...damaged.subarray(0, from), ...damaged.subarray(random.integer(bytes.length))]);
    else for (let change = random.integer(6); change >= 0; change--) damaged[random.integer(bytes.length)] = round % 4 === 2 ? random.integer(256) : bytes[random.integer(bytes.length)]!;
    const code = codeOf(() => read(damaged));
    codes.set(code, (codes.get(code) ?? 0) + 1);
  }
  return codes;
}

/** A CommonJS package of the tests, or undefined where it is not installed. */
export function optionalPackage<T>(name: string): T | undefined {
  try {
    return createRequire(import.meta.url)(name) as T;
  } catch {
    return undefined;
  }
}
