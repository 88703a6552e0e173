import { foldersOf, stemOf, type CorpusConvention } from './convention.ts';

const RULE = /^([ahfsd])(\d\d) \(0?(\d)\)[ab]?$/i;
const EMOTIONS: Readonly<Record<string, string>> = { a: 'anger', d: 'disgust', f: 'fear', h: 'happiness', s: 'sadness' };

/**
 * AESDD: `anger/a01 (3).wav` is anger, utterance 1, actor 3; a letter behind tells takes apart. Such a name alone is also what
 * a copied file gets, so the folder of the emotion has to be there, and to agree.
 *
 * @see N. Vryzas et al., "Speech Emotion Recognition for Performance Interaction", J. Audio Eng. Soc. 66(6), 2018
 */
export const aesdd: CorpusConvention = {
  id: 'aesdd',
  name: 'AESDD',
  parse(path) {
    const match = RULE.exec(stemOf(path));
    if (!match) return undefined;
    const emotion = EMOTIONS[match[1].toLowerCase()];
    if (foldersOf(path).at(-1)?.toLowerCase() !== emotion) return undefined;
    return { emotion, speaker: match[3], sentence: match[2] };
  },
};
