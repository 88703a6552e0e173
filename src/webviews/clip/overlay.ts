import { svgElement } from '../shared/element.ts';
import type { PlotFrame } from './plotArea.ts';

/** What lies over a drawing, in shares of its frame: 0 is left or at the bottom, 1 right or at the top. */
export interface Marks {
  /** The playback position. */
  readonly position: number;
  readonly selection: { readonly from: number; readonly to: number } | undefined;
  /** The frequency that is read by keys. */
  readonly height: number | undefined;
}

/** Lines over a drawing, each with an edge in the background's colour so that it shows on any picture. */
export interface Overlay {
  readonly node: SVGSVGElement;
  place(frame: PlotFrame, marks: Marks): void;
}

function lineWithEdge(): { readonly nodes: SVGLineElement[]; readonly place: (x1: number, y1: number, x2: number, y2: number) => void; readonly show: (isShown: boolean) => void } {
  const nodes = [svgElement('line', { class: 'edge' }), svgElement('line', { class: 'core' })];
  return {
    nodes,
    place(x1, y1, x2, y2) {
      for (const line of nodes) for (const [name, value] of Object.entries({ x1, y1, x2, y2 })) line.setAttribute(name, String(value));
    },
    show(isShown) {
      for (const line of nodes) line.toggleAttribute('hidden', !isShown);
    },
  };
}

/** Moving the lines of an overlay costs far less than drawing a canvas again at each frame. */
export function createOverlay(): Overlay {
  const area = svgElement('rect', { class: 'selection' });
  const [position, height] = [lineWithEdge(), lineWithEdge()];
  const node = svgElement('svg', { class: 'overlay', 'aria-hidden': 'true' }, area, ...height.nodes, ...position.nodes);
  return {
    node,
    place(frame, marks) {
      const bottom = frame.y + frame.height;
      const inside = (share: number): number => Math.min(1, Math.max(0, share));
      position.show(marks.position >= 0 && marks.position <= 1);
      const x = frame.x + marks.position * frame.width;
      position.place(x, frame.y, x, bottom);
      height.show(marks.height !== undefined);
      if (marks.height !== undefined) height.place(frame.x, bottom - marks.height * frame.height, frame.x + frame.width, bottom - marks.height * frame.height);
      area.toggleAttribute('hidden', marks.selection === undefined || marks.selection.to < 0 || marks.selection.from > 1);
      if (marks.selection === undefined) return;
      const from = inside(marks.selection.from);
      const box = { x: frame.x + from * frame.width, y: frame.y, width: (inside(marks.selection.to) - from) * frame.width, height: frame.height };
      for (const [name, value] of Object.entries(box)) area.setAttribute(name, String(value));
    },
  };
}
