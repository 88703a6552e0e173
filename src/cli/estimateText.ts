import type { Prediction } from '../node/store/store.ts';

/** "angry (87 %)", "uncertain (angry 34 %)", or why there is nothing to judge, with what the model computes all the same: "no sound (angry 31 %)". */
export function estimateText({ emotion, probabilities, remark, uncertain }: Pick<Prediction, 'emotion' | 'probabilities' | 'remark' | 'uncertain'>): string {
  const percent = `${Math.round((probabilities[emotion] ?? 0) * 100)} %`;
  const noAnswer = remark ?? (uncertain ? 'uncertain' : undefined);
  return noAnswer === undefined ? `${emotion} (${percent})` : `${noAnswer} (${emotion} ${percent})`;
}
