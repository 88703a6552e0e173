import type { ShownMap } from '../../protocol/mapView.ts';
import { words } from './words.ts';

/** What is known of a clip, in one line. */
export function describeClip({ names, emotions, speakers, estimates, evaluation }: Pick<ShownMap, 'names' | 'emotions' | 'speakers' | 'estimates' | 'evaluation'>, clip: number): string {
  const [emotion = '', speaker = '', estimate = '', heldOut = ''] = [emotions[clip], speakers[clip], estimates[clip], evaluation?.heldOut[clip]];
  const parts = [
    names[clip] ?? '',
    emotion === '' ? words.noLabel : words.label(emotion),
    speaker === '' ? words.noSpeaker : words.speaker(speaker),
    heldOut === '' ? undefined : heldOut === emotion ? words.heldOutRight(heldOut) : words.heldOutWrong(heldOut),
    estimate === '' ? undefined : words.estimate(estimate),
  ];
  return parts.filter((part) => part !== undefined).join(' · ');
}

/** What the figure is, for those who cannot see it, and how far it is to be trusted. */
export function describeMap({ method, shares, seed, neighbours }: Pick<ShownMap, 'method' | 'shares' | 'seed' | 'neighbours'>): string[] {
  return [method === 'pca' ? words.pca(shares) : words.umap(shares, seed), words.neighbours(neighbours), words.labels];
}
