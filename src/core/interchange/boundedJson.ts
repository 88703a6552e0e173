import { SerError } from '../errors.ts';

/** What a JSON text may cost before it is refused; the text is measured before anything is built from it. */
export interface JsonBounds {
  readonly maxBytes: number;
  /** Deepest nesting of objects and lists. */
  readonly maxDepth: number;
  /** Most objects and lists together. */
  readonly maxContainers: number;
  /** Most values in all. */
  readonly maxValues: number;
}

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const COMMA = 0x2c;
const OPEN_LIST = 0x5b;
const CLOSE_LIST = 0x5d;
const OPEN_OBJECT = 0x7b;
const CLOSE_OBJECT = 0x7d;

/**
 * Parses JSON in UTF-8 from a source that is not trusted. A pass over the bytes counts depth, containers and values, so
 * a text of nothing but brackets is refused in the memory that it lies in. Objects keep a key such as `__proto__` as a
 * field of their own; look fields up with `Object.hasOwn`.
 *
 * @param what the text, for messages: "its header"
 * @throws `model-invalid` when a bound is exceeded, and when it is not JSON in UTF-8
 */
export function parseBoundedJson(bytes: Uint8Array, bounds: JsonBounds, what: string): unknown {
  if (bytes.length > bounds.maxBytes) refuse(`${what} has ${bytes.length} bytes; ${bounds.maxBytes} are allowed`);
  measure(bytes, bounds, what);
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    return refuse(`${what} is not JSON`);
  }
}

function measure(bytes: Uint8Array, { maxDepth, maxContainers, maxValues }: JsonBounds, what: string): void {
  let depth = 0;
  let nContainers = 0;
  let nValues = 1;
  for (let i = 0; i < bytes.length; i++) {
    const byte = bytes[i];
    if (byte === QUOTE) {
      for (i++; i < bytes.length && bytes[i] !== QUOTE; i++) if (bytes[i] === BACKSLASH) i++;
    } else if (byte === COMMA) {
      nValues++;
    } else if (byte === OPEN_LIST || byte === OPEN_OBJECT) {
      nContainers++;
      nValues++;
      if (++depth > maxDepth) refuse(`${what} is nested more than ${maxDepth} deep`);
    } else if (byte === CLOSE_LIST || byte === CLOSE_OBJECT) {
      depth--;
    }
    if (nContainers > maxContainers) refuse(`${what} holds more than ${maxContainers} objects and lists`);
    if (nValues > maxValues) refuse(`${what} holds more than ${maxValues} values`);
  }
}

function refuse(problem: string): never {
  throw new SerError('model-invalid', `Not a usable model file: ${problem}.`);
}
