import type { FeatureTable } from '../../../src/core/evaluation/featureTable.ts';
import { createRandom } from '../../../src/core/learn/random.ts';

/** A table with one row for each speaker, emotion and take; feature 0 tells the emotion, the rest is noise. */
export function tableOf({ speakers, emotions, takes = 2, nColumns = 4 }: { speakers: readonly string[]; emotions: readonly string[]; takes?: number; nColumns?: number }): FeatureTable {
  const random = createRandom(1);
  const rows = speakers.flatMap((speaker) => emotions.flatMap((emotion, k) => Array.from({ length: takes }, (_, take) => ({ speaker, emotion, k, take }))));
  const data = Float32Array.from({ length: rows.length * nColumns }, (_, i) => (i % nColumns === 0 ? rows[Math.floor(i / nColumns)]!.k * 10 : 0) + random.normal());
  return {
    columns: Array.from({ length: nColumns }, (_, j) => `f${j}`),
    files: rows.map(({ speaker, emotion, take }) => `${speaker}/${emotion}_${take}.wav`),
    emotions: rows.map(({ emotion }) => emotion),
    speakers: rows.map(({ speaker }) => speaker),
    X: { data, nRows: rows.length, nColumns },
  };
}
