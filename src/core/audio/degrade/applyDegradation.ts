import type { Random } from '../../learn/random.ts';
import { throughMuLaw, throughRate, throughTelephone } from './channel.ts';
import { degradationKind, type Degradation, type DegradationId } from './degradation.ts';
import { changeGain, clipShare } from './level.ts';
import { addNoise, babbleNoise, pinkNoise, whiteNoise } from './noise.ts';
import { reverberate } from './reverberation.ts';

/** A clip to degrade, and the other voices that babble is made of. */
export interface DegradableClip {
  readonly samples: Float32Array;
  readonly sampleRate: number;
  readonly voices: readonly Float32Array[];
}

type Apply = (clip: DegradableClip, level: number, random: Random) => Float32Array;

const applications: Readonly<Record<DegradationId, Apply>> = {
  white: ({ samples, sampleRate }, level, random) => addNoise(samples, sampleRate, whiteNoise(samples.length, random), level),
  pink: ({ samples, sampleRate }, level, random) => addNoise(samples, sampleRate, pinkNoise(samples.length, random), level),
  babble: ({ samples, sampleRate, voices }, level, random) => addNoise(samples, sampleRate, babbleNoise(samples.length, sampleRate, voices, random), level),
  reverb: ({ samples, sampleRate }, level) => reverberate(samples, sampleRate, level),
  telephone: ({ samples, sampleRate }) => throughTelephone(samples, sampleRate),
  clipping: ({ samples }, level) => clipShare(samples, level / 100),
  gain: ({ samples }, level) => changeGain(samples, level),
  '8khz': ({ samples, sampleRate }) => throughRate(samples, sampleRate, 8000),
  mulaw: ({ samples }) => throughMuLaw(samples),
};

/**
 * A clip after a degradation, at its own rate.
 *
 * @param random what noise is drawn from
 * @returns as many samples as the clip has
 * @throws SerError `parameter-invalid` for an unknown kind
 */
export function applyDegradation(clip: DegradableClip, { kind, level }: Degradation, random: Random): Float32Array {
  return applications[degradationKind(kind).id](clip, level, random);
}
