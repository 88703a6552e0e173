import { stat } from 'node:fs/promises';
import Papa from 'papaparse';
import { SerError } from '../../core/errors.ts';
import { columnsOf, featureSetById, featureSets } from '../../core/features/featureSet.ts';
import { createRecipe, UNKNOWN_FEATURE_SET, type Recipe } from '../../core/features/recipe.ts';
import { parseBoundedJson } from '../../core/interchange/boundedJson.ts';
import { parseLibsvm } from '../../core/interchange/libsvmReader.ts';
import { identityScaler, parseSvmRange } from '../../core/interchange/libsvmRange.ts';
import { formatModelCard } from '../../core/interchange/modelCard.ts';
import { checkDescription, encodeModelFile } from '../../core/interchange/modelFile.ts';
import { parseXgboostFile } from '../../core/interchange/xgboostFile.ts';
import type { Params } from '../../core/learn/classifier.ts';
import type { Pipeline } from '../../core/learn/pipeline.ts';
import type { ModelDescription } from '../../core/model/emotionModel.ts';
import { modelName } from '../../core/model/modelName.ts';
import { openModelFile } from '../../node/classifyClips.ts';
import { readBytes } from '../../node/readClip.ts';
import { checkOutFile } from '../checkOut.ts';
import { isCsvPath, readCsvText } from '../csvText.ts';
import { ofFile } from '../ofFile.ts';
import { note, print } from '../session.ts';
import { DESCRIPTION_ENDING, RANGE_ENDING } from './exportModel.ts';
import { writeWhole } from '../writeWhole.ts';

interface ImportOptions {
  readonly out: string;
  readonly classes?: readonly string[];
  readonly columns?: string;
  readonly rate: Recipe['rate'];
}

/** What a file of another program gives: a fitted pipeline, and what it says of itself. */
interface Foreign {
  readonly classifier: string;
  readonly params: Params;
  readonly pipeline: Pipeline;
  readonly nFeatures: number;
  /** The names that the file itself has for its classes: its labels. */
  readonly classes: readonly string[];
  readonly columns: readonly string[] | undefined;
  /** The description that our own export left. */
  readonly description: ModelDescription | undefined;
  readonly origin: string;
}

/** Files above this are refused unread. */
const MAX_BYTES = 128 * 1024 * 1024;
const DESCRIPTION_BOUNDS = { maxBytes: 64 * 1024 * 1024, maxDepth: 8, maxContainers: 1000, maxValues: 2_100_000 };
const UNKNOWN_RECIPE: Recipe = { featureSet: UNKNOWN_FEATURE_SET, version: 0, rate: 'native' };

export async function importModel(path: string, options: ImportOptions): Promise<void> {
  await checkOutFile(options.out, path);
  const named = options.columns === undefined ? undefined : await readColumns(options.columns);
  const foreign = await readForeign(path, named);
  const description = describe(foreign, named, options);
  const bytes = encodeModelFile({ description, pipeline: foreign.pipeline });
  const model = openModelFile(bytes);
  await writeWhole(options.out, bytes);
  await writeWhole(`${options.out}.md`, formatModelCard(description));
  print(`Wrote ${modelName(model)} to ${options.out}: ${foreign.origin}, ${description.columns.length} columns, ${description.classes.join(', ')}.`);
  if (description.recipe.featureSet === UNKNOWN_FEATURE_SET) note('Its columns are of no feature set of this program, so it cannot classify clips. Name them with --columns, if they are: conventional, or a CSV of the features.');
}

async function readForeign(path: string, named: readonly string[] | undefined): Promise<Foreign> {
  const bytes = await ofFile(path, () => readModel(path));
  const start = new TextDecoder('latin1').decode(bytes.subarray(0, 64)).trimStart();
  if (start.startsWith('{')) return fromXgboost(bytes, path);
  if (/^(svm_type|kernel_type|nr_class|total_sv)\s/.test(start)) return fromLibsvm(bytes, path, named?.length);
  if (start.startsWith('SERMODEL')) throw new SerError('format-unsupported', `${path} is a model file of this program already.`);
  throw new SerError('format-unsupported', `${path} is neither an xgboost file (JSON or UBJSON) nor a LIBSVM model.`);
}

async function fromXgboost(bytes: Uint8Array, path: string): Promise<Foreign> {
  const { model, columns, description, version, objective } = await ofFile(path, () => parseXgboostFile(bytes));
  return {
    classifier: 'xgboost',
    params: { nRounds: (model.treeStart.length - 1) / model.nClasses },
    pipeline: { scaler: undefined, model },
    nFeatures: model.nFeatures,
    classes: Array.from({ length: model.nClasses }, (_, k) => String(k)),
    columns,
    description: description === undefined ? undefined : await ofFile(path, () => parseDescription(new TextEncoder().encode(description))),
    origin: `xgboost ${version}, ${objective}`,
  };
}

