/** Marks the texts of core in a bundle of translations: keys of the form that `vscode.l10n.t` makes of a text with this comment. */
const MARK = '/core';

/** The texts of a bundle that are not core's: what pages look up. */
export const textsOfPages = (bundle: Readonly<Record<string, string>>): Record<string, string> => Object.fromEntries(Object.entries(bundle).filter(([key]) => !key.endsWith(MARK)));

const places = /\{(\d+)\}/g;

interface Template {
  readonly pattern: RegExp;
  readonly translation: string;
  /** How much of it is text. */
  readonly length: number;
}

/**
 * Core speaks English, in sentences that hold values: on the command line, in stores and across threads they are plain text. In an editor
 * of another language a sentence is found again by the template that fits it with the most text, and so are the values, which can be parts of
 * sentences themselves. What no template fits stays as it is.
 *
 * @param bundle translations by English text, as `vscode.l10n.bundle`
 */
export function createSentenceBook(bundle: Readonly<Record<string, string>>): (sentence: string) => string {
  const texts = new Map<string, string>();
  const templates: Template[] = [];
  for (const [key, translation] of Object.entries(bundle)) {
    if (!key.endsWith(MARK)) continue;
    const english = key.slice(0, -MARK.length);
    const literals = english.split(/\{\d+\}/);
    if (literals.length === 1) texts.set(english, translation);
    else templates.push({ pattern: new RegExp(`^${literals.map(escaped).join('(.+)')}$`, 's'), translation, length: literals.join('').length });
  }
  templates.sort((a, b) => b.length - a.length);
  const translate = (sentence: string): string => {
    const whole = texts.get(sentence);
    if (whole !== undefined) return whole;
    for (const { pattern, translation } of templates) {
      const values = pattern.exec(sentence)?.slice(1).map(translate);
      if (values) return translation.replaceAll(places, (_, place: string) => values[Number(place)] ?? '');
    }
    return sentence;
  };
  return translate;
}

const escaped = (text: string): string => text.replaceAll(/[\\^$.*+?()[\]{}|]/g, '\\$&');
