import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { clipRemarks } from '../../src/core/audio/clipSound.ts';
import { classifiers } from '../../src/core/learn/classifiers.ts';
import { partsOfSentences } from './partsOfSentences.ts';
import { sentencesOfCore } from './sentences.ts';
import { placesOf, textsOfCode } from './texts.ts';

const read = (path: string): Record<string, string> => JSON.parse(readFileSync(join(import.meta.dirname, '../..', path), 'utf8')) as Record<string, string>;
const german = read('l10n/bundle.l10n.de.json');
/** Looked up by the text that core gives. */
const ofCore: readonly string[] = [...clipRemarks, ...[...sentencesOfCore(), ...partsOfSentences, ...classifiers.map(({ name }) => name)].map((text) => `${text}/core`)];

describe('the German words', () => {
  it('are there for every text of the editor and its pages, and for nothing else', () => {
    const used = [...textsOfCode().keys(), ...ofCore];
    expect(used.filter((text) => !Object.hasOwn(german, text))).toEqual([]);
    expect(Object.keys(german).filter((text) => !used.includes(text))).toEqual([]);
  });

  it('keep the places where values stand', () => {
    for (const [english, text] of Object.entries(german)) {
      expect(text.trim()).not.toBe('');
      expect(placesOf(text), english).toEqual(placesOf(english));
    }
  });

  it('are there for everything that the manifest contributes, with the same commands behind its links', () => {
    const [english, ours] = ['package.nls.json', 'package.nls.de.json'].map((path) => read(path));
    expect(Object.keys(ours!).toSorted()).toEqual(Object.keys(english!).toSorted());
    const linksOf = (text: string): string[] => [...text.matchAll(/\(command:[\w.]+\)|`[^`]+`/g)].map(([link]) => link);
    for (const [key, text] of Object.entries(english!)) expect(linksOf(ours![key]!), key).toEqual(linksOf(text));
  });
});
