import { element } from '../shared/element.ts';

/** A frame in which a table wider than the page scrolls by itself, also with the keyboard. */
export function wideTable(name: string, table: HTMLTableElement): HTMLElement {
  const region = element('div', { class: 'wide', role: 'group', 'aria-label': name }, table);
  new ResizeObserver(() => {
    // A stop for the Tab key only where there is something to scroll.
    if (region.scrollWidth > region.clientWidth) region.tabIndex = 0;
    else region.removeAttribute('tabindex');
  }).observe(region);
  return region;
}
