import { element } from '../../shared/element.ts';
import type { Theme } from '../../shared/theme.ts';
import { watchCanvas } from '../../shared/watchCanvas.ts';
import { createOverlay, type Marks } from '../overlay.ts';
import { plotFrame, readPlotMargins } from '../plotArea.ts';
import { durationOf, type Scene } from '../scene.ts';
import { drawTimeline } from './drawTimeline.ts';
import { timelineText, timelineWords } from './timelineWords.ts';

/** The emotion timeline below the other drawings, on their time axis. */
export interface TimelinePlot {
  readonly node: HTMLElement;
  redraw(): void;
  mark(marks: Marks): void;
}

/** Of one emotion, in CSS pixels. */
const rowHeight = 18;

export function createTimelinePlot(sceneOf: () => Scene | undefined, themeOf: () => Theme): TimelinePlot {
  let marks: Marks = { position: -1, selection: undefined, height: undefined };
  const canvas = element('canvas', { class: 'track', id: 'timeline', role: 'img', 'aria-label': timelineWords.title });
  const overlay = createOverlay();
  const node = element('div', { class: 'plot', hidden: true }, canvas, overlay.node);
  const place = (): void => {
    if (!node.hidden) overlay.place(plotFrame(readPlotMargins(canvas), canvas.clientWidth, canvas.clientHeight, window.devicePixelRatio), { ...marks, height: undefined });
  };
  const draw = watchCanvas(canvas, (surface) => {
    const scene = sceneOf();
    if (scene?.timeline === undefined) return;
    drawTimeline(surface, plotFrame(readPlotMargins(canvas), surface.width, surface.height, surface.ratio), scene.timeline, scene.view, durationOf(scene.summary), themeOf());
    const text = timelineText(scene.timeline);
    if (canvas.getAttribute('aria-label') !== text) canvas.setAttribute('aria-label', text);
    place();
  });
  return {
    node,
    redraw() {
      const timeline = sceneOf()?.timeline;
      node.hidden = timeline === undefined;
      if (timeline === undefined) return;
      const { top, bottom } = readPlotMargins(canvas);
      canvas.style.height = `${timeline.classes.length * rowHeight + top + bottom}px`;
      draw();
    },
    mark(next) {
      marks = next;
      place();
    },
  };
}
