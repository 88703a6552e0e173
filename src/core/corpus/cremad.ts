import { stemOf, type CorpusConvention } from './convention.ts';

const RULE = /^(1\d{3})_(IEO|TIE|IOM|IWW|TAI|MTI|IWL|ITH|DFA|ITS|TSI|WSI)_(ANG|DIS|FEA|HAP|NEU|SAD)_(LO|MD|HI|XX|X)$/i;
const EMOTIONS: Readonly<Record<string, string>> = { ANG: 'anger', DIS: 'disgust', FEA: 'fear', HAP: 'happy', NEU: 'neutral', SAD: 'sad' };
const INTENSITIES: Readonly<Record<string, string>> = { LO: 'low', MD: 'medium', HI: 'high' };

/**
 * CREMA-D: actor_sentence_emotion_level, the level unspecified (XX) in most clips.
 *
 * @see H. Cao et al., "CREMA-D: Crowd-sourced Emotional Multimodal Actors Dataset", IEEE Trans. Affective Computing 5(4), 2014
 */
export const cremad: CorpusConvention = {
  id: 'cremad',
  name: 'CREMA-D',
  parse(path) {
    const match = RULE.exec(stemOf(path));
    if (!match) return undefined;
    const [, speaker, sentence, emotion, level] = match;
    const intensity = INTENSITIES[level.toUpperCase()];
    return { emotion: EMOTIONS[emotion.toUpperCase()], speaker, sentence: sentence.toUpperCase(), ...(intensity && { intensity }) };
  },
};
