import { resample, createResamplePlan } from '../../../../src/core/audio/resample.ts';
import { SAMPLE_RATE, synthesizeSampleClip } from '../../../../src/core/audio/synthesis/sampleCorpus.ts';
import { sampleCorpusPlan, type SampleClipPlan } from '../../../../src/core/audio/synthesis/samplePlan.ts';

/** Synthetic speech at its own rate. */
export const speech = (plan: SampleClipPlan, seed = 1): Float32Array => synthesizeSampleClip(plan, seed);
export { SAMPLE_RATE };

/** Clips of the sample corpus that all conditions hold for. */
export const plansOf = (conditions: Partial<SampleClipPlan>): SampleClipPlan[] =>
  sampleCorpusPlan().filter((plan) => (Object.keys(conditions) as (keyof SampleClipPlan)[]).every((key) => plan[key] === conditions[key]));

export const atRate = (samples: Float32Array, from: number, to: number): Float32Array => resample(createResamplePlan(from, to), samples);

export const padded = (samples: Float32Array, before: number, behind: number): Float32Array => {
  const out = new Float32Array(before + samples.length + behind);
  out.set(samples, before);
  return out;
};
