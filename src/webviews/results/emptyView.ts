import { element } from '../shared/element.ts';
import { actionButton, type ResultsActions } from './resultSelect.ts';
import { words } from './words.ts';

/** What to do when no result is stored. */
export function emptyView(actions: ResultsActions): HTMLElement {
  const buttons = element('div', { class: 'actions' }, actionButton('crossValidate', actions, 'primary'), actionButton('measureLeaks', actions), actionButton('testOnExternal', actions));
  return element('section', { class: 'empty' }, element('h1', {}, words.emptyTitle), element('p', {}, words.empty), buttons);
}
