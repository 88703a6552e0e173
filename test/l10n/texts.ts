import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';

const checkout = join(import.meta.dirname, '../..');

function* sourcesUnder(folder: string): Generator<string> {
  for (const entry of readdirSync(join(checkout, folder), { recursive: true, withFileTypes: true })) if (entry.isFile() && entry.name.endsWith('.ts')) yield join(entry.parentPath, entry.name);
}

/** The English texts that the code looks up in the editor's language, by the file of their first use; calls without a text of their own are left out. */
export function textsOfCode(): Map<string, string> {
  const texts = new Map<string, string>();
  for (const [folder, call] of [['src/extension', 'vscode.l10n.t'], ['src/webviews', 't']] as const) {
    for (const path of sourcesUnder(folder)) {
      const source = ts.createSourceFile(path, readFileSync(path, 'utf8'), ts.ScriptTarget.ESNext, true);
      const visit = (node: ts.Node): void => {
        if (ts.isCallExpression(node) && node.expression.getText() === call) {
          const [first] = node.arguments;
          if (first && ts.isStringLiteralLike(first) && !texts.has(first.text)) texts.set(first.text, path.slice(checkout.length + 1));
        }
        ts.forEachChild(node, visit);
      };
      visit(source);
    }
  }
  return texts;
}

/** The numbers of the places where values stand in a text, in ascending order. */
export const placesOf = (text: string): string[] => [...text.matchAll(/\{(\d+)\}/g)].map(([, place = '']) => place).toSorted();
