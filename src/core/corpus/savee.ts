import { foldersOf, stemOf, type CorpusConvention } from './convention.ts';

const FLAT = /^(DC|JE|JK|KL)_(sa|su|[adfhn])([0-3]\d)$/i;
const IN_FOLDER = /^(sa|su|[adfhn])([0-3]\d)$/i;
const SPEAKER = /^(DC|JE|JK|KL)$/i;
const EMOTIONS: Readonly<Record<string, string>> = { a: 'anger', d: 'disgust', f: 'fear', h: 'happiness', n: 'neutral', sa: 'sadness', su: 'surprise' };

/**
 * SAVEE: emotion and number of the sentence, the speaker as a folder (`DC/a01.wav`) or before them (`DC_a01.wav`). The number
 * counts within the emotion and some sentences belong to all emotions, so no sentence is given.
 *
 * @see S. Haq, P. J. B. Jackson, "Speaker-dependent audio-visual emotion recognition", AVSP 2009; AudioData/Info.txt
 */
export const savee: CorpusConvention = {
  id: 'savee',
  name: 'SAVEE',
  parse(path) {
    const stem = stemOf(path);
    const flat = FLAT.exec(stem);
    const folder = foldersOf(path).at(-1) ?? '';
    const nested = SPEAKER.test(folder) ? IN_FOLDER.exec(stem) : null;
    const [speaker, emotion] = flat ? [flat[1], flat[2]] : [folder, nested?.[1]];
    return emotion === undefined ? undefined : { emotion: EMOTIONS[emotion.toLowerCase()], speaker: speaker.toUpperCase(), sex: 'male' };
  },
};
