import { stemOf, type CorpusConvention } from './convention.ts';

const RULE = /^Ses(0[1-5])[FM]_(?:impro\d\d[ab]?|script\d\d_\d[ab]?)_([FM])\d{3}$/i;

/**
 * IEMOCAP: session, dialogue, and who speaks. The speaker is the letter after the dialogue; the first letter is who wears the
 * markers. The emotion is in the files of EmoEvaluation.
 *
 * @see C. Busso et al., "IEMOCAP: interactive emotional dyadic motion capture database", Language Resources and Evaluation 42, 2008
 */
export const iemocap: CorpusConvention = {
  id: 'iemocap',
  name: 'IEMOCAP',
  labelFiles: 'Session*/dialog/EmoEvaluation/*.txt',
  parse(path) {
    const match = RULE.exec(stemOf(path));
    if (!match) return undefined;
    const letter = match[2].toUpperCase();
    return { speaker: `Ses${match[1]}${letter}`, sex: letter === 'F' ? 'female' : 'male', session: `Ses${match[1]}` };
  },
};
