import { element } from '../shared/element.ts';
import { readTheme } from '../shared/theme.ts';
import { watchCanvas } from '../shared/watchCanvas.ts';
import { drawMap, margins, plotSize, type MapScene } from './drawMap.ts';
import { watchMapGestures } from './mapGestures.ts';
import { nearestPoint, nextPoint } from './nearestPoint.ts';
import { fromPixels, panned, revealing, wholeView, zoomed, type Point, type Viewport } from './viewport.ts';
import { words } from './words.ts';

/** What happens to the point that is read. */
export interface PointActions {
  /** Undefined when nothing is read any more. */
  read(point: number | undefined): void;
  play(point: number): void;
  open(point: number): void;
}

/** The drawing of a map, which can be zoomed, moved and read. */
export interface MapFigure {
  readonly node: HTMLElement;
  /** Shows a scene; the part in sight stays, unless the places are others. */
  show(scene: Omit<MapScene, 'current'>, title: string, places: 'same' | 'new'): void;
  /** Zooms around the middle. */
  zoom(factor: number): void;
  showWhole(): void;
  /** The theme has changed, or what is hidden. */
  redraw(): void;
}

/** How near a pointer must be to a point to read it, in pixels. */
const REACH = 24;
/** How far an arrow key moves the map, as a share of its shorter side. */
const STEP = 0.1;

/** @param reading stands under the drawing */
export function createMapFigure(reading: HTMLElement, { read, play, open }: PointActions): MapFigure {
  const canvas = element('canvas', { class: 'map', id: 'map', tabindex: 0, role: 'application', 'aria-describedby': 'hint' });
  let scene: Omit<MapScene, 'current'> | undefined;
  let whole: Viewport | undefined;
  let view: Viewport | undefined;
  let current: number | undefined;

  const size = () => plotSize({ width: canvas.clientWidth, height: canvas.clientHeight });
  const middle = (): Point => ({ x: size().width / 2, y: size().height / 2 });
  const redraw = watchCanvas(canvas, (surface) => {
    if (scene === undefined) return;
    const fitting = wholeView(scene.points.x, scene.points.y, size());
    // Until it is zoomed or moved, the whole map stays in sight whatever the size of the page.
    if (view === whole) view = fitting;
    whole = fitting;
    view ??= fitting;
    // An equal view is the whole one, so that it goes on fitting.
    if (view.scale === whole.scale && view.x === whole.x && view.y === whole.y) view = whole;
    canvas.dataset['scale'] = String(view.scale / whole.scale);
    drawMap(surface, { ...scene, current }, view, view.scale / whole.scale, readTheme());
  });
  const look = (next: Viewport): void => {
    view = next;
    redraw();
  };
  const choose = (point: number | undefined): void => {
    if (point === current) return;
    current = point;
    read(point);
    redraw();
  };
  const pointAt = (at: Point): number | undefined => {
    if (scene === undefined || view === undefined) return undefined;
    const place = fromPixels(view, size(), at);
    return nearestPoint(scene.points, place.x, place.y, REACH / view.scale);
  };
  const zoom = (factor: number, at = middle()): void => {
    if (view !== undefined && whole !== undefined) look(zoomed(view, size(), whole, factor, at));
  };
  const showWhole = (): void => {
    if (whole !== undefined) look(whole);
  };

  watchMapGestures(canvas, margins, {
    point: (at) => choose(at && pointAt(at)),
    play: () => current !== undefined && play(current),
    open: () => current !== undefined && open(current),
    zoom,
    showWhole,
    pan: (byX, byY) => view !== undefined && look(panned(view, byX, byY)),
    step: ({ x, y }) => {
      const { width, height } = size();
      const pixels = STEP * Math.min(width, height);
      if (view !== undefined) look(panned(view, -x * pixels, y * pixels));
    },
    walk: (direction) => {
      if (scene === undefined || view === undefined) return;
      const { points } = scene;
      const next = current === undefined || points.isHidden(current) ? nearestPoint(points, view.x, view.y, Infinity) : nextPoint(points, current, direction);
      if (next === undefined) return;
      choose(next);
      look(revealing(view, size(), points.x[next] ?? 0, points.y[next] ?? 0));
    },
    leave: () => choose(undefined),
  });

  return {
    node: element('div', { class: 'figure' }, canvas, reading, element('p', { id: 'hint', class: 'muted' }, words.hint)),
    show(next, title, places) {
      scene = next;
      canvas.setAttribute('aria-label', title);
      if (places === 'new') {
        whole = undefined;
        view = undefined;
        choose(undefined);
      }
      redraw();
    },
    zoom: (factor) => zoom(factor),
    showWhole,
    redraw() {
      if (current !== undefined && scene?.points.isHidden(current)) choose(undefined);
      redraw();
    },
  };
}
