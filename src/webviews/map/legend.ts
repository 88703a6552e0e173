import { resolveColour } from '../shared/colourContrast.ts';
import { element } from '../shared/element.ts';
import { readTheme } from '../shared/theme.ts';
import type { Categories, Category } from './categories.ts';
import { markerPaints, paintMarker } from './markers.ts';
import { words } from './words.ts';

/** The classes of a map with their markers and counts; each can be hidden. */
export interface Legend {
  readonly node: HTMLElement;
  show(categories: Categories): void;
  isHidden(category: number): boolean;
  /** The theme has changed. */
  redraw(): void;
}

const SIDE = 16;
const RADIUS = 5;

const labelOf = ({ label }: Category): string => label;

/** @param changed another class is hidden, or shown again */
export function createLegend(changed: () => void): Legend {
  const list = element('div', { class: 'legend', role: 'group', 'aria-label': words.legend });
  const hidden = new Set<number>();
  let shown: Categories | undefined;

  const draw = (): void => {
    const theme = readTheme();
    const paints = markerPaints(resolveColour(theme.background, 'Canvas'), resolveColour(theme.foreground, theme.background));
    shown?.list.forEach(({ colour, shape }, i) => {
      const canvas = list.children[i]?.querySelector('canvas');
      const context = canvas?.getContext('2d');
      const paint = paints[colour];
      if (!canvas || !context || paint === undefined) return;
      const ratio = window.devicePixelRatio;
      canvas.width = SIDE * ratio;
      canvas.height = SIDE * ratio;
      context.scale(ratio, ratio);
      paintMarker(context, shape, paint, SIDE / 2, SIDE / 2, RADIUS);
    });
  };

  return {
    node: list,
    show(categories) {
      // News of the same classes leave hidden what was hidden.
      if (categories.list.map(labelOf).join('\n') !== shown?.list.map(labelOf).join('\n')) hidden.clear();
      shown = categories;
      list.replaceChildren(
        ...categories.list.map(({ label, count }, i) => {
          const button = element('button', { type: 'button', 'aria-pressed': String(!hidden.has(i)) }, element('canvas', { 'aria-hidden': 'true' }), element('span', {}, words.entry(label, count)));
          button.addEventListener('click', () => {
            if (!hidden.delete(i)) hidden.add(i);
            button.setAttribute('aria-pressed', String(!hidden.has(i)));
            changed();
          });
          return button;
        }),
      );
      draw();
    },
    isHidden: (category) => hidden.has(category),
    redraw: draw,
  };
}
