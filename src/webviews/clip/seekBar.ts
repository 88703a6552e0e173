import { niceStep } from '../shared/axisTicks.ts';
import { element } from '../shared/element.ts';
import type { PlaybackState } from './playback.ts';
import type { ViewWindow } from './viewWindow.ts';
import { words } from './words.ts';

/** Where the pointer is over the drawings: in shares of the time axis, and on the page. */
export interface Pointer {
  readonly share: number;
  readonly clientY: number;
}

/** What the seek bar asks for. */
export interface SeekActions {
  seek(timeSec: number): void;
  toggle(): void;
  /** Chooses the part from `anchorSec` to `headSec`; nothing where they are the same. */
  select(anchorSec: number, headSec: number): void;
  /** Draws the end of the choice that moves on; without a choice it begins at the playback position. */
  extend(toSec: (headSec: number) => number): void;
  clearSelection(): boolean;
  /** Moves what keys read up or down by a share of the frequency axis. */
  raise(share: number): void;
  /** Says what is read, to screen readers. */
  say(): void;
  /** The pointer is over the drawings; `undefined` when it left. */
  point(at: Pointer | undefined): void;
}

export interface SeekBar {
  readonly node: HTMLElement;
  show(state: PlaybackState): void;
  /** The part of the clip that the slider spans. */
  span(view: ViewWindow): void;
}

/** Below so many pixels, a press is a click whose hand trembled. */
const dragFrom = 4;
/** Steps of the keys: parts of what is in sight, and of the frequency axis. */
const stepsInSight = 100;
const stepsOfAxis = 64;

/** A slider without looks of its own that lies over the drawings: a click or keys move the playback position, a drag or Shift with keys choose a part. */
export function createSeekBar(actions: SeekActions): SeekBar {
  const node = element('div', { class: 'seek', id: 'seek', role: 'slider', tabindex: 0, 'aria-label': words.position, 'aria-valuemin': 0, 'aria-describedby': 'reading', title: words.hint });
  let state: PlaybackState = { timeSec: 0, durationSec: 0, playing: false, playable: false };
  let view: ViewWindow = { fromSec: 0, toSec: 0 };
  let saidAt = -1;
  let press: { readonly clientX: number; readonly anchorSec: number; dragged: boolean } | undefined;

  const timeAt = (clientX: number): number => {
    const box = node.getBoundingClientRect();
    const share = Math.min(1, Math.max(0, (clientX - box.left) / box.width));
    return view.fromSec + share * (view.toSec - view.fromSec);
  };
  node.addEventListener('pointerdown', (event) => {
    if (event.button !== 0) return;
    node.setPointerCapture(event.pointerId);
    const timeSec = timeAt(event.clientX);
    if (event.shiftKey) return actions.extend(() => timeSec);
    press = { clientX: event.clientX, anchorSec: timeSec, dragged: false };
  });
  node.addEventListener('pointermove', (event) => {
    if (press !== undefined && (press.dragged || Math.abs(event.clientX - press.clientX) >= dragFrom)) {
      press.dragged = true;
      actions.select(press.anchorSec, timeAt(event.clientX));
    }
    actions.point({ share: (timeAt(event.clientX) - view.fromSec) / (view.toSec - view.fromSec), clientY: event.clientY });
  });
  node.addEventListener('pointerup', () => {
    if (press === undefined) return;
    if (!press.dragged) {
      actions.clearSelection();
      actions.seek(press.anchorSec);
    }
    press = undefined;
  });
  node.addEventListener('pointercancel', () => (press = undefined));
  node.addEventListener('pointerleave', () => actions.point(undefined));

  node.addEventListener('keydown', (event) => {
    if (event.ctrlKey || event.altKey || event.metaKey) return;
    const step = niceStep((view.toSec - view.fromSec) / stepsInSight);
    const moves: Record<string, (sec: number) => number> = {
      ArrowLeft: (sec) => sec - step,
      ArrowRight: (sec) => sec + step,
      Home: () => 0,
      End: () => state.durationSec,
    };
    const move = moves[event.key];
    if (move !== undefined) {
      if (event.shiftKey) actions.extend((sec) => Math.min(state.durationSec, Math.max(0, move(sec))));
      else actions.seek(move(state.timeSec));
    } else if (event.key === 'ArrowUp' || event.key === 'ArrowDown') actions.raise((event.key === 'ArrowUp' ? 1 : -1) / stepsOfAxis);
    else if (event.key === ' ') actions.toggle();
    else if (event.key === 'Enter') actions.say();
    else if (event.key !== 'Escape' || !actions.clearSelection()) return;
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
