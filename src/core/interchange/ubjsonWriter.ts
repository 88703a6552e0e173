import type { XgboostValue } from './xgboostDocument.ts';

/**
 * A document as UBJSON in the dialect of xgboost: typed arrays packed with their type and length, other lists with their
 * length, lengths and keys measured by int64, all numbers big-endian.
 *
 * @see Universal Binary JSON, draft 12 (ubjson.org); xgboost, `UBJWriter`
 */
export function encodeUbjson(document: XgboostValue): Uint8Array {
  const parts: Uint8Array[] = [];
  write(document, parts);
  const bytes = new Uint8Array(parts.reduce((total, part) => total + part.length, 0));
  let at = 0;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.length;
  }
  return bytes;
}

const ascii = (text: string): Uint8Array => new TextEncoder().encode(text);

function write(value: XgboostValue, parts: Uint8Array[]): void {
  if (typeof value === 'string') parts.push(ascii('S'), ...measured(value));
  else if (typeof value === 'number') parts.push(wholeNumber(value));
  else if (ArrayBuffer.isView(value)) parts.push(...packed(value));
  else if (isList(value)) {
    parts.push(ascii('[#'), int64(value.length));
    for (const entry of value) write(entry, parts);
  } else {
    parts.push(ascii('{'));
    for (const [key, entry] of Object.entries(value)) {
      parts.push(...measured(key));
      write(entry, parts);
    }
    parts.push(ascii('}'));
  }
}

const isList = (value: XgboostValue): value is readonly XgboostValue[] => Array.isArray(value);

function measured(text: string): Uint8Array[] {
  const bytes = ascii(text);
  return [int64(bytes.length), bytes];
}

function int64(value: number): Uint8Array {
  const view = new DataView(new ArrayBuffer(9));
  view.setUint8(0, 0x4c);
  view.setBigInt64(1, BigInt(value));
  return new Uint8Array(view.buffer);
}

/** A whole number in the narrowest of int8, int16, int32, int64, as xgboost writes it. */
function wholeNumber(value: number): Uint8Array {
  const view = new DataView(new ArrayBuffer(5));
  if (value >= -128 && value < 128) {
    view.setUint8(0, 0x69);
    view.setInt8(1, value);
    return new Uint8Array(view.buffer, 0, 2);
  }
  if (value >= -32768 && value < 32768) {
    view.setUint8(0, 0x49);
    view.setInt16(1, value);
    return new Uint8Array(view.buffer, 0, 3);
  }
  if (value < -2147483648 || value > 2147483647) return int64(value);
  view.setUint8(0, 0x6c);
  view.setInt32(1, value);
  return new Uint8Array(view.buffer);
}

function packed(array: Float32Array | Int32Array | Uint8Array | BigInt64Array): Uint8Array[] {
  const type = array instanceof Float32Array ? 'd' : array instanceof Int32Array ? 'l' : array instanceof Uint8Array ? 'U' : 'L';
  const view = new DataView(new ArrayBuffer(array.byteLength));
  if (array instanceof Float32Array) array.forEach((value, i) => view.setFloat32(4 * i, value));
  else if (array instanceof Int32Array) array.forEach((value, i) => view.setInt32(4 * i, value));
  else if (array instanceof Uint8Array) array.forEach((value, i) => view.setUint8(i, value));
  else array.forEach((value, i) => view.setBigInt64(8 * i, value));
  return [ascii(`[$${type}#`), int64(array.length), new Uint8Array(view.buffer)];
}
