import { SerError } from '../errors.ts';
import { kernelNames } from '../learn/svm/kernel.ts';
import { maxClasses, maxFeatures } from '../learn/modelReader.ts';
import { parseSvmModel, type SvmModel } from '../learn/svm/svmModel.ts';

/** What a LIBSVM model file holds. Class k of the model has `labels[k]`, in the order of the file. */
export interface LibsvmFile {
  readonly model: SvmModel;
  readonly labels: readonly number[];
}

/** Largest file, in bytes, and most values of support vectors (256 MB as float32) that are read. */
const MAX_BYTES = 128 * 1024 * 1024;
const MAX_SUPPORT_VALUES = 64 * 1024 * 1024;
const MAX_HEADER_LINES = 20;

/**
 * Reads a LIBSVM model file that is not trusted: C-SVC or nu-SVC (which predict alike) with any kernel but a precomputed
 * one. Support vectors are rounded to float32, as all of our rows are.
 *
 * @param width columns of the rows that the model will judge; without it the largest index in the file
 * @throws SerError `format-unsupported` for regression, one-class machines and precomputed kernels; `feature-mismatch`
 *   when the file names a higher index than `width`; `model-invalid`
 */
export function parseLibsvm(bytes: Uint8Array, width?: number): LibsvmFile {
  if (bytes.length > MAX_BYTES) refuse(`it has ${bytes.length} bytes; ${MAX_BYTES} are allowed`);
  const text = new TextDecoder('latin1').decode(bytes);
  const { fields, bodyStart } = readHeader(text);
  const kernel = readKind(fields);
  const m = count(fields, 'nr_class', 2, maxClasses);
  const nSupport = count(fields, 'total_sv', 1, Math.floor(bytes.length / 4));
  const nPairs = (m * (m - 1)) / 2;
  const rho = numbers(fields, 'rho', nPairs);
  const labels = [...numbers(fields, 'label', m)];
  if (!labels.every(Number.isSafeInteger) || new Set(labels).size !== m) refuse('its labels must be different whole numbers');
  const supportCounts = Int32Array.from(numbers(fields, 'nr_sv', m));
  if (supportCounts.reduce((sum, n) => sum + n, 0) !== nSupport) refuse(`nr_sv does not add up to total_sv, ${nSupport}`);
  const hasSigmoids = fields.has('probA') || fields.has('probB');
  const sigmoidA = hasSigmoids ? numbers(fields, 'probA', nPairs) : new Float64Array(0);
  const sigmoidB = hasSigmoids ? numbers(fields, 'probB', nPairs) : new Float64Array(0);

  const { coefficients, entries, largestIndex } = readSupport(text, bodyStart, nSupport, m);
  if (width !== undefined && largestIndex > width) throw new SerError('feature-mismatch', `The machine has a feature ${largestIndex}, and ${width} columns are named.`, { expected: width, actual: largestIndex });
  const nFeatures = width ?? largestIndex;
  if (nSupport * nFeatures > MAX_SUPPORT_VALUES) refuse(`${nSupport} support vectors of ${nFeatures} features are more than ${MAX_SUPPORT_VALUES} values`);
  const supportVectors = new Float32Array(nSupport * nFeatures);
  for (const { vector, index, value } of entries()) supportVectors[vector * nFeatures + index - 1] = value;
  const classes = Int32Array.from({ length: m }, (_, k) => k);
  return { model: parseSvmModel({ kind: 'svm', nClasses: m, nFeatures, ...kernel, classes, supportCounts, supportVectors, coefficients, rho, sigmoidA, sigmoidB, nUnconverged: 0 }), labels };
}

function readHeader(text: string): { fields: Map<string, string>; bodyStart: number } {
  const fields = new Map<string, string>();
  let from = 0;
  for (let line = 0; line < MAX_HEADER_LINES; line++) {
    const end = text.indexOf('\n', from);
    if (end < 0) refuse('it ends before its support vectors');
    const content = text.slice(from, end).trim();
    from = end + 1;
    if (content === 'SV') return { fields, bodyStart: from };
    const space = content.indexOf(' ');
    const name = space < 0 ? content : content.slice(0, space);
    if (!/^[A-Za-z0-9_]{1,40}$/.test(name)) refuse(`its line ${line + 1} is no line of a LIBSVM model`);
    if (fields.has(name)) refuse(`it has two lines "${name}"`);
    fields.set(name, space < 0 ? '' : content.slice(space + 1));
  }
  return refuse(`it has no line "SV" among the first ${MAX_HEADER_LINES}`);
}

