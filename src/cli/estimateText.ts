import type { Prediction } from '../node/store/store.ts';

/** "angry (87 %)", or "uncertain (angry 34 %)", and what its reader must know of the clip: "angry (31 %), no sound". */
export function estimateText({ emotion, probabilities, remark, uncertain }: Pick<Prediction, 'emotion' | 'probabilities' | 'remark' | 'uncertain'>): string {
  const percent = `${Math.round((probabilities[emotion] ?? 0) * 100)} %`;
  return `${uncertain ? `uncertain (${emotion} ${percent})` : `${emotion} (${percent})`}${remark ? `, ${remark}` : ''}`;
}
