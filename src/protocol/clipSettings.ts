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
}

export type ColourMapName = 'viridis' | 'magma' | 'cividis' | 'grey';
export type FrequencyScaleName = 'linear' | 'mel' | 'log';

/** What can be chosen. */
export const settingChoices: { readonly [Key in keyof ClipSettings]: readonly ClipSettings[Key][] } = {
  nFft: [256, 512, 1024, 2048, 4096],
  hopsPerWindow: [2, 4, 8, 16],
  rangeDb: [40, 60, 80, 100, 120],
  colours: ['viridis', 'magma', 'cividis', 'grey'],
  scale: ['linear', 'mel', 'log'],
};

export const defaultSettings: ClipSettings = { nFft: 1024, hopsPerWindow: 16, rangeDb: 80, colours: 'viridis', scale: 'linear' };

/** The settings that a value of unknown origin holds; what is missing or cannot be chosen is as by default. */
export function settingsOf(value: unknown): ClipSettings {
  const found = typeof value === 'object' && value !== null ? (value as Readonly<Record<string, unknown>>) : {};
  const chosen = Object.entries(settingChoices).filter(([key, choices]) => (choices as readonly unknown[]).includes(found[key]));
  return { ...defaultSettings, ...Object.fromEntries(chosen.map(([key]) => [key, found[key]])) };
}
