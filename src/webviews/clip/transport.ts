import '@vscode-elements/elements/dist/vscode-button/index.js';
import { element } from '../shared/element.ts';
import { icon } from '../shared/icon.ts';
import type { PlaybackState } from './playback.ts';
import { words } from './words.ts';

export interface Transport {
  readonly node: HTMLElement;
  show(state: PlaybackState): void;
  /** Tells what is under the pointer; an empty text when it is elsewhere. */
  read(text: string): void;
}

/** The Play button, the time and what the pointer is on. */
export function createTransport(toggle: () => void): Transport {
  const [play, pause] = [icon('play'), icon('pause')];
  for (const picture of [play, pause]) picture.setAttribute('slot', 'content-before');
  const word = document.createTextNode(words.play);
  const button = element('vscode-button', { id: 'play', secondary: true }, play, word);
  button.addEventListener('click', toggle);
  const time = element('span', { class: 'time', id: 'time' });
  const reading = element('span', { class: 'reading muted', id: 'reading' });
  const problem = element('span', { class: 'muted', role: 'status' });
  let playing = false;
  return {
    node: element('div', { class: 'transport' }, button, time, problem, reading),
    show(state) {
      time.textContent = words.timeOf(state.timeSec, state.durationSec);
      button.disabled = !state.playable;
      const trouble = state.playable || state.durationSec === 0 ? '' : words.notPlayable;
      if (problem.textContent !== trouble) problem.textContent = trouble;
      if (playing === state.playing) return;
      playing = state.playing;
      word.data = playing ? words.pause : words.play;
      button.firstElementChild?.replaceWith(playing ? pause : play);
    },
    read(text) {
      reading.textContent = text;
    },
  };
}
