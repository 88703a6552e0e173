import { SerError } from '../../errors.ts';

/** A way in which recordings get worse, at several levels from mild to strong; `applyDegradation` does it. */
export interface DegradationKind {
  readonly id: DegradationId;
  readonly name: string;
  /** Of the levels; empty where there is only one. */
  readonly unit: string;
  readonly levels: readonly number[];
  readonly needsVoices?: boolean;
}

export type DegradationId = 'white' | 'pink' | 'babble' | 'reverb' | 'telephone' | 'clipping' | 'gain' | '8khz' | 'mulaw';

const SNR_DB = [30, 20, 10, 5, 0];

/** Every kind, in the order in which it is shown. */
export const degradationKinds: readonly DegradationKind[] = [
  { id: 'white', name: 'white noise', unit: 'dB SNR', levels: SNR_DB },
  { id: 'pink', name: 'pink noise', unit: 'dB SNR', levels: SNR_DB },
  { id: 'babble', name: 'babble of other clips', unit: 'dB SNR', levels: SNR_DB, needsVoices: true },
  { id: 'reverb', name: 'reverberation', unit: 's T60', levels: [0.3, 0.6, 1.2] },
  { id: 'telephone', name: 'telephone line', unit: '', levels: [0] },
  { id: 'clipping', name: 'clipping', unit: '% of samples', levels: [1, 5, 20] },
  { id: 'gain', name: 'gain', unit: 'dB', levels: [-20, 20] },
  { id: '8khz', name: 'sampled at 8 kHz', unit: '', levels: [0] },
  { id: 'mulaw', name: '8-bit µ-law', unit: '', levels: [0] },
];

/** One kind at one level. */
export interface Degradation {
  readonly kind: string;
  readonly level: number;
}

/** @throws SerError `parameter-invalid` for an unknown id, with the known ones */
export function degradationKind(id: string): DegradationKind {
  const found = degradationKinds.find((kind) => kind.id === id);
  if (!found) throw new SerError('parameter-invalid', `There is no degradation "${id}"; there are ${degradationKinds.map((kind) => kind.id).join(', ')}.`, { id });
  return found;
}

/**
 * Parses `white`, all levels of a kind, or `white:10`, one.
 *
 * @throws SerError `parameter-invalid` with the value and the rule
 */
export function parseDegradations(text: string): Degradation[] {
  return text.split(',').flatMap((part) => {
    const [id = '', level, ...rest] = part.trim().split(':');
    const { levels, unit } = degradationKind(id);
    if (level === undefined) return levels.map((value) => ({ kind: id, level: value }));
    const value = Number(level);
    if (rest.length > 0 || level.trim() === '' || !Number.isFinite(value) || (unit === '' && value !== 0)) {
      throw new SerError('parameter-invalid', `"${part}" is not a degradation with a level; one is ${id}${unit === '' ? '' : `:${levels[0]} (${unit})`}.`);
    }
    return [{ kind: id, level: value }];
  });
}

/** A degradation in words: "white noise, 10 dB SNR". */
export function describeDegradation({ kind, level }: Degradation): string {
  const { name, unit } = degradationKind(kind);
  return unit === '' ? name : `${name}, ${level} ${unit}`;
}
