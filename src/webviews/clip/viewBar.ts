import { element } from '../shared/element.ts';
import { panView, viewOf, type ViewLimits, type ViewWindow } from './viewWindow.ts';
import { timeText } from '../shared/timeTicks.ts';
import { words } from './words.ts';

export interface ViewBar {
  readonly node: HTMLElement;
  show(view: ViewWindow, limits: ViewLimits): void;
}

/** A scroll bar under the drawings: which part of the clip is in sight, to be dragged or moved by keys. */
export function createViewBar(moved: (view: ViewWindow) => void): ViewBar {
  const thumb = element('div', { class: 'thumb' });
  const node = element('div', { class: 'viewBar', role: 'scrollbar', tabindex: 0, 'aria-label': words.view, 'aria-orientation': 'horizontal', 'aria-controls': 'figures', 'aria-valuemin': 0 }, thumb);
  let view: ViewWindow = { fromSec: 0, toSec: 1 };
  let limits: ViewLimits = { durationSec: 1, shortestSec: 1 };
  let grip = 0;

  const secAt = (clientX: number): number => {
    const box = node.getBoundingClientRect();
    return ((clientX - box.left) / box.width) * limits.durationSec;
  };
  node.addEventListener('pointerdown', (event) => {
    if (event.button !== 0) return;
    node.setPointerCapture(event.pointerId);
    const [at, length] = [secAt(event.clientX), view.toSec - view.fromSec];
    // A press beside the thumb brings its middle there.
    grip = event.target === thumb ? at - view.fromSec : length / 2;
    moved(viewOf(at - grip, length, limits));
  });
  node.addEventListener('pointermove', (event) => {
    if (node.hasPointerCapture(event.pointerId)) moved(viewOf(secAt(event.clientX) - grip, view.toSec - view.fromSec, limits));
  });
  node.addEventListener('keydown', (event) => {
    if (event.ctrlKey || event.altKey || event.metaKey) return;
    const length = view.toSec - view.fromSec;
    const steps: Record<string, number> = { ArrowLeft: -length / 10, ArrowRight: length / 10, PageUp: -length, PageDown: length, Home: -limits.durationSec, End: limits.durationSec };
    const step = steps[event.key];
    if (step === undefined) return;
    moved(panView(view, limits, step));
    event.preventDefault();
    event.stopPropagation();
  });

  return {
    node,
    show(next, nextLimits) {
      [view, limits] = [next, nextLimits];
      const { durationSec } = limits;
      thumb.style.left = `${(100 * view.fromSec) / durationSec}%`;
      thumb.style.width = `${(100 * (view.toSec - view.fromSec)) / durationSec}%`;
      node.setAttribute('aria-valuemax', durationSec.toFixed(2));
      node.setAttribute('aria-valuenow', view.fromSec.toFixed(2));
      node.setAttribute('aria-valuetext', viewText(view, durationSec));
    },
  };
}

/** "1.20 s to 2.40 s". */
export function viewText({ fromSec, toSec }: ViewWindow, durationSec: number): string {
  const text = (sec: number): string => timeText(sec, toSec - fromSec, durationSec);
  return words.viewText(text(fromSec), text(toSec));
}
