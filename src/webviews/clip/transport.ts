import { createChoice } from './choice.ts';
import { element } from '../shared/element.ts';
import { icon } from '../shared/icon.ts';
import { toolButton } from '../shared/toolButton.ts';
import type { PlaybackState } from './playback.ts';
import { words } from './words.ts';

export interface TransportActions {
  toggle(): void;
  repeat(loop: boolean): void;
  speed(rate: number): void;
}

export interface Transport {
  readonly node: HTMLElement;
  show(state: PlaybackState): void;
}

const speeds = [0.5, 0.75, 1, 1.25, 1.5, 2];

/** The Play button, the loop switch, the speed and the time. */
export function createTransport({ toggle, repeat, speed }: TransportActions): Transport {
  const [play, pause] = [icon('play'), icon('pause')];
  for (const picture of [play, pause]) picture.setAttribute('slot', 'content-before');
  const word = document.createTextNode(words.play);
  const button = element('vscode-button', { id: 'play', secondary: true }, play, word);
  button.addEventListener('click', toggle);
  const loop = toolButton('loop', words.loop, () => {
    const isOn = loop.getAttribute('aria-pressed') !== 'true';
    loop.setAttribute('aria-pressed', String(isOn));
    repeat(isOn);
  });
  loop.setAttribute('aria-pressed', 'false');
  const rate = createChoice('speed', words.speed, speeds.map(words.speedText), 'below', (index) => speed(speeds[index] ?? 1));
  rate.show(speeds.indexOf(1));
  const time = element('span', { class: 'time', id: 'time' });
  const problem = element('span', { class: 'muted', role: 'status' });
  let playing = false;
  return {
    node: element('div', { class: 'transport' }, button, loop, rate.node, time, problem),
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
  };
}
