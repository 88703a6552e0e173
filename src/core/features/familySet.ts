import { SerError } from '../errors.ts';
import type { FeatureKernels } from '../signal/kernels.ts';
import type { Column, Family } from './family.ts';

/** A family as it is listed and chosen. */
export interface FamilyDescription {
  readonly id: string;
  readonly description: string;
  readonly columns: readonly Column[];
}

/**
 * A named list of families. Raise `version` when a number would change.
 *
 * A set of shape 'vector' gives a clip one value a column; one of shape 'frames' gives a row of them a frame, row-major, for
 * networks: how many rows depends on the clip's duration.
 */
export interface FeatureSet {
  readonly id: string;
  readonly version: number;
  readonly description: string;
  readonly shape: 'vector' | 'frames';
  readonly families: readonly FamilyDescription[];
  /** Hyper-parameters by learner that suit this set better than the learner's own defaults; what a user gives goes first. */
  readonly learnerDefaults: Readonly<Record<string, Readonly<Record<string, number | string | boolean>>>>;
  /** Prepares the set for a sample rate; what it returns computes a clip of finite samples, at least one. Kernels speed up what they can. */
  create(sampleRate: number, kernels?: FeatureKernels): (samples: Float32Array) => Float32Array;
  /**
   * The set of some of these families, in this set's order; its id is `<id>/<family>+<family>…`.
   *
   * @throws SerError `parameter-invalid` for an unknown family, with the known ones
   */
  pick(families: readonly string[]): FeatureSet;
}

export interface FamilySetOptions<Clip> extends Pick<FeatureSet, 'id' | 'version' | 'description'> {
  readonly shape?: FeatureSet['shape'];
  readonly learnerDefaults?: FeatureSet['learnerDefaults'];
  readonly families: readonly Family<Clip>[];
  /** Prepares what all families share, for a sample rate. */
  analyse(sampleRate: number, kernels?: FeatureKernels): (samples: Float32Array) => Clip;
}

/** A set whose columns are those of its families, one after the other, over an analysis that they share. */
export function createFamilySet<Clip>(options: FamilySetOptions<Clip>): FeatureSet {
  const { id, version, description, shape = 'vector', learnerDefaults = {}, families, analyse } = options;
  return {
    id, version, description, shape, learnerDefaults,
    families: families.map((family) => ({ id: family.id, description: family.description, columns: family.columns })),
    create(sampleRate, kernels) {
      const analyseClip = analyse(sampleRate, kernels);
      const compute = families.map((family) => family.create(sampleRate, kernels));
      return (samples) => {
        const clip = analyseClip(samples);
        return concatenate(compute.map((one) => one(clip)));
      };
    },
    pick(chosen) {
      const known = families.map((family) => family.id);
      const unknown = chosen.find((name) => !known.includes(name));
      if (unknown !== undefined || chosen.length === 0) {
        throw new SerError('parameter-invalid', `The set ${id} has no family "${unknown ?? ''}"; it has ${known.join(', ')}.`, { known });
      }
      const picked = families.filter((family) => chosen.includes(family.id));
      return createFamilySet({ ...options, id: `${id}/${picked.map((family) => family.id).join('+')}`, families: picked, learnerDefaults: {} });
    },
  };
}

function concatenate(parts: readonly ArrayLike<number>[]): Float32Array {
  const out = new Float32Array(parts.reduce((total, part) => total + part.length, 0));
  let at = 0;
  for (const part of parts) {
    out.set(part, at);
    at += part.length;
  }
  return out;
}
