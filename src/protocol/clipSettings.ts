import type { WindowLengths } from '../core/audio/slidingWindows.ts';
import { WINDOW_LENGTHS } from './clipTiles.ts';
import { trackNames, type TrackName } from './clipTracks.ts';

/** How spectrograms are drawn and timelines estimated; remembered from one clip to the next. */
export interface ClipSettings extends WindowLengths {
  /** Length of the analysis window in samples. */
  readonly nFft: number;
  /** How far columns are apart at the closest: this part of the window. */
  readonly hopsPerWindow: number;
  /** What lies this far below the loudest is drawn as silence, in dB. */
  readonly rangeDb: number;
  readonly colours: ColourMapName;
  readonly scale: FrequencyScaleName;
  /** What is drawn below the spectrogram. */
  readonly tracks: readonly TrackName[];
}

export type ColourMapName = 'viridis' | 'magma' | 'cividis' | 'grey';
export type FrequencyScaleName = 'linear' | 'mel' | 'log';

/** Settings of which one value of several is chosen. */
export type SingleSetting = Exclude<keyof ClipSettings, 'tracks'>;

/** What can be chosen. */
export const settingChoices: { readonly [Key in SingleSetting]: readonly ClipSettings[Key][] } = {
  nFft: WINDOW_LENGTHS,
  hopsPerWindow: [2, 4, 8, 16],
  rangeDb: [40, 60, 80, 100, 120],
  colours: ['viridis', 'magma', 'cividis', 'grey'],
  scale: ['linear', 'mel', 'log'],
  windowSec: [0.5, 1, 2, 3, 4, 5, 10, 20, 30, 60],
  hopSec: [0.1, 0.25, 0.5, 1, 2, 3, 4, 5, 10, 20, 30, 60],
};

export const defaultSettings: ClipSettings = { nFft: 1024, hopsPerWindow: 16, rangeDb: 80, colours: 'viridis', scale: 'linear', tracks: [], windowSec: 3, hopSec: 1 };

/** The hops that can be chosen for windows of a length: one leaves nothing out between two windows. */
export const hopsWithin = (windowSec: number): readonly number[] => settingChoices.hopSec.filter((hopSec) => hopSec <= windowSec);

/** Whether a value of unknown origin is lengths that can be chosen together. */
export function areWindowLengths(value: unknown): value is WindowLengths {
  if (typeof value !== 'object' || value === null) return false;
  const { windowSec, hopSec } = value as Record<string, unknown>;
  return settingChoices.windowSec.some((length) => length === windowSec && hopsWithin(length).some((hop) => hop === hopSec));
}

/** The settings that a value of unknown origin holds; what is missing or cannot be chosen is as by default. */
export function settingsOf(value: unknown): ClipSettings {
  const found = typeof value === 'object' && value !== null ? (value as Readonly<Record<string, unknown>>) : {};
  const chosen = Object.entries(settingChoices).filter(([key, choices]) => (choices as readonly unknown[]).includes(found[key]));
  const { tracks } = found;
  const settings = { ...defaultSettings, ...Object.fromEntries(chosen.map(([key]) => [key, found[key]])) };
  const { windowSec, hopSec } = areWindowLengths(settings) ? settings : defaultSettings;
  return { ...settings, windowSec, hopSec, tracks: Array.isArray(tracks) ? trackNames.filter((name) => tracks.includes(name)) : [] };
}
