import { SerError } from '../errors.ts';

/** The typed arrays that models are made of. */
export interface ModelArrays {
  Float64Array: Float64Array;
  Float32Array: Float32Array;
  Int32Array: Int32Array;
  Uint32Array: Uint32Array;
  Int8Array: Int8Array;
}

/** Reads the fields of an untrusted model, refusing each that is missing or unsound with `model-invalid`. */
export interface ModelReader {
  /** A whole number in [min, max]. */
  count(name: string, min: number, max: number): number;
  /** A finite number. */
  number(name: string): number;
  choice<T extends string>(name: string, choices: readonly T[]): T;
  /** A typed array of `type`; of exactly `length` elements if given; floats must be finite. */
  array<K extends keyof ModelArrays>(name: string, type: K, length?: number): ModelArrays[K];
  /** A list of min to max objects, whose fields are as untrusted as before. */
  list(name: string, min: number, max: number): readonly Readonly<Record<string, unknown>>[];
  /** Throws `model-invalid`: "<what> model: <problem>". */
  fail(problem: string): never;
}

const arrayTypes = { Float64Array, Float32Array, Int32Array, Uint32Array, Int8Array };

/**
 * Opens an untrusted value for reading.
 *
 * @param value what a file or another thread handed over
 * @param kind the model's `kind` field, which must match
 * @throws `model-invalid` when `value` is no such object
 */
export function createModelReader(value: unknown, kind: string): ModelReader {
  const fail = (problem: string): never => {
    throw new SerError('model-invalid', `${kind} model: ${problem}.`, { kind });
  };
  if (typeof value !== 'object' || value === null) return fail(`expected an object, not ${value === null ? 'null' : typeof value}`);
  const fields = value as Record<string, unknown>;
  const get = (name: string): unknown => (Object.hasOwn(fields, name) ? fields[name] : undefined);
  if (get('kind') !== kind) return fail(`its kind is ${JSON.stringify(get('kind')) ?? 'missing'}`);

  return {
    fail,
    count(name, min, max) {
      const found = get(name);
      if (typeof found !== 'number' || !Number.isInteger(found) || found < min || found > max) return fail(`${name} must be a whole number from ${min} to ${max}`);
      return found;
    },
    number(name) {
      const found = get(name);
      if (typeof found !== 'number' || !Number.isFinite(found)) return fail(`${name} must be a finite number`);
      return found;
    },
    choice<T extends string>(name: string, choices: readonly T[]) {
      const found = choices.find((choice) => choice === get(name));
      return found ?? fail(`${name} must be one of ${choices.join(', ')}`);
    },
    array(name, type, length) {
      const found = get(name);
      if (!(found instanceof arrayTypes[type])) return fail(`${name} must be a ${type}`);
      if (length !== undefined && found.length !== length) return fail(`${name} must hold ${length} values, not ${found.length}`);
      for (let i = 0; i < found.length; i++) {
        if (!Number.isFinite(found[i])) return fail(`${name}[${i}] is ${found[i]}`);
      }
      return found as ModelArrays[typeof type];
    },
    list(name, min, max) {
      const found = get(name);
      if (!Array.isArray(found) || found.length < min || found.length > max) return fail(`${name} must be a list of ${min} to ${max}`);
      if (!found.every((entry) => typeof entry === 'object' && entry !== null)) return fail(`${name} must hold objects`);
      return found as Readonly<Record<string, unknown>>[];
    },
  };
}

/** The widest matrix and the most classes that a model file may declare. */
export const maxFeatures = 1_000_000;
export const maxClasses = 10_000;