function readKind(fields: ReadonlyMap<string, string>): Pick<SvmModel, 'kernel' | 'gamma' | 'degree' | 'coef0'> {
  const type = fields.get('svm_type') ?? refuse('it has no svm_type');
  if (type !== 'c_svc' && type !== 'nu_svc') unsupported(`its svm_type is ${JSON.stringify(type.slice(0, 40))}; only c_svc and nu_svc tell classes apart`);
  const given = fields.get('kernel_type') ?? refuse('it has no kernel_type');
  const kernel = kernelNames.find((name) => name === given) ?? unsupported(`its kernel is ${JSON.stringify(given.slice(0, 40))}; only ${kernelNames.join(', ')} can be read`);
  const number = (name: string): number => numbers(fields, name, 1)[0];
  // What a kernel does not use is not in the file.
  return {
    kernel,
    gamma: kernel === 'linear' ? 1 : number('gamma'),
    degree: kernel === 'polynomial' ? count(fields, 'degree', 1, 100) : 3,
    coef0: kernel === 'polynomial' || kernel === 'sigmoid' ? number('coef0') : 0,
  };
}

interface SupportEntry {
  readonly vector: number;
  readonly index: number;
  readonly value: number;
}

/** Reads the lines of the support vectors: m − 1 coefficients, then index:value with ascending indices from 1. */
function readSupport(text: string, bodyStart: number, nSupport: number, m: number): { coefficients: Float64Array; entries: () => Generator<SupportEntry>; largestIndex: number } {
  // A coefficient takes at least two bytes, so that the file bounds what it can ask for.
  if ((m - 1) * nSupport > text.length / 2) refuse(`it is truncated: ${nSupport} support vectors need ${m - 1} coefficients each`);
  const coefficients = new Float64Array((m - 1) * nSupport);
  const lineStart = new Float64Array(nSupport);
  let largestIndex = 0;
  let from = bodyStart;
  for (let s = 0; s < nSupport; s++) {
    if (from >= text.length) refuse(`it is truncated: it has ${s} of ${nSupport} support vectors`);
    let word = nextWord(text, from);
    for (let r = 0; r < m - 1; r++, word = nextWord(text, word.end)) coefficients[r * nSupport + s] = finite(word.text, `coefficient ${r + 1} of support vector ${s + 1}`);
    lineStart[s] = word.start;
    let previous = 0;
    for (; word.text !== ''; word = nextWord(text, word.end)) {
      const { index } = readEntry(word.text, s);
      if (index <= previous) refuse(`support vector ${s + 1} has the index ${index} after ${previous}; indices must ascend from 1`);
      previous = index;
    }
    largestIndex = Math.max(largestIndex, previous);
    from = word.end + 1;
  }
  if (text.slice(from, from + 100).trim() !== '') refuse('it has lines after its support vectors');
  if (largestIndex === 0) refuse('its support vectors are empty');
  const entries = function* (): Generator<SupportEntry> {
    for (let s = 0; s < nSupport; s++) {
      for (let word = nextWord(text, lineStart[s]); word.text !== ''; word = nextWord(text, word.end)) yield { vector: s, ...readEntry(word.text, s) };
    }
  };
  return { coefficients, entries, largestIndex };
}

/** The next word of a line; '' at its end. */
function nextWord(text: string, from: number): { text: string; start: number; end: number } {
  let start = from;
  while (text[start] === ' ' || text[start] === '\t' || text[start] === '\r') start++;
  let end = start;
  while (end < text.length && text[end] !== ' ' && text[end] !== '\n' && text[end] !== '\t' && text[end] !== '\r') end++;
  return { text: text.slice(start, end), start, end };
}

function readEntry(word: string, s: number): { index: number; value: number } {
  const colon = word.indexOf(':');
  const index = colon > 0 ? Number(word.slice(0, colon)) : NaN;
  if (!Number.isInteger(index) || index > maxFeatures) refuse(`support vector ${s + 1} has ${JSON.stringify(word.slice(0, 40))}; an index from 1 to ${maxFeatures} and a value are due`);
  return { index, value: finite(word.slice(colon + 1), `feature ${index} of support vector ${s + 1}`) };
}

function finite(word: string, what: string): number {
  const value = word === '' ? NaN : Number(word);
  return Number.isFinite(Math.fround(value)) ? value : refuse(`${what} is ${JSON.stringify(word.slice(0, 40))}`);
}

function numbers(fields: ReadonlyMap<string, string>, name: string, length: number): Float64Array {
  const words = (fields.get(name) ?? refuse(`it has no line "${name}"`)).trim().split(/\s+/, length + 1);
  if (words.length !== length) refuse(`${name} must have ${length} numbers`);
  return Float64Array.from(words, (word) => finite(word, name));
}

function count(fields: ReadonlyMap<string, string>, name: string, min: number, max: number): number {
  const [value] = numbers(fields, name, 1);
  return Number.isInteger(value) && value >= min && value <= max ? value : refuse(`${name} is ${value}; it must be a whole number from ${min} to ${max}`);
}

function unsupported(problem: string): never {
  throw new SerError('format-unsupported', `This LIBSVM model cannot be expressed here: ${problem}.`);
}

function refuse(problem: string): never {
  throw new SerError('model-invalid', `Not a usable LIBSVM file: ${problem}.`);
}
