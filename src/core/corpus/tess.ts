import { stemOf, type CorpusConvention } from './convention.ts';

const RULE = /^(OAF|YAF|OA|YA)_([a-z]+)_(angry|disgust|fear|happy|neutral|ps|sad)$/i;

/**
 * TESS: speaker_word_emotion of the file name; the folders differ between copies and are not looked at. "ps" is pleasant
 * surprise. The sentence is "Say the word …", so its code is the word.
 *
 * @see M. K. Pichora-Fuller, K. Dupuis, "Toronto emotional speech set (TESS)", Scholars Portal Dataverse, 2020, doi:10.5683/SP2/E8H2MF
 */
export const tess: CorpusConvention = {
  id: 'tess',
  name: 'TESS',
  parse(path) {
    const match = RULE.exec(stemOf(path));
    if (!match) return undefined;
    const emotion = match[3].toLowerCase();
    return { emotion: emotion === 'ps' ? 'pleasant_surprise' : emotion, speaker: `${match[1].slice(0, 2).toUpperCase()}F`, sex: 'female', sentence: match[2].toLowerCase() };
  },
};
