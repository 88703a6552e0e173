import { element } from '../shared/element.ts';

/** On which sides a table goes on out of sight, as the style sheet asks for it; a part of a pixel is none. */
export function moreSides({ scrollLeft, scrollWidth, clientWidth }: Pick<HTMLElement, 'scrollLeft' | 'scrollWidth' | 'clientWidth'>): string {
  return [scrollLeft > 1 && 'before', scrollWidth - clientWidth - scrollLeft > 1 && 'after'].filter(Boolean).join(' ');
}

/** A frame in which a table larger than its place scrolls by itself, also with the keyboard, and shows on which side there is more of it. */
export function wideTable(name: string, table: HTMLTableElement): HTMLElement {
  const region = element('div', { class: 'wide', role: 'group', 'aria-label': name }, table);
  const update = (): void => {
    region.dataset['more'] = moreSides(region);
    // A stop for the Tab key only where there is something to scroll.
    if (region.scrollWidth > region.clientWidth || region.scrollHeight > region.clientHeight) region.tabIndex = 0;
    else region.removeAttribute('tabindex');
  };
  const sizes = new ResizeObserver(update);
  const watch = (): void => {
    sizes.disconnect();
    for (const node of [region, ...region.children]) sizes.observe(node);
  };
  // Another table may take its place, of another width.
  new MutationObserver(watch).observe(region, { childList: true });
  region.addEventListener('scroll', update, { passive: true });
  watch();
  return region;
}
