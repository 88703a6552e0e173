import { SerError } from '../../errors.ts';
import { createRandom } from '../../learn/random.ts';
import { drawProsody } from './prosody.ts';
import { sampleEmotions, type SampleClipPlan, type SampleEmotion } from './samplePlan.ts';
import { sentences } from './sentences.ts';
import { speakers } from './speakers.ts';
import { planUtterance, synthesise, type Utterance } from './synthesiser.ts';

/**
 * Samples per second of the sample clips: the rate to which librosa resamples by default, so features are computed from
 * the very samples that were synthesised; it also holds the hiss of /s/ up to 11 kHz.
 */
export const SAMPLE_RATE = 22050;

/** Random streams of a clip: the speaker's way with an emotion is shared by its clips, all else is the clip's own. */
function streamsOf({ speaker, emotion, intensity, sentence, repetition }: SampleClipPlan): { shared: number; own: number } {
  const shared = speaker * 16 + sampleEmotions.indexOf(emotion as SampleEmotion);
  const clip = ((shared * 2 + (intensity - 1)) * 2 + (sentence - 1)) * 2 + (repetition - 1);
  return { shared, own: 65536 + clip * 8 };
}

/**
 * Plans the speech of one clip, with its F0 contour and voice, without computing a sample.
 *
 * @param seed decides every variation between speakers and takes
 * @throws SerError `parameter-invalid` when the plan names a speaker or an emotion that the sample corpus does not have
 */
export function planSampleUtterance(plan: SampleClipPlan, seed: number): Utterance {
  const speaker = speakers[plan.speaker - 1];
  const emotion = sampleEmotions.find((name) => name === plan.emotion);
  if (speaker === undefined || emotion === undefined) {
    const known = `${speakers.length} speakers and ${sampleEmotions.join(', ')}`;
    throw new SerError('parameter-invalid', `No sample speaker ${plan.speaker} with the emotion "${plan.emotion}": there are ${known}.`, {
      speaker: plan.speaker,
      emotion: plan.emotion,
    });
  }
  const { shared, own } = streamsOf(plan);
  const take = createRandom(seed, own);
  const shift = drawProsody(emotion, plan.intensity, createRandom(seed, shared), take);
  return planUtterance(sentences[plan.sentence], speaker, shift, SAMPLE_RATE, take);
}

/**
 * Synthesises one clip of the sample corpus: synthetic speech, never a recording, and to be shown as such.
 *
 * @param plan one of `sampleCorpusPlan`
 * @param seed the same seed gives the same samples; another seed gives other takes of the same speakers
 * @returns mono samples in [−1, 1] at {@link SAMPLE_RATE}
 * @throws SerError `parameter-invalid` when the plan names a speaker or an emotion that the sample corpus does not have
 */
export function synthesizeSampleClip(plan: SampleClipPlan, seed: number): Float32Array {
  return synthesise(planSampleUtterance(plan, seed), seed, streamsOf(plan).own + 1);
}
