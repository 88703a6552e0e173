import { trackNames, type TrackName } from '../../protocol/clipTracks.ts';
import { element } from '../shared/element.ts';
import { words } from './words.ts';

export interface TrackChoice {
  readonly node: HTMLElement;
  show(tracks: readonly TrackName[]): void;
}

/** Which tracks are drawn below the spectrogram. */
export function createTrackChoice(changed: (tracks: readonly TrackName[]) => void): TrackChoice {
  const boxes = trackNames.map((name) => ({ name, box: element('vscode-checkbox', { id: `track-${name}`, label: words.trackNames[name] }) }));
  for (const { box } of boxes) box.addEventListener('change', () => changed(boxes.filter((each) => each.box.checked).map(({ name }) => name)));
  return {
    node: element('div', { class: 'trackChoice', role: 'group', 'aria-label': words.tracks }, element('span', { class: 'muted', 'aria-hidden': 'true' }, words.tracks), ...boxes.map(({ box }) => box)),
    show(tracks) {
      for (const { name, box } of boxes) box.checked = tracks.includes(name);
    },
  };
}
