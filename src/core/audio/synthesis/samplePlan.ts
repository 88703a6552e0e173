import { speakers } from './speakers.ts';

/** The emotions of RAVDESS, in the order of its codes 01 … 08. */
export const sampleEmotions = ['neutral', 'calm', 'happy', 'sad', 'angry', 'fearful', 'disgust', 'surprised'] as const;
export type SampleEmotion = (typeof sampleEmotions)[number];

/** One clip of the synthetic sample corpus. */
export interface SampleClipPlan {
  /** Relative, '/' separated, named by the rules of RAVDESS: `Actor_01/03-01-05-02-01-01-01.wav`. */
  readonly path: string;
  /** Number of the speaker, from 1; odd numbers are male, even ones female. */
  readonly speaker: number;
  readonly emotion: string;
  /** 1 normal, 2 strong. */
  readonly intensity: 1 | 2;
  readonly sentence: 1 | 2;
  readonly repetition: 1 | 2;
}

const twoDigits = (value: number): string => String(value).padStart(2, '0');

/**
 * Lists the clips of the sample corpus: six speakers, eight emotions, two sentences, two intensities. As in RAVDESS,
 * neutral has no strong intensity; it is repeated instead, so that every emotion has four clips per speaker.
 *
 * @returns 192 plans, by speaker, then in the order of their names
 */
export function sampleCorpusPlan(): SampleClipPlan[] {
  const plans: SampleClipPlan[] = [];
  for (let speaker = 1; speaker <= speakers.length; speaker++) {
    for (const emotion of sampleEmotions) {
      for (const intensity of [1, 2] as const) {
        for (const sentence of [1, 2] as const) {
          for (const repetition of [1, 2] as const) {
            if (emotion === 'neutral' ? intensity === 2 : repetition === 2) continue;
            const code = sampleEmotions.indexOf(emotion) + 1;
            // Modality 03 is audio only, vocal channel 01 is speech.
            const name = [3, 1, code, intensity, sentence, repetition, speaker].map(twoDigits).join('-');
            plans.push({ path: `Actor_${twoDigits(speaker)}/${name}.wav`, speaker, emotion, intensity, sentence, repetition });
          }
        }
      }
    }
  }
  return plans;
}
