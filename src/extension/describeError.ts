import * as vscode from 'vscode';
import { isSerError } from '../core/errors.ts';
import { inEditorLanguage } from './inEditorLanguage.ts';

/** A sentence for a user: the core's own, which holds the value and the rule, or that something is defective. */
export function describeError(error: unknown): string {
  if (isSerError(error) && error.code !== 'internal') return inEditorLanguage(error.message);
  return vscode.l10n.t('Something went wrong that should not: {0}', error instanceof Error ? error.message : String(error));
}

export const isCancellation = (error: unknown): boolean => isSerError(error) && error.code === 'cancelled';
