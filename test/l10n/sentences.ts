import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';

const checkout = join(import.meta.dirname, '../..');
/** Whose sentences the editor shows; those of imports, exports and the header of a YAML file stay English. */
const folders = ['src/core', 'src/node'];
const leftOut = ['src/core/interchange/', 'src/core/report/', 'src/core/corpus/labels/yaml'];
/** Functions that throw what they are given. */
const throwers = ['refuse'];

/**
 * The sentences that core and node tell users of the editor, with {0}, {1} … where values stand: those of errors, of an audit's findings
 * and the titles of its checks. A value that is one of a few texts of the source makes a sentence for each.
 */
export function sentencesOfCore(): Set<string> {
  const found = new Set<string>();
  for (const folder of folders) {
    for (const entry of readdirSync(join(checkout, folder), { recursive: true, withFileTypes: true })) {
      const path = join(entry.parentPath, entry.name).slice(checkout.length + 1);
      if (!entry.isFile() || !path.endsWith('.ts') || leftOut.some((part) => path.startsWith(part))) continue;
      const source = ts.createSourceFile(path, readFileSync(join(checkout, path), 'utf8'), ts.ScriptTarget.ESNext, true);
      const visit = (node: ts.Node): void => {
        const text = sentenceAt(node, path);
        if (text) for (const parts of variants(text)) found.add(numbered(parts));
        ts.forEachChild(node, visit);
      };
      visit(source);
    }
  }
  for (const sentence of found) if (!/\p{L}{2}/u.test(sentence.replaceAll(/\{\d+\}/g, ''))) found.delete(sentence);
  return found;
}

function sentenceAt(node: ts.Node, path: string): ts.Expression | undefined {
  if (ts.isNewExpression(node) && node.expression.getText() === 'SerError') return node.arguments?.[0]?.getText() === `'internal'` ? undefined : node.arguments?.[1];
  if (ts.isCallExpression(node) && throwers.includes(node.expression.getText())) return node.arguments[0];
  const name = path.startsWith('src/core/corpus/audit/') && ts.isPropertyAssignment(node) ? node.name.getText() : undefined;
  return (name === 'message' || name === 'title') && ts.isPropertyAssignment(node) ? node.initializer : undefined;
}

/** A text, or a place where a value stands. */
type Part = string | null;

/** What an expression can become. */
function variants(expression: ts.Expression): Part[][] {
  if (ts.isParenthesizedExpression(expression)) return variants(expression.expression);
  if (ts.isStringLiteralLike(expression)) return [[expression.text]];
  if (ts.isConditionalExpression(expression)) return [expression.whenTrue, expression.whenFalse].flatMap(variants);
  if (ts.isTemplateExpression(expression)) {
    return expression.templateSpans.reduce<Part[][]>((before, { expression: value, literal }) => before.flatMap((parts) => variants(value).map((own) => [...parts, ...own, literal.text])), [[expression.head.text]]);
  }
  if (ts.isIdentifier(expression)) {
    const told = constantOf(expression);
    if (told && (ts.isStringLiteralLike(told) || ts.isConditionalExpression(told) || ts.isTemplateExpression(told))) return variants(told);
  }
  return [[null]];
}

/** What a constant of the same file, in a block around its use, is set to. */
function constantOf(use: ts.Identifier): ts.Expression | undefined {
  for (let scope: ts.Node | undefined = use.parent; scope; scope = scope.parent) {
    if (!ts.isBlock(scope) && !ts.isSourceFile(scope)) continue;
    for (const statement of scope.statements) {
      if (!ts.isVariableStatement(statement)) continue;
      for (const { name, initializer } of statement.declarationList.declarations) if (ts.isIdentifier(name) && name.text === use.text) return initializer;
    }
  }
  return undefined;
}

function numbered(parts: readonly Part[]): string {
  let place = 0;
  return parts.map((part) => part ?? `{${place++}}`).join('');
}
