import { element } from './element.ts';
import { icon, type IconName } from './icon.ts';

/** A small button with a picture alone; its name is told by its title and to screen readers. */
export function toolButton(name: IconName, title: string, press: () => void): HTMLButtonElement {
  const button = element('button', { type: 'button', class: 'tool', id: name, title, 'aria-label': title }, icon(name));
  button.addEventListener('click', () => {
    if (button.getAttribute('aria-disabled') !== 'true') press();
  });
  return button;
}
