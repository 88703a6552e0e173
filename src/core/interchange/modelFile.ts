import { isSerError, SerError, type SerErrorDetails } from '../errors.ts';
import { learnerById } from '../learn/learners.ts';
import { parseColumnChoice } from '../learn/preparation/columnChoice.ts';
import { parseScaler } from '../learn/preparation/scaler.ts';
import { isDecision } from '../model/decision.ts';
import type { EmotionModel, ModelDescription } from '../model/emotionModel.ts';
import { parseBoundedJson } from './boundedJson.ts';
import { crc32 } from './checksum.ts';

// The file, version 2: 8 bytes magic, uint32 version, uint32 header length, uint64 length of the whole file, uint32 CRC-32
// of these 24 bytes, uint32 CRC-32 of all after the preamble; the header (JSON in UTF-8: description and pipeline, each
// typed array replaced by its type, offset and length), then the arrays' bytes, in the order in which the header names
// them. All numbers little-endian. Version 1 ended its preamble after the header length.
const MAGIC = 'SERMODEL';
const VERSION = 2;
const PREAMBLE_BYTES = 32;
const SEALED_BYTES = 24;
const PREAMBLE_BYTES_1 = 16;
const MAX_DEPTH = 8;
const HEADER_BOUNDS = { maxBytes: 16 * 1024 * 1024, maxDepth: MAX_DEPTH + 2, maxContainers: 10_000, maxValues: 2_000_000 };

const arrayTypes = { Float64Array, Float32Array, Int32Array, Uint32Array, Uint16Array, Uint8Array, Int8Array, Int16Array } as const;
type ArrayType = keyof typeof arrayTypes;

/** Writes a model as one self-describing file. The same model gives the same bytes. */
export function encodeModelFile(model: EmotionModel): Uint8Array {
  const parts: Uint8Array[] = [];
  let offset = 0;
  const replaceArrays = (node: unknown): unknown => {
    if (ArrayBuffer.isView(node)) {
      const bytes = new Uint8Array(node.buffer, node.byteOffset, node.byteLength);
      const array = { $array: node.constructor.name, offset, length: (node as Uint8Array).length };
      parts.push(bytes);
      offset += bytes.length;
      return array;
    }
    if (Array.isArray(node)) return node.map(replaceArrays);
    if (typeof node === 'object' && node !== null) return Object.fromEntries(Object.entries(node).map(([key, value]) => [key, replaceArrays(value)]));
    return node;
  };
  const header = new TextEncoder().encode(JSON.stringify({ description: model.description, pipeline: replaceArrays(model.pipeline) }));
  const file = new Uint8Array(PREAMBLE_BYTES + header.length + offset);
  file.set(new TextEncoder().encode(MAGIC));
  file.set(header, PREAMBLE_BYTES);
  let at = PREAMBLE_BYTES + header.length;
  for (const part of parts) {
    file.set(part, at);
    at += part.length;
  }
  const view = new DataView(file.buffer);
  view.setUint32(8, VERSION, true);
  view.setUint32(12, header.length, true);
  view.setBigUint64(16, BigInt(file.length), true);
  view.setUint32(SEALED_BYTES, crc32(file.subarray(0, SEALED_BYTES)), true);
  view.setUint32(SEALED_BYTES + 4, crc32(file.subarray(PREAMBLE_BYTES)), true);
  return file;
}

/**
 * Reads what a model file says of itself, without its arrays.
 *
 * @throws SerError `model-invalid` when it is no model file; with the detail `problem` when it is `truncated`, `altered`
 *   or from a `later-version`
 */
export function parseModelDescription(file: Uint8Array): ModelDescription {
  return checkDescription(readHeader(file).header['description']);
}

/**
 * Reads a model file and checks everything in it.
 *
 * @throws SerError `model-invalid` as {@link parseModelDescription}
 */
