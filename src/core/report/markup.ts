/** Markup that is safe to put into a page: made by {@link markup} alone. */
export interface Markup {
  readonly markup: string;
}

type Part = string | number | Markup | readonly Markup[] | undefined;

/**
 * A template of HTML or SVG in which every value is escaped, in text and in quoted attributes, unless it is markup itself; a list
 * of markup is joined and undefined is nothing. Names of speakers, classes and files are other people's and must not become markup.
 */
export function markup(parts: TemplateStringsArray, ...values: readonly Part[]): Markup {
  return { markup: parts.reduce((text, part, i) => text + (i === 0 ? '' : render(values[i - 1])) + part, '') };
}

function render(value: Part): string {
  if (value === undefined) return '';
  if (typeof value === 'string') return escapeMarkup(value);
  if (typeof value === 'number') return String(value);
  return 'markup' in value ? value.markup : value.map((part) => part.markup).join('\n');
}

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

const escapeMarkup = (text: string): string => plainText(text).replace(/[&<>"']/g, (character) => entities[character]);

/**
 * A text without what would change how its surroundings read: control characters, marks that turn the direction of writing,
 * and halves of surrogate pairs each become U+FFFD.
 */
export const plainText = (text: string): string => text.replace(/[\0-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufdd0-\ufdef\ufffe\uffff\ud800-\udfff]/gu, '\ufffd');
