import { element } from './element.ts';

/** Fills a `<dl>` with names and values in one line; values that are not known are left out. Facts that stand there stay as they are, under a selection too. */
export function fillFactList(list: HTMLDListElement, facts: readonly (readonly [name: string, value: string | undefined])[]): void {
  const nodes = facts.flatMap(([name, value]) => (value === undefined ? [] : [element('div', { 'data-fact': name }, element('dt', {}, name), element('dd', {}, value))]));
  const isSame = nodes.length === list.children.length && nodes.every((node, i) => node.isEqualNode(list.children[i] ?? null));
  if (!isSame) list.replaceChildren(...nodes);
}
