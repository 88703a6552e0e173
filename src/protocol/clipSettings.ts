import { WINDOW_LENGTHS } from './clipTiles.ts';
import { trackNames, type TrackName } from './clipTracks.ts';

/** How spectrograms are drawn; remembered from one clip to the next. */
export interface ClipSettings {
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
};

export const defaultSettings: ClipSettings = { nFft: 1024, hopsPerWindow: 16, rangeDb: 80, colours: 'viridis', scale: 'linear', tracks: [] };

/** The settings that a value of unknown origin holds; what is missing or cannot be chosen is as by default. */
export function settingsOf(value: unknown): ClipSettings {
  const found = typeof value === 'object' && value !== null ? (value as Readonly<Record<string, unknown>>) : {};
  const chosen = Object.entries(settingChoices).filter(([key, choices]) => (choices as readonly unknown[]).includes(found[key]));
  const { tracks } = found;
  return { ...defaultSettings, ...Object.fromEntries(chosen.map(([key]) => [key, found[key]])), tracks: Array.isArray(tracks) ? trackNames.filter((name) => tracks.includes(name)) : [] };
}
