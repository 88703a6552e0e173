import type { Direction } from './nearestPoint.ts';
import type { Point } from './viewport.ts';

/** What pointer and keys ask of a map; places are in pixels of its plot. */
export interface MapGestures {
  /** The pointer is over a place, or has left. */
  point(at: Point | undefined): void;
  play(): void;
  open(): void;
  zoom(factor: number, at?: Point): void;
  showWhole(): void;
  pan(byX: number, byY: number): void;
  /** Looks a step towards one side. */
  step(direction: Direction): void;
  /** Reads the next point towards one side. */
  walk(direction: Direction): void;
  /** Reads nothing any more. */
  leave(): void;
}

/** A hand that moves less than this has not dragged. */
const DRAG_FROM = 4;
const ZOOM_A_KEY = 1.5;
const ZOOM_A_PIXEL = Math.log(1.25) / 100;
const PIXELS_A_LINE = 20;

const directions: Readonly<Record<string, Direction>> = { ArrowLeft: { x: -1, y: 0 }, ArrowRight: { x: 1, y: 0 }, ArrowUp: { x: 0, y: 1 }, ArrowDown: { x: 0, y: -1 } };

/** Listens to what happens on the drawing of a map. */
export function watchMapGestures(canvas: HTMLCanvasElement, margins: { readonly left: number; readonly top: number }, gestures: MapGestures): void {
  const placeOf = ({ offsetX, offsetY }: MouseEvent): Point => ({ x: offsetX - margins.left, y: offsetY - margins.top });
  let pressed: Point | undefined;
  let last: Point | undefined;

  canvas.addEventListener('pointerdown', (event) => {
    if (event.button !== 0) return;
    pressed = placeOf(event);
    canvas.setPointerCapture(event.pointerId);
  });
  canvas.addEventListener('pointermove', (event) => {
    const at = placeOf(event);
    if (pressed === undefined) return gestures.point(at);
    if (last === undefined && Math.hypot(at.x - pressed.x, at.y - pressed.y) < DRAG_FROM) return;
    const from = last ?? pressed;
    last = at;
    canvas.classList.add('dragged');
    gestures.pan(at.x - from.x, at.y - from.y);
  });
  canvas.addEventListener('pointerup', (event) => {
    if (pressed !== undefined && last === undefined) {
      gestures.point(placeOf(event));
      gestures.play();
    }
    release();
  });
  canvas.addEventListener('pointercancel', () => release());
  const release = (): void => {
    pressed = undefined;
    last = undefined;
    canvas.classList.remove('dragged');
  };
  canvas.addEventListener('pointerleave', () => {
    // What keys have chosen stays.
    if (document.activeElement !== canvas) gestures.point(undefined);
  });
  canvas.addEventListener('dblclick', () => gestures.open());
  canvas.addEventListener(
    'wheel',
    (event) => {
      const pixels = event.deltaMode === WheelEvent.DOM_DELTA_PIXEL ? event.deltaY : event.deltaY * PIXELS_A_LINE;
      gestures.zoom(Math.exp(-pixels * ZOOM_A_PIXEL), placeOf(event));
      event.preventDefault();
    },
    { passive: false },
  );

  canvas.addEventListener('keydown', (event) => {
    if (event.altKey || event.metaKey || event.ctrlKey) return;
    const direction = directions[event.key];
    const acts: Readonly<Record<string, () => void>> = {
      '+': () => gestures.zoom(ZOOM_A_KEY),
      '=': () => gestures.zoom(ZOOM_A_KEY),
      '-': () => gestures.zoom(1 / ZOOM_A_KEY),
      '0': () => gestures.showWhole(),
      Enter: () => gestures.play(),
      ' ': () => gestures.play(),
      o: () => gestures.open(),
      O: () => gestures.open(),
      Escape: () => gestures.leave(),
    };
    const act = direction === undefined ? acts[event.key] : () => (event.shiftKey ? gestures.step(direction) : gestures.walk(direction));
    if (act === undefined) return;
    act();
    event.preventDefault();
  });
}
