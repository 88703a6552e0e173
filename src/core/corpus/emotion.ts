/** The emotions that corpora share; a corpus's own words are mapped to these where several corpora are used together. */
export const canonicalEmotions = ['anger', 'boredom', 'calm', 'contempt', 'disgust', 'fear', 'happiness', 'neutral', 'sadness', 'surprise', 'other'] as const;

export type CanonicalEmotion = (typeof canonicalEmotions)[number];

const synonyms: Readonly<Record<string, CanonicalEmotion>> = {
  anger: 'anger',
  angry: 'anger',
  boredom: 'boredom',
  bored: 'boredom',
  calm: 'calm',
  contempt: 'contempt',
  disgust: 'disgust',
  disgusted: 'disgust',
  fear: 'fear',
  fearful: 'fear',
  happiness: 'happiness',
  happy: 'happiness',
  joy: 'happiness',
  neutral: 'neutral',
  sadness: 'sadness',
  sad: 'sadness',
  surprise: 'surprise',
  surprised: 'surprise',
  pleasant_surprise: 'surprise',
  other: 'other',
};

/** The canonical emotion that a corpus's word means, or undefined when the word is not one of an emotion. */
export function canonicalEmotion(word: string): CanonicalEmotion | undefined {
  const key = word.toLowerCase();
  return Object.hasOwn(synonyms, key) ? synonyms[key] : undefined;
}
