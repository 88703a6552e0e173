import { SerError } from '../../errors.ts';
import type { Matrix } from '../matrix.ts';

/**
 * Fewer clips than this tell too little of a speaker's own mean and spread. Of the gain on RAVDESS (UAR 0.58 to 0.68, rich, SVM)
 * a random dozen of the speaker's clips keeps half; with eight a third is left, and four do worse than no normalisation.
 */
export const MIN_CLIPS_A_SPEAKER = 12;

/** What has to hold for figures of a normalisation by speaker; stated wherever it is offered. */
export const SPEAKER_NORMALISATION_ASSUMPTION =
  'Normalised by speaker: each voice is measured against its own mean, which takes several clips of it with a similar mix of emotions; their labels are not used.';

/**
 * Standardises the columns within each speaker: value minus the mean of the speaker's rows, over their population standard
 * deviation. A column that does not vary within a speaker becomes 0. It sees rows and speakers alone, so no label can leak;
 * but it is transductive: a speaker's rows are measured against each other, also those of the test side.
 *
 * @param speakers the speaker of each row
 * @returns a new matrix; X is left alone
 * @throws SerError `too-few-speakers` when a row's speaker is unknown (''); `too-few-clips` when a speaker has fewer than
 *   {@link MIN_CLIPS_A_SPEAKER} rows, with the speaker and the number
 */
export function normaliseBySpeaker({ data, nRows, nColumns }: Matrix, speakers: readonly string[]): Matrix {
  const rowsOf = new Map<string, number[]>();
  speakers.forEach((speaker, row) => {
    const rows = rowsOf.get(speaker);
    if (rows) rows.push(row);
    else rowsOf.set(speaker, [row]);
  });
  const nUnknown = rowsOf.get('')?.length ?? 0;
  if (nUnknown > 0) throw new SerError('too-few-speakers', `The speaker of ${nUnknown} of ${nRows} clips is unknown; a normalisation by speaker needs all of them.`, { nUnknown });
  const out = new Float32Array(data.length);
  for (const [speaker, rows] of rowsOf) {
    checkClipsOfSpeaker(speaker, rows.length);
    for (let j = 0; j < nColumns; j++) {
      let sum = 0;
      for (const row of rows) sum += data[row * nColumns + j];
      const mean = sum / rows.length;
      let squares = 0;
      for (const row of rows) squares += (data[row * nColumns + j] - mean) ** 2;
      const spread = Math.sqrt(squares / rows.length);
      // A spread of rounding alone would blow up to noise.
      const scale = spread > 1e-6 * Math.abs(mean) ? 1 / spread : 0;
      for (const row of rows) out[row * nColumns + j] = (data[row * nColumns + j] - mean) * scale;
    }
  }
  return { data: out, nRows, nColumns };
}

/** @throws SerError `too-few-clips` */
export function checkClipsOfSpeaker(speaker: string, nClips: number): void {
  if (nClips >= MIN_CLIPS_A_SPEAKER) return;
  throw new SerError('too-few-clips', `Speaker ${speaker} has ${nClips} ${nClips === 1 ? 'clip' : 'clips'}; a normalisation by speaker needs at least ${MIN_CLIPS_A_SPEAKER} of each, with a similar mix of emotions.`, { speaker, nClips });
}
