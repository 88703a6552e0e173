import { parseBoundedJson, type JsonBounds } from './boundedJson.ts';
import { float32Text, type XgboostValue } from './xgboostDocument.ts';

/** What an xgboost file may cost; a machine of 300 rounds, 8 classes and depth 6 takes some 20 MB, 40,000 lists and 2 million values. */
export const XGBOOST_BOUNDS: JsonBounds = { maxBytes: 128 * 1024 * 1024, maxDepth: 32, maxContainers: 4_000_000, maxValues: 20_000_000 };

/** An xgboost document as JSON in UTF-8, without spaces, floats with exponents. */
export function formatXgboostJson(document: XgboostValue): Uint8Array {
  const parts: string[] = [];
  write(document, parts);
  return new TextEncoder().encode(parts.join(''));
}

function write(value: XgboostValue, parts: string[]): void {
  if (typeof value === 'string' || typeof value === 'number') parts.push(JSON.stringify(value));
  else if (value instanceof Float32Array) parts.push('[', Array.from(value, float32Text).join(','), ']');
  else if (ArrayBuffer.isView(value)) parts.push('[', value.join(','), ']');
  else if (isList(value)) writeEntries(value, '[]', parts, (entry) => write(entry, parts));
  else {
    writeEntries(Object.entries(value), '{}', parts, ([key, entry]) => {
      parts.push(JSON.stringify(key), ':');
      write(entry, parts);
    });
  }
}

const isList = (value: XgboostValue): value is readonly XgboostValue[] => Array.isArray(value);

function writeEntries<T>(entries: readonly T[], brackets: string, parts: string[], writeEntry: (entry: T) => void): void {
  parts.push(brackets[0]);
  entries.forEach((entry, i) => {
    if (i > 0) parts.push(',');
    writeEntry(entry);
  });
  parts.push(brackets[1]);
}

/**
 * Reads an xgboost JSON file that is not trusted.
 *
 * @throws SerError `model-invalid` when it is not JSON, or is larger, deeper or fuller than {@link XGBOOST_BOUNDS}
 */
export function parseXgboostJson(bytes: Uint8Array): unknown {
  return parseBoundedJson(bytes, XGBOOST_BOUNDS, 'the file');
}
