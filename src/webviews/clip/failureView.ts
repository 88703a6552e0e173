import { element } from '../shared/element.ts';
import { icon } from '../shared/icon.ts';
import { words } from './words.ts';

export interface FailureView {
  readonly node: HTMLElement;
  show(message: string): void;
}

/** Why the clip cannot be drawn, and the way to look at the file all the same. */
export function createFailureView(openAsText: () => void): FailureView {
  const message = element('p', { id: 'failure' });
  const button = element('vscode-button', { id: 'openAsText' }, words.openAsText);
  button.addEventListener('click', openAsText);
  return {
    node: element('section', { class: 'failure', role: 'alert', hidden: true }, element('h2', {}, icon('warning'), words.failed), message, button),
    show(text) {
      message.textContent = text;
    },
  };
}
