import { element } from '../shared/element.ts';

/** A select with a label before it. */
export interface Choice {
  readonly node: HTMLElement;
  show(index: number): void;
}

/**
 * @param opens where the list of options appears; above, for a select near the lower edge of the page
 * @param chosen gets the index of the option that was chosen
 */
export function createChoice(id: string, label: string, options: readonly string[], opens: 'above' | 'below', chosen: (index: number) => void): Choice {
  const items = options.map((title, i) => element('vscode-option', { value: i }, title));
  const select = element('vscode-single-select', { id, label, position: opens }, ...items);
  select.addEventListener('change', () => chosen(Number(select.value)));
  return {
    node: element('div', { class: 'choice' }, element('span', { class: 'muted', 'aria-hidden': 'true' }, label), select),
    show(index) {
      select.value = String(index);
    },
  };
}
