import '@vscode-elements/elements/dist/vscode-radio-group/index.js';
import '@vscode-elements/elements/dist/vscode-radio/index.js';
import { element } from '../shared/element.ts';

/** A few choices side by side. */
export interface RadioChoice<Key extends string> {
  readonly node: HTMLElement;
  show(key: Key, disabled: readonly Key[]): void;
  focus(): void;
}

/** @param chosen gets the choice that was made */
export function radioChoice<Key extends string>(id: string, label: string, options: Readonly<Record<Key, string>>, chosen: (key: Key) => void): RadioChoice<Key> {
  const keys = Object.keys(options) as Key[];
  const radios = keys.map((key) => element('vscode-radio', { name: id, value: key, label: options[key] }));
  const group = element('vscode-radio-group', { id, 'aria-label': label, variant: 'horizontal' }, ...radios);
  let told: Key | undefined;
  const update = (): void => {
    const key = keys.find((_, i) => radios[i]?.checked === true);
    if (key === undefined || key === told) return;
    told = key;
    chosen(key);
  };
  group.addEventListener('change', update);
  // The group's arrow keys check the next radio without a change event.
  group.addEventListener('keydown', () => queueMicrotask(update));
  return {
    node: element('div', { class: 'choice' }, element('span', { class: 'muted', 'aria-hidden': 'true' }, label), group),
    show(shown, disabled) {
      told = shown;
      keys.forEach((key, i) => {
        const radio = radios[i];
        if (radio === undefined) return;
        radio.checked = key === shown;
        radio.disabled = disabled.includes(key);
      });
    },
    focus: () => radios.find(({ checked }) => checked)?.focus(),
  };
}
