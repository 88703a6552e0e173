import { element } from './element.ts';
import { t } from './l10n.ts';
import { note } from './note.ts';

/** Why what the page is for cannot be shown now, and the way to try again. */
export function failedView(message: string, tryAgain: () => void): HTMLElement {
  const button = element('vscode-button', { id: 'again' }, t('Try again'));
  button.addEventListener('click', tryAgain);
  return element('section', { class: 'empty', role: 'alert' }, element('h1', {}, t('This cannot be shown now')), note('warning', message), button);
}
