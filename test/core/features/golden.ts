import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseWav } from '../../../src/core/audio/wav.ts';

const folder = join(import.meta.dirname, '../../golden/rich');

export interface VoiceGolden {
  readonly f0: number;
  readonly formants: readonly (readonly [number, number])[];
  readonly trim: readonly [number, number];
  readonly yin: readonly number[];
  readonly praat: { readonly jitter: number; readonly rap: number; readonly ppq5: number; readonly shimmerDb: number; readonly apq3: number; readonly hnr: number; readonly formants: readonly number[]; readonly bandwidths: readonly number[] };
}

/** The file that test/golden/rich/make.py writes. */
export const golden = JSON.parse(readFileSync(join(folder, 'rich.json'), 'utf8')) as {
  readonly voices: Readonly<Record<'low' | 'high', VoiceGolden>>;
  readonly statistics: Readonly<Record<string, readonly number[]>> & { readonly values: readonly (readonly number[])[] };
  readonly delta: Readonly<Record<'1' | '2', readonly (readonly number[])[]>>;
  readonly deltaOfSeven: readonly (readonly number[])[];
};

/** One of make.py's synthetic voices, at 16 kHz. */
export const voiceSamples = (name: 'low' | 'high'): Float32Array => parseWav(readFileSync(join(folder, `${name}.wav`))).channels[0]!;

/** Pulses of a size each at these (fractional) samples, through resonators of frequency and bandwidth in Hz. */
export function pulseVoice(at: readonly number[], sizes: readonly number[], length: number, sampleRate: number, resonators: readonly (readonly [number, number])[] = []): Float32Array {
  let out = new Float64Array(length);
  at.forEach((position, i) => {
    const whole = Math.floor(position);
    out[whole]! += (sizes[i] ?? 1) * (1 - (position - whole));
    out[whole + 1]! += (sizes[i] ?? 1) * (position - whole);
  });
  for (const [hz, bandwidth] of resonators) {
    const r = Math.exp((-Math.PI * bandwidth) / sampleRate);
    const next = new Float64Array(length);
    for (let n = 0; n < length; n++) next[n] = out[n]! + 2 * r * Math.cos((2 * Math.PI * hz) / sampleRate) * (next[n - 1] ?? 0) - r * r * (next[n - 2] ?? 0);
    out = next;
  }
  const largest = out.reduce((most, value) => Math.max(most, Math.abs(value)), 1e-12);
  return Float32Array.from(out, (value) => (0.5 * value) / largest);
}
