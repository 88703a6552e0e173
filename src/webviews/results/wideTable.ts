import { element } from '../shared/element.ts';

/** A frame in which a table larger than its place scrolls by itself, also with the keyboard. */
export function wideTable(name: string, table: HTMLTableElement): HTMLElement {
  const region = element('div', { class: 'wide', role: 'group', 'aria-label': name }, table);
  new ResizeObserver(() => {
    // A stop for the Tab key only where there is something to scroll.
    if (region.scrollWidth > region.clientWidth || region.scrollHeight > region.clientHeight) region.tabIndex = 0;
    else region.removeAttribute('tabindex');
  }).observe(region);
  return region;
}
