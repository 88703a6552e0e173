import { stemOf, type CorpusConvention } from './convention.ts';

const RULE = /^(03|08|09|1[0-6])([ab]\d\d)([WLEAFTN])[a-z]$/i;
const EMOTIONS: Readonly<Record<string, string>> = { W: 'anger', L: 'boredom', E: 'disgust', A: 'fear', F: 'happiness', T: 'sadness', N: 'neutral' };
const MALE = new Set(['03', '10', '11', '12', '15']);

/**
 * EMO-DB: speaker, text, emotion by the first letter of its German word, version.
 *
 * @see F. Burkhardt et al., "A database of German emotional speech", Interspeech 2005
 */
export const emodb: CorpusConvention = {
  id: 'emodb',
  name: 'EMO-DB',
  parse(path) {
    const match = RULE.exec(stemOf(path));
    if (!match) return undefined;
    const [, speaker, sentence, letter] = match;
    return { emotion: EMOTIONS[letter.toUpperCase()], speaker, sex: MALE.has(speaker) ? 'male' : 'female', sentence };
  },
};
