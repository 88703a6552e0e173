import type { GradientBoostingModel } from '../learn/boosting/boostingModel.ts';
import type { ModelDescription } from '../model/emotionModel.ts';
import { parseUbjson } from './ubjsonReader.ts';
import { encodeUbjson } from './ubjsonWriter.ts';
import { createXgboostDocument } from './xgboostDocument.ts';
import { formatXgboostJson, parseXgboostJson, XGBOOST_BOUNDS } from './xgboostJson.ts';
import { readXgboostDocument, type XgboostFile } from './xgboostReader.ts';

/**
 * A model as an xgboost file, which `Booster.load_model` of xgboost 3.x reads.
 *
 * @param format 'json' for people and other programs, 'ubj' for three quarters of the bytes
 */
export function encodeXgboostFile(model: GradientBoostingModel, description: ModelDescription, format: 'json' | 'ubj'): Uint8Array {
  const document = createXgboostDocument(model, description);
  return format === 'json' ? formatXgboostJson(document) : encodeUbjson(document);
}

/**
 * Reads an xgboost file of either format that is not trusted.
 *
 * @throws SerError as {@link readXgboostDocument}
 */
export function parseXgboostFile(bytes: Uint8Array): XgboostFile {
  return readXgboostDocument(isUbjson(bytes) ? parseUbjson(bytes, XGBOOST_BOUNDS) : parseXgboostJson(bytes));
}

/** Both formats begin with "{"; in UBJSON the type of a length follows, in JSON a space or a quotation mark. */
const isUbjson = (bytes: Uint8Array): boolean => bytes[0] === 0x7b && 'iUIlL#'.includes(String.fromCharCode(bytes[1] ?? 0));
