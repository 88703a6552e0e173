/** The names of all clips of a corpus, as its documentation lays them out: no list of the corpus's own is copied. */

const two = (n: number): string => String(n).padStart(2, '0');
const upTo = (n: number): number[] => Array.from({ length: n }, (_, i) => i + 1);

/** 24 actors × 60 trials: neutral has one intensity, the other emotions two. */
export const ravdessNames = (): string[] =>
  upTo(24).flatMap((actor) =>
    upTo(8).flatMap((emotion) => (emotion === 1 ? [1] : [1, 2]).flatMap((intensity) => [1, 2].flatMap((statement) => [1, 2].map((take) => `Actor_${two(actor)}/03-01-${two(emotion)}-${two(intensity)}-${two(statement)}-${two(take)}-${two(actor)}.wav`)))),
  );

/** Two women × 7 emotions × 200 words. */
export const tessNames = (): string[] =>
  ['OAF', 'YAF'].flatMap((speaker) => ['angry', 'disgust', 'fear', 'happy', 'neutral', 'ps', 'sad'].flatMap((emotion) => upTo(200).map((n) => `${speaker}_${emotion}/${speaker}_word${'abcdefghij'[n % 10]}${'abcdefghijklmnopqrst'[Math.floor((n - 1) / 10)]}_${emotion}.wav`)));

/** Four men × 15 sentences of each emotion, 30 of neutral. */
export const saveeNames = (flat: boolean): string[] =>
  ['DC', 'JE', 'JK', 'KL'].flatMap((speaker) => ['a', 'd', 'f', 'h', 'n', 'sa', 'su'].flatMap((emotion) => upTo(emotion === 'n' ? 30 : 15).map((n) => `${speaker}${flat ? '_' : '/'}${emotion}${two(n)}.wav`)));

/** 20 speakers × 5 emotions × 350 sentences, numbered through the emotions. */
export const esdNames = (): string[] =>
  upTo(20).flatMap((speaker) => {
    const id = String(speaker).padStart(4, '0');
    return ['Neutral', 'Angry', 'Happy', 'Sad', 'Surprise'].flatMap((emotion, e) => upTo(350).map((n) => `${id}/${emotion}/${id}_${String(350 * e + n).padStart(6, '0')}.wav`));
  });

/** Five actors × 20 utterances × 5 emotions. */
export const aesddNames = (): string[] => ['anger', 'disgust', 'fear', 'happiness', 'sadness'].flatMap((emotion) => upTo(20).flatMap((utterance) => upTo(5).map((actor) => `${emotion}/${emotion[0]}${two(utterance)} (${actor}).wav`)));
