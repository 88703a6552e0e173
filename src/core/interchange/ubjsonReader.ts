import { SerError } from '../errors.ts';

/** What a UBJSON file may cost before it is refused. */
export interface UbjsonBounds {
  readonly maxBytes: number;
  readonly maxDepth: number;
  /** Most objects and lists together; a packed array is one. */
  readonly maxContainers: number;
  /** Most values, those of packed arrays left out. */
  readonly maxValues: number;
}

const bytesOf: Readonly<Record<string, number>> = { i: 1, U: 1, I: 2, l: 4, L: 8, d: 4, D: 8 };

/**
 * Reads UBJSON that is not trusted. Objects have no prototype; packed numbers come as Float32Array (type d) or Float64Array
 * (the rest), of which none is allocated before the file is known to hold it.
 *
 * @throws SerError `model-invalid` for a length beyond the end of the file, an unknown type, or an exceeded bound
 */
export function parseUbjson(bytes: Uint8Array, bounds: UbjsonBounds): unknown {
  if (bytes.length > bounds.maxBytes) refuse(`it has ${bytes.length} bytes; ${bounds.maxBytes} are allowed`);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const decoder = new TextDecoder('utf-8', { fatal: true });
  let at = 0;
  let nContainers = 0;
  let nValues = 0;

  const take = (length: number): number => {
    if (length > bytes.length - at) refuse(`it is truncated: byte ${at} announces ${length} bytes, and ${bytes.length - at} are left`);
    at += length;
    return at - length;
  };
  const marker = (): string => String.fromCharCode(bytes[take(1)]);
  const number = (type: string): number => {
    if (!Object.hasOwn(bytesOf, type)) refuse(`byte ${at - 1} has the unknown type ${JSON.stringify(type)}`);
    const from = take(bytesOf[type]);
    switch (type) {
      case 'i':
        return view.getInt8(from);
      case 'U':
        return view.getUint8(from);
      case 'I':
        return view.getInt16(from);
      case 'l':
        return view.getInt32(from);
      case 'L':
        return Number(view.getBigInt64(from));
      case 'd':
        return view.getFloat32(from);
      default:
        return view.getFloat64(from);
    }
  };
  const length = (): number => {
    const value = number(marker());
    if (!Number.isSafeInteger(value) || value < 0) refuse(`byte ${at} announces a length of ${value}`);
    return value;
  };
  const text = (): string => {
    const n = length();
    const from = take(n);
    try {
      return decoder.decode(bytes.subarray(from, from + n));
    } catch {
      return refuse(`the text at byte ${from} is not UTF-8`);
    }
  };
  const packedList = (): Float32Array | Float64Array => {
    const type = marker();
    if (!Object.hasOwn(bytesOf, type) || marker() !== '#') refuse(`byte ${at} has no packed array of numbers`);
    const n = length();
    if (n > (bytes.length - at) / bytesOf[type]) refuse(`it is truncated: an array announces ${n} numbers, and ${bytes.length - at} bytes are left`);
    const values = type === 'd' ? new Float32Array(n) : new Float64Array(n);
    for (let i = 0; i < n; i++) values[i] = number(type);
    return values;
  };
  const list = (depth: number): unknown => {
    if (bytes[at] === 0x24) {
      at++;
      return packedList();
    }
    const entries: unknown[] = [];
    if (bytes[at] === 0x23) {
      at++;
      const n = length();
      if (n > bytes.length - at) refuse(`it is truncated: a list announces ${n} values, and ${bytes.length - at} bytes are left`);
      for (let i = 0; i < n; i++) entries.push(value(marker(), depth));
      return entries;
    }
    for (let type = marker(); type !== ']'; type = marker()) entries.push(value(type, depth));
    return entries;
  };
  const object = (depth: number): unknown => {
    const fields = Object.create(null) as Record<string, unknown>;
    for (;;) {
      take(1);
      if (bytes[at - 1] === 0x7d) return fields;
      at--;
      const key = text();
      fields[key] = value(marker(), depth);
    }
  };
  const value = (type: string, depth: number): unknown => {
    if (++nValues > bounds.maxValues) refuse(`it holds more than ${bounds.maxValues} values`);
    if (type === 'S') return text();
    if (type === 'T' || type === 'F') return type === 'T';
    if (type === 'Z') return null;
    if (type !== '[' && type !== '{') return number(type);
    if (depth >= bounds.maxDepth) refuse(`it is nested more than ${bounds.maxDepth} deep`);
    if (++nContainers > bounds.maxContainers) refuse(`it holds more than ${bounds.maxContainers} objects and lists`);
    return type === '[' ? list(depth + 1) : object(depth + 1);
  };
  const document = value(marker(), 0);
  if (at !== bytes.length) refuse(`it has ${bytes.length - at} bytes after its end`);
  return document;
}

function refuse(problem: string): never {
  throw new SerError('model-invalid', `Not a usable UBJSON file: ${problem}.`);
}