export function parseModelFile(file: Uint8Array): EmotionModel {
  const { header, payload } = readHeader(file);
  const description = checkDescription(header['description']);
  const pipeline = restoreArrays(header['pipeline'], { payload, used: 0 }, 0);
  if (!isRecord(pipeline)) refuse('its pipeline is missing');
  const classifier = learnerById(description.classifier);
  const columns = description.select === undefined ? undefined : parseColumnChoice(pipeline['columns']);
  const scaler = classifier.scaling === 'standard' ? parseScaler(pipeline['scaler']) : undefined;
  const model = classifier.parseModel(pipeline['model']);
  const width = (model as { nFeatures?: unknown }).nFeatures;
  const nClasses = (model as { nClasses?: unknown }).nClasses;
  if (columns && (columns.nColumns !== description.columns.length || columns.chosen.length !== description.select)) refuse(`it describes ${description.select} of ${description.columns.length} columns but holds a choice of ${columns.chosen.length} of ${columns.nColumns}`);
  const described = columns ? columns.chosen.length : description.columns.length;
  if (width !== described || (scaler && scaler.nFeatures !== width)) refuse(`it describes ${described} columns but holds a model of ${String(width)}`);
  if (nClasses !== description.classes.length) refuse(`it describes ${description.classes.length} classes but holds a model of ${String(nClasses)}`);
  return { description, pipeline: { ...(columns && { columns }), scaler, model } };
}

function refuse(problem: string, details: SerErrorDetails = {}): never {
  throw new SerError('model-invalid', `Not a usable model file: ${problem}.`, details);
}

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value);

function readHeader(file: Uint8Array): { header: Record<string, unknown>; payload: Uint8Array } {
  if (new TextDecoder().decode(file.subarray(0, 8)) !== MAGIC) refuse(`it does not begin with "${MAGIC}"`);
  if (file.length < PREAMBLE_BYTES_1) refuse(`it is truncated: it has ${file.length} bytes`, { problem: 'truncated' });
  const view = new DataView(file.buffer, file.byteOffset, file.byteLength);
  const version = view.getUint32(8, true);
  if (version > VERSION) refuse(`it has format version ${version}, from a later version of this program; this one reads versions 1 and ${VERSION}`, { problem: 'later-version', version });
  if (version === 0) refuse('it has format version 0, which never was');
  if (version === VERSION) checkSeal(file, view);
  const start = version === 1 ? PREAMBLE_BYTES_1 : PREAMBLE_BYTES;
  const headerBytes = view.getUint32(12, true);
  if (start + headerBytes > file.length) refuse(`it declares a header of ${headerBytes} bytes and has ${file.length} bytes in all`, { problem: 'truncated' });
  const header = parseBoundedJson(file.subarray(start, start + headerBytes), HEADER_BOUNDS, 'its header');
  if (!isRecord(header)) refuse('its header is no object');
  return { header, payload: file.subarray(start + headerBytes) };
}

/** Tells a file that is cut off from one that was changed. */
function checkSeal(file: Uint8Array, view: DataView): void {
  if (file.length < PREAMBLE_BYTES) refuse(`it is truncated: it has ${file.length} bytes`, { problem: 'truncated' });
  if (view.getUint32(SEALED_BYTES, true) !== crc32(file.subarray(0, SEALED_BYTES))) refuse('its first bytes were altered: their checksum differs', { problem: 'altered' });
  const expected = Number(view.getBigUint64(16, true));
  if (file.length < expected) refuse(`it is truncated: it has ${file.length} of ${expected} bytes`, { problem: 'truncated' });
  if (file.length > expected) refuse(`it was altered: after its end, at byte ${expected}, come ${file.length - expected} more`, { problem: 'altered' });
  if (view.getUint32(SEALED_BYTES + 4, true) !== crc32(file.subarray(PREAMBLE_BYTES))) refuse('it was altered: its checksum differs', { problem: 'altered' });
}

/**
 * The description when `value`, from a file that is not trusted, is a sound one.
 *
 * @throws SerError `model-invalid`
 */
