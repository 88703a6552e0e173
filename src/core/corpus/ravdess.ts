import { stemOf, type CorpusConvention } from './convention.ts';

const RULE = /^0[1-3]-0[12]-(0[1-8])-(0[12])-(0[12])-(0[12])-(\d\d)$/i;
const EMOTIONS = ['neutral', 'calm', 'happy', 'sad', 'angry', 'fearful', 'disgust', 'surprised'];

/**
 * RAVDESS: modality-channel-emotion-intensity-statement-repetition-actor; odd actors are male.
 *
 * @see S. R. Livingstone, F. A. Russo, "The Ryerson Audio-Visual Database of Emotional Speech and Song", PLoS ONE 13(5), 2018
 */
export const ravdess: CorpusConvention = {
  id: 'ravdess',
  name: 'RAVDESS',
  parse(path) {
    const match = RULE.exec(stemOf(path));
    if (!match) return undefined;
    const [, emotion, intensity, statement, , actor] = match;
    return {
      emotion: EMOTIONS[Number(emotion) - 1],
      speaker: actor,
      sex: Number(actor) % 2 === 1 ? 'male' : 'female',
      sentence: statement,
      intensity: intensity === '01' ? 'normal' : 'strong',
    };
  },
};
