import { svgElement } from '../shared/element.ts';

/** A line over a drawing at the playback position, with an edge in the background's colour so that it shows on any picture. */
export interface PositionLine {
  readonly node: SVGSVGElement;
  place(x: number, top: number, bottom: number): void;
}

/** Moving a line of an overlay costs far less than drawing a canvas again at each frame. */
export function createPositionLine(): PositionLine {
  const lines = [svgElement('line', { class: 'edge' }), svgElement('line', { class: 'core' })];
  const node = svgElement('svg', { class: 'position', 'aria-hidden': 'true' }, ...lines);
  return {
    node,
    place(x, top, bottom) {
      for (const line of lines) {
        for (const [name, value] of [['x1', x], ['x2', x], ['y1', top], ['y2', bottom]] as const) line.setAttribute(name, String(value));
      }
    },
  };
}
