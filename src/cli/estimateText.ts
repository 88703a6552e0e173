import type { Prediction } from '../node/store/store.ts';

/** "angry (87 %)", and what its reader must know of the clip: "angry (31 %), no sound". */
export function estimateText({ emotion, probabilities, remark }: Pick<Prediction, 'emotion' | 'probabilities' | 'remark'>): string {
  return `${emotion} (${Math.round((probabilities[emotion] ?? 0) * 100)} %)${remark ? `, ${remark}` : ''}`;
}
