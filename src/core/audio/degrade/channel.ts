import { MULAW } from '../codecs/g711.ts';
import { createResamplePlan, resample } from '../resample.ts';

const TELEPHONE_RATE = 8000;
const TELEPHONE_LOW_HZ = 300;
const TELEPHONE_HIGH_HZ = 3400;
const TELEPHONE_TAPS = 257;

/** What is left of a clip at a lower rate, back at its own: same length. Unchanged where its own rate is not higher. */
export function throughRate(samples: Float32Array, sampleRate: number, rate: number): Float32Array {
  if (sampleRate <= rate) return samples.slice();
  const low = resample(createResamplePlan(sampleRate, rate), samples);
  return fit(resample(createResamplePlan(rate, sampleRate), low), samples.length);
}

/** Each sample as the nearest of the 256 levels of 8-bit µ-law (G.711); what is above full scale is clipped. */
export function throughMuLaw(samples: Float32Array): Float32Array {
  return samples.map((value) => nearest(sortedMuLaw, value));
}

/** A telephone line: 300 to 3400 Hz, 8 kHz, 8-bit µ-law; the same length at the same rate. */
export function throughTelephone(samples: Float32Array, sampleRate: number): Float32Array {
  const low = sampleRate > TELEPHONE_RATE ? resample(createResamplePlan(sampleRate, TELEPHONE_RATE), samples) : samples;
  const coded = throughMuLaw(bandPass(low, Math.min(sampleRate, TELEPHONE_RATE)));
  return sampleRate > TELEPHONE_RATE ? fit(resample(createResamplePlan(TELEPHONE_RATE, sampleRate), coded), samples.length) : coded;
}

/** A linear-phase filter by the window method (Hamming), without its delay. */
function bandPass(samples: Float32Array, sampleRate: number): Float32Array {
  const half = (TELEPHONE_TAPS - 1) / 2;
  const lowPass = (k: number, hz: number): number => (k === 0 ? (2 * hz) / sampleRate : Math.sin((2 * Math.PI * hz * k) / sampleRate) / (Math.PI * k));
  const high = Math.min(TELEPHONE_HIGH_HZ, sampleRate / 2);
  const taps = Float64Array.from({ length: TELEPHONE_TAPS }, (_, i) => (lowPass(i - half, high) - lowPass(i - half, TELEPHONE_LOW_HZ)) * (0.54 + 0.46 * Math.cos((Math.PI * (i - half)) / half)));
  return samples.map((_, n) => {
    let sum = 0;
    for (let i = Math.max(0, half - n); i < TELEPHONE_TAPS && n + i - half < samples.length; i++) sum += taps[i] * samples[n + i - half];
    return sum;
  });
}

const sortedMuLaw = Float32Array.from(new Set(MULAW)).sort();

function nearest(levels: Float32Array, value: number): number {
  let low = 0;
  let high = levels.length - 1;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (levels[middle] <= value) low = middle;
    else high = middle;
  }
  return value - levels[low] <= levels[high] - value ? levels[low] : levels[high];
}

function fit(samples: Float32Array, length: number): Float32Array {
  const out = new Float32Array(length);
  out.set(samples.subarray(0, length));
  return out;
}
