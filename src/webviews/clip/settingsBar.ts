import { settingChoices, type ClipSettings, type SingleSetting } from '../../protocol/clipSettings.ts';
import { createChoice } from './choice.ts';
import { element } from '../shared/element.ts';
import { words } from './words.ts';

export interface SettingsBar {
  readonly node: HTMLElement;
  show(settings: ClipSettings, sampleRate: number): void;
}

/** How the spectrogram is drawn, one select a setting. */
export function createSettingsBar(changed: (settings: ClipSettings) => void): SettingsBar {
  const row = element('div', { class: 'settings', role: 'group', 'aria-label': words.settings });
  let settings: ClipSettings | undefined;
  let shownRate = 0;
  let shows: (() => void)[] = [];

  const choice = <Key extends SingleSetting>(key: Key, label: string, text: (value: ClipSettings[Key]) => string): HTMLElement => {
    const values: readonly ClipSettings[Key][] = settingChoices[key];
    const { node, show } = createChoice(key, label, values.map(text), 'above', (index) => {
      const value = values[index];
      if (settings === undefined || value === undefined || settings[key] === value) return;
      settings = { ...settings, [key]: value };
      changed(settings);
    });
    shows.push(() => show(values.indexOf((settings as ClipSettings)[key])));
    return node;
  };

  return {
    node: row,
    show(next, sampleRate) {
      settings = next;
      if (sampleRate !== shownRate) {
        // The length of a window in milliseconds depends on the clip.
        shownRate = sampleRate;
        shows = [];
        row.replaceChildren(
          choice('scale', words.scale, (name) => words.scales[name]),
          choice('nFft', words.window, (n) => words.windowText(n, sampleRate)),
          choice('hopsPerWindow', words.hop, (n) => words.hopText(n)),
          choice('rangeDb', words.range, (n) => `${n} dB`),
          choice('colours', words.colours, (name) => words.colourMaps[name]),
        );
      }
      for (const show of shows) show();
    },
  };
}
