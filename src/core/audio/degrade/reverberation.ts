/** Delays of four parallel combs and two allpasses in a row, in seconds, with no common divisor at usual sample rates. */
const COMB_DELAYS_SEC = [0.0297, 0.0371, 0.0411, 0.0437];
const ALLPASS_DELAYS_SEC = [0.005, 0.0017];
const ALLPASS_GAIN = 0.7;

/**
 * A room: the clip, and with the same energy its echoes, which fall by 60 dB in `t60Sec`. The end is cut where the clip ends.
 *
 * @see M. R. Schroeder, "Natural Sounding Artificial Reverberation", J. Audio Eng. Soc. 10(3), 1962
 */
export function reverberate(samples: Float32Array, sampleRate: number, t60Sec: number): Float32Array {
  let wet = new Float32Array(samples.length);
  for (const delaySec of COMB_DELAYS_SEC) {
    const delay = Math.max(1, Math.round(delaySec * sampleRate));
    const gain = 10 ** ((-3 * delay) / sampleRate / t60Sec);
    const line = new Float32Array(samples.length);
    for (let i = delay; i < samples.length; i++) {
      line[i] = samples[i - delay] + gain * line[i - delay];
      wet[i] += line[i];
    }
  }
  for (const delaySec of ALLPASS_DELAYS_SEC) wet = allpass(wet, Math.max(1, Math.round(delaySec * sampleRate)));
  const scale = Math.sqrt(energyOf(samples) / Math.max(energyOf(wet), Number.MIN_VALUE));
  return samples.map((value, i) => value + scale * wet[i]);
}

function allpass(samples: Float32Array, delay: number): Float32Array<ArrayBuffer> {
  const out = new Float32Array(samples.length);
  for (let i = 0; i < samples.length; i++) out[i] = -ALLPASS_GAIN * samples[i] + (i >= delay ? samples[i - delay] + ALLPASS_GAIN * out[i - delay] : 0);
  return out;
}

const energyOf = (samples: Float32Array): number => samples.reduce((sum, value) => sum + value * value, 0);
