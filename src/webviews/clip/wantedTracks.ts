import { stretchesOf, type TrackKey } from '../../protocol/clipTracks.ts';
import type { Scene } from './scene.ts';

/** Tracks of more stretches than this at once would take minutes to compute; nothing of them could be told apart either. */
const mostStretches = 6;

/** The stretches of all chosen tracks that are in sight; none where too much is in sight. */
export function tracksInSight({ summary: { nSamples, sampleRate }, view, channel, settings }: Pick<Scene, 'summary' | 'view' | 'channel' | 'settings'>): TrackKey[] {
  const stretches = stretchesOf({ from: view.fromSec * sampleRate, to: view.toSec * sampleRate }, nSamples);
  if (stretches.length > mostStretches) return [];
  return settings.tracks.flatMap((track) => stretches.map((index): TrackKey => ({ kind: 'track', track, index, channel })));
}
