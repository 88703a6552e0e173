import { applyDegradation } from '../core/audio/degrade/applyDegradation.ts';
import { mixToMono } from '../core/audio/recording.ts';
import { createResamplePlan, resample } from '../core/audio/resample.ts';
import { createRandom } from '../core/learn/random.ts';
import type { DegradedRequest } from '../protocol/analysis.ts';
import { readClip } from './readClip.ts';

/** A clip's mono samples after a degradation. */
export async function degradeClip({ path, degradation, seed, stream, voices: paths }: DegradedRequest): Promise<{ sampleRate: number; samples: Float32Array }> {
  const { sampleRate, samples } = await readMono(path);
  const voices: Float32Array[] = [];
  for (const other of paths) {
    const voice = await readMono(other);
    voices.push(resample(createResamplePlan(voice.sampleRate, sampleRate), voice.samples));
  }
  return { sampleRate, samples: applyDegradation({ samples, sampleRate, voices }, degradation, createRandom(seed, stream)) };
}

async function readMono(path: string): Promise<{ sampleRate: number; samples: Float32Array }> {
  const recording = await readClip(path);
  return { sampleRate: recording.sampleRate, samples: mixToMono(recording) };
}
