import '@vscode-elements/elements/dist/vscode-button/index.js';
import { element } from '../shared/element.ts';
import { words } from './words.ts';

/** What to do when no run is stored. */
export function emptyView(crossValidate: () => void): HTMLElement {
  const button = element('vscode-button', { id: 'crossValidate' }, words.crossValidate);
  button.addEventListener('click', crossValidate);
  return element('section', { class: 'empty' }, element('h1', {}, words.emptyTitle), element('p', {}, words.empty), button);
}
