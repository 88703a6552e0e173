import { element } from '../shared/element.ts';
import { words } from './words.ts';

/** What is under the pointer, or under the cursor of the keys. */
export interface ReadingLine {
  readonly node: HTMLElement;
  show(text: string): void;
  /** Says it to screen readers, which would else hear each step of the pointer. */
  say(): void;
}

export function createReadingLine(): ReadingLine {
  const text = element('span', { id: 'reading', class: 'reading' });
  const said = element('span', { class: 'visually-hidden', role: 'status' });
  return {
    node: element('div', { class: 'readingLine muted' }, element('span', { class: 'visually-hidden' }, words.readingLabel), text, said),
    show(next) {
      text.textContent = next;
    },
    say() {
      said.textContent = '';
      // A text that is set twice is said once, unless it was gone in between.
      requestAnimationFrame(() => (said.textContent = text.textContent));
    },
  };
}