async function fromLibsvm(bytes: Uint8Array, path: string, named: number | undefined): Promise<Foreign> {
  const description = await readBeside(path + DESCRIPTION_ENDING, parseDescription);
  const { model, labels } = await ofFile(path, () => parseLibsvm(bytes, named ?? description?.columns.length));
  const scaler = await readBeside(path + RANGE_ENDING, (range) => parseSvmRange(range, model.nFeatures));
  if (!scaler) note(`There is no ${path}${RANGE_ENDING} of svm-scale: the features are taken as they are.`);
  const { kernel, gamma, degree, coef0, nFeatures } = model;
  // Our own export labels a class by its index; the file lists the classes that had training clips.
  const isOurs = description !== undefined && labels.every((label) => label >= 0 && label < description.classes.length);
  return {
    classifier: 'svm',
    params: { kernel, gamma, degree, coef0, probability: model.sigmoidA.length > 0 },
    pipeline: { scaler: scaler ?? identityScaler(nFeatures), model },
    nFeatures,
    classes: labels.map((label) => (isOurs ? description.classes[label] : undefined) ?? String(label)),
    columns: undefined,
    description,
    origin: 'LIBSVM',
  };
}

function describe(foreign: Foreign, named: readonly string[] | undefined, { classes: given, rate }: ImportOptions): ModelDescription {
  const { nFeatures, description } = foreign;
  const classes = given ?? (foreign.classifier === 'xgboost' ? description?.classes : undefined) ?? foreign.classes;
  if (classes.length !== foreign.classes.length) throw new SerError('parameter-invalid', `There are ${classes.length} class names for the ${foreign.classes.length} classes of the model.`);
  if (!given && !description) note(`The file has no class names: they are ${classes.join(', ')} as in the file. Name them, in this order, with --classes.`);
  const columns = named ?? description?.columns ?? foreign.columns ?? Array.from({ length: nFeatures }, (_, j) => `f${j}`);
  if (columns.length !== nFeatures) throw new SerError('feature-mismatch', `There are ${columns.length} column names for the ${nFeatures} features of the model.`, { expected: nFeatures, actual: columns.length });
  // The recipe of our own export holds only for the columns that it had.
  if (description?.classifier === foreign.classifier) return { ...description, classes, columns, recipe: sameNames(columns, description.columns) ? description.recipe : recipeOf(columns, rate) };
  const corpus = `unknown data (imported from ${foreign.origin})`;
  return { classifier: foreign.classifier, params: foreign.params, seed: 0, recipe: recipeOf(columns, rate), columns, classes, trainedOn: { corpus, nClips: 0, speakers: [], synthetic: false } };
}

const sameNames = (a: readonly string[], b: readonly string[]): boolean => a.length === b.length && a.every((name, i) => name === b[i]);

function recipeOf(columns: readonly string[], rate: Recipe['rate']): Recipe {
  const set = featureSets.find((candidate) => sameNames(columns, columnsOf(candidate)));
  return set ? createRecipe(set.id, rate) : UNKNOWN_RECIPE;
}

/** The columns of a known feature set, or of the header of a feature CSV. */
async function readColumns(source: string): Promise<string[]> {
  if (!isCsvPath(source)) return columnsOf(featureSetById(source));
  const text = await ofFile(source, () => readCsvText(source));
  const header = Papa.parse<string[]>(text, { delimiter: ',', preview: 1 }).data[0] ?? [];
  return header[0] === 'file' ? header.slice(1) : header;
}

const parseDescription = (bytes: Uint8Array): ModelDescription => checkDescription(parseBoundedJson(bytes, DESCRIPTION_BOUNDS, 'its description'));

/** @throws SerError `model-invalid` for a file that is too large to be a model, before it is read */
async function readModel(path: string): Promise<Uint8Array> {
  const size = await stat(path).then(
    (found) => found.size,
    () => 0,
  );
  if (size > MAX_BYTES) throw new SerError('model-invalid', `The file has ${size} bytes; models of at most ${MAX_BYTES} are read.`, { bytes: size });
  return readBytes(path);
}

/** What a file that may stand beside the model holds; undefined where there is none. */
async function readBeside<T>(path: string, parse: (bytes: Uint8Array) => T): Promise<T | undefined> {
  const isThere = await stat(path).then(
    () => true,
    () => false,
  );
  return isThere ? ofFile(path, async () => parse(await readModel(path))) : undefined;
}
