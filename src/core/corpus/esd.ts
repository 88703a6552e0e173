import { foldersOf, stemOf, type CorpusConvention } from './convention.ts';

const RULE = /^(00(?:0[1-9]|1\d|20))_(\d{6})$/;
const EMOTION = /^(neutral|angry|happy|sad|surprise)$/i;
const SPLIT = /^(train|test|evaluation)$/i;
const FEMALE = new Set([1, 2, 3, 7, 9, 15, 16, 17, 18, 19]);
/** Each emotion has the same sentences in the same order. */
const N_SENTENCES = 350;
const N_UTTERANCES = 5 * N_SENTENCES;
const LAST_MANDARIN_SPEAKER = 10;

/**
 * ESD: speaker_number in a folder named by the emotion; a split folder may lie between. Without the emotion's folder the
 * emotion is in the speaker's text file.
 *
 * @see K. Zhou et al., "Seen and unseen emotional style transfer for voice conversion with a new emotional speech dataset", ICASSP 2021
 */
export const esd: CorpusConvention = {
  id: 'esd',
  name: 'ESD',
  labelFiles: 'the text file of each speaker, 0001/0001.txt and so on',
  parse(path) {
    const match = RULE.exec(stemOf(path));
    if (!match) return undefined;
    const [, speaker, digits] = match;
    const number = Number(digits);
    if (number < 1 || number > N_UTTERANCES) return undefined;
    const folders = foldersOf(path);
    const emotion = folders.findLast((folder) => EMOTION.test(folder))?.toLowerCase();
    if (emotion === undefined && !folders.includes(speaker)) return undefined;
    const split = SPLIT.exec(folders.at(-1) ?? '')?.[1].toLowerCase();
    const language = Number(speaker) <= LAST_MANDARIN_SPEAKER ? 'zh' : 'en';
    return {
      ...(emotion && { emotion }),
      speaker,
      sex: FEMALE.has(Number(speaker)) ? 'female' : 'male',
      sentence: `${language}-${String(((number - 1) % N_SENTENCES) + 1).padStart(3, '0')}`,
      ...(split && { split }),
    };
  },
};
