import * as l10n from '@vscode/l10n';

// The host lays the words of the editor's language beside the page's markup, so that they are there before anything is said.
const { words } = document.documentElement.dataset;
if (words !== undefined) l10n.config({ contents: words });

/** An English text in the editor's language; `{0}`, `{1}`… stand for the values. */
export const t: (message: string, ...values: (string | number)[]) => string = l10n.t;
