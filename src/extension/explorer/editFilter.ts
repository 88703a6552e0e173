import * as vscode from 'vscode';
import { filterFields, filterStates, parseFilter, type FilterFault } from './clipFilter.ts';

/** How long after the last key the view follows, in milliseconds. */
const FOLLOWS_AFTER_MS = 200;

/**
 * Asks for a filter; the view follows each change, and goes back when the question is called off.
 *
 * @param apply shows what a text leaves; it has been checked
 */
export function editFilter(current: string, apply: (text: string) => void): void {
  const input = vscode.window.createInputBox();
  input.title = vscode.l10n.t('Filter Clips');
  input.prompt = vscode.l10n.t('Words, and field:value with the fields {0}; is:{1}. A comma means either, a minus the opposite. Empty shows all.', filterFields.filter((field) => field !== 'is').join(', '), filterStates.join(', '));
  input.placeholder = 'emotion:sad,angry speaker:03 -intensity:strong is:wrong';
  input.value = current;
  let timer: NodeJS.Timeout | undefined;
  let isAccepted = false;
  let applied = current;
  const follow = (text: string): void => {
    clearTimeout(timer);
    if (text === applied) return;
    applied = text;
    apply(text);
  };
  input.onDidChangeValue((text) => {
    const parsed = parseFilter(text);
    clearTimeout(timer);
    input.validationMessage = 'terms' in parsed ? undefined : describeFault(parsed);
    if ('terms' in parsed) timer = setTimeout(() => follow(text), FOLLOWS_AFTER_MS);
  });
  input.onDidAccept(() => {
    if (!('terms' in parseFilter(input.value))) return;
    isAccepted = true;
    follow(input.value);
    input.hide();
  });
  input.onDidHide(() => {
    clearTimeout(timer);
    if (!isAccepted) follow(current);
    input.dispose();
  });
  input.show();
}

function describeFault({ kind, word }: FilterFault): string {
  if (kind === 'field') return vscode.l10n.t('"{0}:" is no field; the fields are {1}. Quotes around a word take it as it is.', word, filterFields.join(', '));
  return vscode.l10n.t('"is:{0}" is not known; there are {1}.', word, filterStates.map((state) => `is:${state}`).join(', '));
}
