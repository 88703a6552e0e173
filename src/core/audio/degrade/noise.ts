import type { Random } from '../../learn/random.ts';
import { activePower } from './activeLevel.ts';

/** White noise of unit power. */
export const whiteNoise = (nSamples: number, random: Random): Float32Array => Float32Array.from({ length: nSamples }, () => random.normal());

/** Poles and gains of seven first-order sections whose sum falls by 3 dB an octave. */
const PINK_POLES = [0.99886, 0.99332, 0.969, 0.8665, 0.55, -0.7616, 0];
const PINK_GAINS = [0.0555179, 0.0750759, 0.153852, 0.3104856, 0.5329522, -0.016898, 0.115926];
const PINK_DIRECT = 0.5362;
/** Samples until the slowest section has settled. */
const SETTLE = 4096;

/**
 * Pink noise of about unit power: 1/f within 0.1 dB above a five-thousandth of the sample rate.
 *
 * @see P. Kellet's filter, in R. Bristow-Johnson et al., "DSP generation of Pink (1/f) Noise", music-dsp source code archive
 */
export function pinkNoise(nSamples: number, random: Random): Float32Array {
  const state = new Float64Array(PINK_POLES.length);
  const out = new Float32Array(nSamples);
  let energy = 0;
  let delayed = 0;
  for (let i = -SETTLE; i < nSamples; i++) {
    const white = random.normal();
    let sum = PINK_DIRECT * white + delayed;
    for (let s = 0; s < 6; s++) {
      state[s] = PINK_POLES[s] * state[s] + PINK_GAINS[s] * white;
      sum += state[s];
    }
    delayed = PINK_GAINS[6] * white;
    if (i < 0) continue;
    out[i] = sum;
    energy += sum * sum;
  }
  const scale = energy > 0 ? Math.sqrt(nSamples / energy) : 0;
  return out.map((value) => value * scale);
}

/**
 * Babble: other voices at one level, each from a random place on and repeated as long as it takes.
 *
 * @param voices mono samples at the sample rate of the clip that is to be disturbed; silent ones are left out
 */
export function babbleNoise(nSamples: number, sampleRate: number, voices: readonly Float32Array[], random: Random): Float32Array {
  const out = new Float32Array(nSamples);
  for (const voice of voices) {
    const power = activePower(voice, sampleRate);
    const start = random.integer(Math.max(1, voice.length));
    if (power === 0) continue;
    const scale = 1 / Math.sqrt(power);
    for (let i = 0; i < nSamples; i++) out[i] += scale * voice[(start + i) % voice.length];
  }
  return out;
}

/**
 * Adds noise so that the power of the speech, where somebody speaks, is `snrDb` above the mean power of the noise. Silence stays
 * silence, since no level of noise follows from it.
 */
export function addNoise(samples: Float32Array, sampleRate: number, noise: Float32Array, snrDb: number): Float32Array {
  let energy = 0;
  for (let i = 0; i < noise.length; i++) energy += noise[i] * noise[i];
  const speech = activePower(samples, sampleRate);
  if (energy === 0 || speech === 0) return samples.slice();
  const scale = Math.sqrt((speech * 10 ** (-snrDb / 10) * noise.length) / energy);
  return samples.map((value, i) => value + scale * noise[i]);
}
