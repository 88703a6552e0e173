import { element } from './element.ts';
import { icon } from './icon.ts';

/** A remark that readers must not miss: an icon, a coloured edge and, above all, the words. */
export function note(kind: 'info' | 'warning', text: string): HTMLElement {
  return element('div', { class: `note ${kind}`, role: 'note', 'data-note': kind }, icon(kind), element('span', {}, text));
}
