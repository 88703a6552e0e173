/** An element of a page. */
export interface Element {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly (Element | string)[];
}

const VOID = new Set(['meta', 'br', 'link', 'img']);
const TOKEN = /<!doctype html>|<\/([a-z0-9]+)>|<([a-zA-Z][\w-]*)((?:\s+[\w:-]+="[^"<>]*")*)\s*(\/?)>|([^<>]+)/gy;

const decode = (text: string): string => text.replace(/&(amp|lt|gt|quot|#39);/g, (_, name: string) => ({ amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'" })[name]!);

/**
 * Reads markup strictly: every element closed in its order, every attribute in double quotes, and no "<", ">" or "&" that is not
 * part of them. The style sheet is read as text.
 */
export function parseMarkup(markup: string): Element {
  const root: Element & { children: (Element | string)[] } = { name: '', attributes: {}, children: [] };
  const open = [root];
  const source = markup.replace(/<style>([^<]*)<\/style>/, (_, css: string) => `<style>${css.replaceAll('>', '&gt;')}</style>`);
  TOKEN.lastIndex = 0;
  for (let at = 0; at < source.length; at = TOKEN.lastIndex) {
    TOKEN.lastIndex = at;
    const found = TOKEN.exec(source);
    if (!found) throw new Error(`No markup at ${JSON.stringify(source.slice(at, at + 80))}`);
    const [, closes, name, attributes = '', isEmpty, text] = found;
    const parent = open.at(-1)!;
    if (text !== undefined) {
      if (/&(?!(?:amp|lt|gt|quot|#39);)/.test(text)) throw new Error(`A bare & in ${JSON.stringify(text.slice(0, 80))}`);
      parent.children.push(decode(text));
    } else if (closes !== undefined) {
      if (parent.name !== closes) throw new Error(`</${closes}> closes <${parent.name}>`);
      open.pop();
    } else if (name !== undefined) {
      const element = { name, attributes: Object.fromEntries([...attributes.matchAll(/([\w:-]+)="([^"]*)"/g)].map(([, key, value]) => [key, decode(value!)])), children: [] };
      parent.children.push(element);
      if (!isEmpty && !VOID.has(name)) open.push(element);
    }
  }
  if (open.length !== 1) throw new Error(`<${open.at(-1)!.name}> is not closed`);
  return root;
}

export function find(root: Element, isWanted: (element: Element) => boolean): Element[] {
  return root.children.flatMap((child) => (typeof child === 'string' ? [] : [...(isWanted(child) ? [child] : []), ...find(child, isWanted)]));
}

export const named = (root: Element, name: string): Element[] => find(root, (element) => element.name === name);

export const ofClass = (root: Element, kind: string): Element[] => find(root, ({ attributes }) => (attributes['class'] ?? '').split(' ').includes(kind));

export const textOf = ({ children }: Element): string => children.map((child) => (typeof child === 'string' ? child : textOf(child))).join('');
