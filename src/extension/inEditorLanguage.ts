import * as vscode from 'vscode';
import { createSentenceBook } from './sentenceBook.ts';

/** A sentence or a name of core in the editor's language, where that is one of ours. */
export const inEditorLanguage = createSentenceBook(vscode.l10n.bundle ?? {});
