import { element } from './element.ts';

/** Fills a `<dl>` with names and values in one line; values that are not known are left out. */
export function fillFactList(list: HTMLDListElement, facts: readonly (readonly [name: string, value: string | undefined])[]): void {
  list.replaceChildren(
    ...facts.flatMap(([name, value]) => (value === undefined ? [] : [element('div', { 'data-fact': name }, element('dt', {}, name), element('dd', {}, value))])),
  );
}