export function checkDescription(value: unknown): ModelDescription {
  if (!isRecord(value)) refuse('its description is missing');
  const { title, classifier, params, search, seed, recipe, normalize, balance, select, augment, columns, classes, trainedOn } = value;
  const isText = (text: unknown): text is string => typeof text === 'string' && text.length <= 1000;
  const areTexts = (texts: unknown): texts is string[] => Array.isArray(texts) && texts.every(isText);
  if (title !== undefined && !isText(title)) refuse('its title is damaged');
  if (!isText(classifier)) refuse('its learner is missing');
  try {
    learnerById(classifier);
  } catch (error) {
    refuse(isSerError(error) ? `its learner is not known: ${error.message.replace(/\.$/, '')}` : 'its learner is not known');
  }
  const areParams = (entries: unknown): boolean => isRecord(entries) && Object.values(entries).every((entry) => ['number', 'string', 'boolean'].includes(typeof entry));
  if (!areParams(params)) refuse('its parameters are damaged');
  if (search !== undefined && !isSearch(search, areParams)) refuse('the search of its parameters is damaged');
  if (typeof seed !== 'number') refuse('its seed is missing');
  if (!isRecord(recipe) || !isText(recipe['featureSet']) || typeof recipe['version'] !== 'number' || !(recipe['rate'] === 'native' || typeof recipe['rate'] === 'number')) refuse('its feature recipe is damaged');
  if (normalize !== undefined && normalize !== 'speaker') refuse('its normalisation is not known');
  if (balance !== undefined && balance !== 'weights' && balance !== 'smote') refuse('how its classes were balanced is not known');
  if (select !== undefined && !isIndex(select)) refuse('how many columns it selected is damaged');
  if (augment !== undefined && !areTexts(augment)) refuse('its augmentation is damaged');
  if (!areTexts(columns) || columns.length === 0) refuse('its columns are damaged');
  if (!areTexts(classes) || classes.length < 2 || new Set(classes).size !== classes.length) refuse('its classes are damaged');
  if (!isRecord(trainedOn) || !isText(trainedOn['corpus']) || typeof trainedOn['nClips'] !== 'number' || !areTexts(trainedOn['speakers']) || typeof trainedOn['synthetic'] !== 'boolean') refuse('its training data are not described');
  for (const name of ['convention', 'fingerprint']) {
    if (trainedOn[name] !== undefined && !isText(trainedOn[name])) refuse(`the ${name} of its training data is damaged`);
  }
  const { metrics, decision } = value;
  if (metrics !== undefined && !isMetrics(metrics)) refuse('its metrics are damaged');
  if (decision !== undefined && !isDecision(decision)) refuse('its temperature, its threshold or their figures are damaged');
  const { statistics } = trainedOn;
  const areNumbers = (numbers: unknown): boolean => Array.isArray(numbers) && numbers.length === columns.length && numbers.every((entry) => typeof entry === 'number');
  if (statistics !== undefined && !(isRecord(statistics) && areNumbers(statistics['means']) && areNumbers(statistics['deviations']))) refuse('the statistics of its columns are damaged');
  return value as unknown as ModelDescription;
}

function isMetrics(value: unknown): boolean {
  if (!isRecord(value)) return false;
  const { cv, recall, ...figures } = value;
  return typeof cv === 'string' && cv.length <= 1000 && isRecord(recall) && [...Object.values(recall), ...Object.values(figures)].every((figure) => typeof figure === 'number');
}

function isSearch(value: unknown, areParams: (entries: unknown) => boolean): boolean {
  if (!isRecord(value)) return false;
  const { method, candidates, inner, innerUar, nInnerFolds } = value;
  return [method, inner].every((text) => typeof text === 'string' && text.length <= 1000) && [innerUar, nInnerFolds].every((figure) => typeof figure === 'number') && Array.isArray(candidates) && candidates.length > 0 && candidates.every(areParams);
}

/** Puts the arrays back; `used` is how much of the payload they have taken, so that no two can claim the same bytes. */
function restoreArrays(node: unknown, source: { readonly payload: Uint8Array; used: number }, depth: number): unknown {
  if (depth > MAX_DEPTH) refuse('its header is nested too deeply');
  if (Array.isArray(node)) return node.map((entry) => restoreArrays(entry, source, depth + 1));
  if (!isRecord(node)) return node;
  if (Object.hasOwn(node, '$array')) {
    const { $array: type, offset, length } = node;
    if (typeof type !== 'string' || !Object.hasOwn(arrayTypes, type)) refuse(`it holds an array of unknown type ${JSON.stringify(type)}`);
    const ArrayOfType = arrayTypes[type as ArrayType];
    if (!isIndex(offset) || !isIndex(length) || offset < source.used) refuse('an array claims bytes of another');
    const end = offset + length * ArrayOfType.BYTES_PER_ELEMENT;
    if (end > source.payload.length) refuse('it is truncated: an array reaches beyond its end', { problem: 'truncated' });
    source.used = end;
    // A copy of its own: a part of the file may lie at any offset of its buffer.
    return new ArrayOfType(Uint8Array.from(source.payload.subarray(offset, end)).buffer);
  }
  // A null prototype: a key such as "__proto__" is then a field like any other.
  const restored: Record<string, unknown> = Object.create(null) as Record<string, unknown>;
  for (const [key, value] of Object.entries(node)) restored[key] = restoreArrays(value, source, depth + 1);
  return restored;
}

const isIndex = (value: unknown): value is number => typeof value === 'number' && Number.isSafeInteger(value) && value >= 0;
