import { svgElement } from './element.ts';

/** Outlines on a 16 × 16 grid, filled with the colour of the text beside them. */
const paths = {
  play: 'M4 2.5v11l9.5-5.5z',
  pause: 'M4 2.5h3v11H4zM9.5 2.5h3v11h-3z',
  stop: 'M3.5 3.5h9v9h-9z',
  zoomIn: 'M6.8 1.5a5.3 5.3 0 0 1 4.2 8.5l3.6 3.6-1 1L10 11a5.3 5.3 0 1 1-3.2-9.5zm0 1.3a4 4 0 1 0 0 8 4 4 0 0 0 0-8zm.65 1.7v1.65H9.1v1.3H7.45V9.1h-1.3V7.45H4.5v-1.3h1.65V4.5z',
  zoomOut: 'M6.8 1.5a5.3 5.3 0 0 1 4.2 8.5l3.6 3.6-1 1L10 11a5.3 5.3 0 1 1-3.2-9.5zm0 1.3a4 4 0 1 0 0 8 4 4 0 0 0 0-8zM4.5 6.15h4.6v1.3H4.5z',
  zoomWhole: 'M1.5 3h1.3v10H1.5zm11.7 0h1.3v10h-1.3zM6 5v2.35h4V5l3 3-3 3V8.65H6V11L3 8z',
  loop: 'M4.5 3h6.2A3.8 3.8 0 0 1 14.5 6.8v.7h-1.4v-.7a2.4 2.4 0 0 0-2.4-2.4H4.5V6L1.5 3.7l3-2.2zm7 10H5.3A3.8 3.8 0 0 1 1.5 9.2v-.7h1.4v.7a2.4 2.4 0 0 0 2.4 2.4h6.2V10l3 2.3-3 2.2z',
  info: 'M8 1.2a6.8 6.8 0 1 0 0 13.6A6.8 6.8 0 0 0 8 1.2zm0 1.2a5.6 5.6 0 1 1 0 11.2A5.6 5.6 0 0 1 8 2.4zM7.3 4.4h1.4v1.5H7.3zm0 2.5h1.4v4.7H7.3z',
  warning: 'M8 1.3.9 14.4h14.2zm0 2.6 5.1 9.3H2.9zM7.3 6.9h1.4v3.4H7.3zm0 4.2h1.4v1.4H7.3z',
} as const;

export type IconName = keyof typeof paths;

/** A decorative icon: the words beside it carry the meaning, so it is hidden from screen readers. */
export function icon(name: IconName): SVGSVGElement {
  return svgElement('svg', { class: 'icon', viewBox: '0 0 16 16', width: 16, height: 16, 'aria-hidden': 'true', focusable: 'false' }, svgElement('path', { d: paths[name], 'fill-rule': 'evenodd' }));
}
