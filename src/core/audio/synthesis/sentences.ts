import { phonemes, type PhonemeName } from './phonemes.ts';

/** A phoneme in its sentence; `stress` is 0 for consonants and weak vowels, 1 for an accent, 2 for the strongest. */
export interface SentencePhoneme {
  readonly name: PhonemeName;
  readonly stress: 0 | 1 | 2;
}

/** A sentence that can be spoken with any emotion. */
export interface Sentence {
  readonly text: string;
  readonly phonemes: readonly SentencePhoneme[];
}

/** Reads ARPAbet, in which a digit after a vowel marks its stress. */
function parseArpabet(transcription: string): SentencePhoneme[] {
  return transcription.split(' ').map((symbol) => {
    const [, name, stress] = /^([A-Z]+)([012]?)$/.exec(symbol) ?? [];
    if (name === undefined || !(name in phonemes)) throw new RangeError(`No phoneme "${symbol}".`);
    return { name: name as PhonemeName, stress: Number(stress || 0) as 0 | 1 | 2 };
  });
}

/**
 * The two sentences of the sample corpus, by RAVDESS statement number. They are our own; like the statements of RAVDESS
 * their content fits any emotion. Together they hold corner vowels, diphthongs, nasals, stops and fricatives.
 */
export const sentences: Readonly<Record<1 | 2, Sentence>> = {
  1: {
    text: 'We keep the tools behind the house',
    phonemes: parseArpabet('W IY K IY1 P DH AX T UW1 L Z B IH HH AY1 N D DH AX HH AW2 S'),
  },
  2: {
    text: 'My sister bought a map of the shore',
    phonemes: parseArpabet('M AY S IH1 S T AX B AO1 T AX M AE2 P AX V DH AX SH AO1'),
  },
};
