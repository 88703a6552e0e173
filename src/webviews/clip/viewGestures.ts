import { zoomStep } from './viewTools.ts';

/** What wheel, middle button and keys ask of the view. */
export interface ViewGestures {
  zoom(factor: number, clientX: number | undefined): void;
  /** Moves the view by a share of its own length. */
  pan(share: number): void;
  showWhole(): void;
  /** Whether there is anything to pan: else the wheel scrolls the page. */
  canPan(): boolean;
}

const pixelsPerLine = 20;
const pixelsPerPage = 400;
/** Of a usual wheel's notch of 100 pixels, a quarter closer. */
const zoomPerPixel = Math.log(1.25) / 100;

function wheelPixels({ deltaX, deltaY, deltaMode }: WheelEvent): { readonly x: number; readonly y: number } {
  const unit = deltaMode === WheelEvent.DOM_DELTA_LINE ? pixelsPerLine : deltaMode === WheelEvent.DOM_DELTA_PAGE ? pixelsPerPage : 1;
  return { x: deltaX * unit, y: deltaY * unit };
}

/** Zooms and pans by what happens over the drawings, and by keys anywhere in `keysFrom`. */
export function watchViewGestures(figures: HTMLElement, keysFrom: HTMLElement, { zoom, pan, showWhole, canPan }: ViewGestures): void {
  figures.addEventListener(
    'wheel',
    (event) => {
      const { x, y } = wheelPixels(event);
      // A pinch on a touchpad arrives as a wheel with Ctrl.
      if (event.ctrlKey || event.metaKey) zoom(Math.exp(y * zoomPerPixel), event.clientX);
      else if (canPan()) pan((Math.abs(x) > Math.abs(y) ? x : y) / figures.clientWidth);
      else return;
      event.preventDefault();
    },
    { passive: false },
  );

  let dragX: number | undefined;
  figures.addEventListener('pointerdown', (event) => {
    if (event.button !== 1) return;
    event.preventDefault();
    figures.setPointerCapture(event.pointerId);
    dragX = event.clientX;
  });
  figures.addEventListener('pointermove', (event) => {
    if (dragX === undefined) return;
    pan((dragX - event.clientX) / figures.clientWidth);
    dragX = event.clientX;
  });
  for (const end of ['pointerup', 'pointercancel'] as const) figures.addEventListener(end, () => (dragX = undefined));

  keysFrom.addEventListener('keydown', (event) => {
    if (event.altKey || event.metaKey || event.ctrlKey || event.defaultPrevented || isField(event.target)) return;
    const actions: Record<string, () => void> = {
      '+': () => zoom(1 / zoomStep, undefined),
      '=': () => zoom(1 / zoomStep, undefined),
      '-': () => zoom(zoomStep, undefined),
      '0': showWhole,
      PageUp: () => pan(-0.9),
      PageDown: () => pan(0.9),
    };
    const act = actions[event.key];
    if (act === undefined || (event.key.startsWith('Page') && !canPan())) return;
    act();
    event.preventDefault();
  });
}

/** Where keys are typed, they are no commands. */
const isField = (target: EventTarget | null): boolean => target instanceof HTMLElement && target.matches('input, select, textarea, vscode-single-select');
