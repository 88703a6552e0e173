import { niceStep } from '../shared/axisTicks.ts';
import { element } from '../shared/element.ts';
import type { PlaybackState } from './playback.ts';
import type { ViewWindow } from './viewWindow.ts';
import { words } from './words.ts';

/** What the seek bar asks of the player. */
export interface SeekActions {
  seek(timeSec: number): void;
  toggle(): void;
  /** The pointer is over the drawings: at what time, and where on the page; `undefined` when it left. */
  point(at: { readonly timeSec: number; readonly clientY: number } | undefined): void;
}

export interface SeekBar {
  readonly node: HTMLElement;
  show(state: PlaybackState): void;
  /** The part of the clip that the slider spans. */
  span(view: ViewWindow): void;
}

/** A slider without looks of its own that lies over the drawings: click, drag or keys move the playback position. */
export function createSeekBar(actions: SeekActions): SeekBar {
  const node = element('div', { class: 'seek', id: 'seek', role: 'slider', tabindex: 0, 'aria-label': words.position, 'aria-valuemin': 0, title: words.hint });
  let state: PlaybackState = { timeSec: 0, durationSec: 0, playing: false, playable: false };
  let view: ViewWindow = { fromSec: 0, toSec: 0 };
  let saidAt = -1;

  const timeAt = (clientX: number): number => {
    const box = node.getBoundingClientRect();
    const share = Math.min(1, Math.max(0, (clientX - box.left) / box.width));
    return view.fromSec + share * (view.toSec - view.fromSec);
  };
  node.addEventListener('pointerdown', (event) => {
    if (event.button !== 0) return;
    node.setPointerCapture(event.pointerId);
    actions.seek(timeAt(event.clientX));
  });
  node.addEventListener('pointermove', (event) => {
    if (node.hasPointerCapture(event.pointerId)) actions.seek(timeAt(event.clientX));
    actions.point({ timeSec: timeAt(event.clientX), clientY: event.clientY });
  });
  node.addEventListener('pointerleave', () => actions.point(undefined));

  node.addEventListener('keydown', (event) => {
    if (event.ctrlKey || event.altKey || event.metaKey) return;
    const step = niceStep((view.toSec - view.fromSec) / 100);
    const target: Record<string, number> = {
      ArrowLeft: state.timeSec - step,
      ArrowDown: state.timeSec - step,
      ArrowRight: state.timeSec + step,
      ArrowUp: state.timeSec + step,
      Home: 0,
      End: state.durationSec,
    };
    const seconds = target[event.key];
    if (seconds !== undefined) actions.seek(seconds);
    else if (event.key === ' ') actions.toggle();
    else return;
    event.preventDefault();
  });

  return {
    node,
    span(next) {
      view = next;
    },
    show(next) {
      state = next;
      // Once a second is enough for a screen reader while the clip plays.
      const said = next.playing ? Math.floor(next.timeSec) : next.timeSec;
      if (said === saidAt && node.getAttribute('aria-valuemax') === next.durationSec.toFixed(2)) return;
      saidAt = said;
      node.setAttribute('aria-valuemax', next.durationSec.toFixed(2));
      node.setAttribute('aria-valuenow', next.timeSec.toFixed(2));
      node.setAttribute('aria-valuetext', words.positionText(next.timeSec, next.durationSec));
    },
  };
}
