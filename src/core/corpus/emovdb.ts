import { foldersOf, stemOf, type CorpusConvention } from './convention.ts';

const FOLDER = /^(bea|jenie|josh|sam)_(amused|angry|disgusted|neutral|sleepy)$/i;
const FILE = /^(amused|anger|disgust|neutral|sleepiness)_\d+[-_]\d+_(\d{4})$/i;
/** The files' words for the emotion of their folder. */
const WORDS: Readonly<Record<string, string>> = { amused: 'amused', angry: 'anger', disgusted: 'disgust', neutral: 'neutral', sleepy: 'sleepiness' };
const FEMALE = new Set(['bea', 'jenie']);

/**
 * EmoV-DB: a folder of speaker and emotion, files of emotion, range and number of the sentence. A file whose word is not
 * its folder's is not of the corpus.
 *
 * @see A. Adigwe et al., "The Emotional Voices Database: Towards Controlling the Emotion Dimension in Voice Generation Systems", 2018, arXiv:1806.09514
 */
export const emovdb: CorpusConvention = {
  id: 'emovdb',
  name: 'EmoV-DB',
  parse(path) {
    const file = FILE.exec(stemOf(path));
    const folder = FOLDER.exec(foldersOf(path).at(-1) ?? '');
    if (!file || !folder) return undefined;
    const [speaker, emotion] = [folder[1].toLowerCase(), folder[2].toLowerCase()];
    if (WORDS[emotion] !== file[1].toLowerCase()) return undefined;
    return { emotion, speaker, sex: FEMALE.has(speaker) ? 'female' : 'male', sentence: file[2] };
  },
};
