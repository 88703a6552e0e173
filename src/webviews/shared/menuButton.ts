import { element } from './element.ts';

/** One line of a menu. */
export interface MenuItem {
  readonly text: string;
  choose(): void;
}

/** Lines under a heading of their own; the only group of a menu needs none. */
export interface MenuGroup {
  readonly heading?: string | undefined;
  readonly items: readonly MenuItem[];
}

let nMenus = 0;

/**
 * A button that opens a menu below it. The browser itself closes it by Escape and by a click elsewhere; arrow keys go through its
 * lines.
 *
 * @param groups is asked for each time the menu opens
 */
export function menuButton(text: string, label: string, groups: () => readonly MenuGroup[]): HTMLElement {
  const id = `menu-${++nMenus}`;
  const button = element('button', { type: 'button', class: 'plain-button', 'aria-haspopup': 'menu', 'aria-expanded': 'false', 'aria-controls': id, 'aria-label': label }, text, element('span', { class: 'menu-arrow', 'aria-hidden': 'true' }));
  const menu = element('div', { id, class: 'menu', role: 'menu', popover: 'auto', 'aria-label': label });
  const items = (): HTMLElement[] => [...menu.querySelectorAll<HTMLElement>('[role="menuitem"]')];
  button.addEventListener('click', () => {
    if (menu.matches(':popover-open')) return menu.hidePopover();
    menu.replaceChildren(...groups().map((group) => groupOf(group, () => menu.hidePopover())));
    menu.showPopover();
    place(menu, button.getBoundingClientRect());
    items()[0]?.focus();
  });
  menu.addEventListener('toggle', (event) => button.setAttribute('aria-expanded', String(event.newState === 'open')));
  menu.addEventListener('keydown', (event) => {
    const all = items();
    const at = all.findIndex((item) => item === document.activeElement);
    const to = { ArrowDown: (at + 1) % all.length, ArrowUp: (at - 1 + all.length) % all.length, Home: 0, End: all.length - 1 }[event.key];
    if (event.key === 'Tab') menu.hidePopover();
    if (to === undefined) return;
    event.preventDefault();
    all[to]?.focus();
  });
  return element('span', { class: 'menu-place' }, button, menu);
}

function groupOf({ heading, items }: MenuGroup, close: () => void): HTMLElement {
  const lines = items.map(({ text, choose }) => {
    const item = element('button', { type: 'button', role: 'menuitem', tabindex: -1 }, text);
    item.addEventListener('click', () => {
      close();
      choose();
    });
    return item;
  });
  return element('div', { role: 'group', 'aria-label': heading }, heading === undefined ? undefined : element('div', { class: 'menu-heading', 'aria-hidden': 'true' }, heading), ...lines);
}

/** Below its button, or above it where there is no room below, and always within the page. */
function place(menu: HTMLElement, { left, top, bottom }: DOMRect): void {
  const { offsetWidth: width, offsetHeight: height } = menu;
  const below = bottom + 2;
  menu.style.left = `${Math.max(4, Math.min(left, innerWidth - width - 4))}px`;
  menu.style.top = `${below + height <= innerHeight ? below : Math.max(4, top - height - 2)}px`;
}
