import { describe, expect, it } from 'vitest';
import { markup, plainText } from '../../../src/core/report/markup.ts';
import { hostile } from './reportedFixture.ts';
import { parseMarkup, textOf } from './parseMarkup.ts';

describe('markup', () => {
  it('escapes every text, in content and in attributes, and no markup twice', () => {
    for (const name of Object.values(hostile)) {
      const inner = markup`<b title="${name}">${name}</b>`;
      const root = parseMarkup(markup`<p>${inner}${[inner, inner]}${undefined}${1.5}</p>`.markup);
      const [paragraph] = root.children as [typeof root];
      expect(paragraph.children.filter((child) => typeof child !== 'string')).toHaveLength(3);
      expect(textOf(paragraph)).toBe(`${plainText(name)}${plainText(name)}\n${plainText(name)}1.5`);
      expect(paragraph.children[0]).toMatchObject({ attributes: { title: plainText(name) } });
    }
  });

  it('leaves no character that changes how its surroundings read', () => {
    expect(plainText('a\0b\x07c\u202ed\u2066e\ud800f\uffffg\x7fh\u200fi')).toBe('a\ufffdb\ufffdc\ufffdd\ufffde\ufffdf\ufffdg\ufffdh\ufffdi');
    expect(plainText('Ærø 日本 😀\tc\nd')).toBe('Ærø 日本 😀\tc\nd');
  });
});
