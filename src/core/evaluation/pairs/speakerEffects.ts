import type { Matrix } from '../../learn/matrix.ts';
import { studentTail } from '../comparison/tailProbabilities.ts';
import { holm } from './holm.ts';
import type { ClassPair } from './rankPairs.ts';

/** How far two emotions lie apart in each column when everyone is compared with himself alone. */
export interface SpeakerEffects {
  /** Speakers who have clips of both. */
  readonly nSpeakers: number;
  /** nColumns effect sizes, above 0 where the first emotion has the larger values; ±Infinity where clips of one voice and emotion are all alike. */
  readonly d: Float64Array;
  /** nColumns two-sided p, corrected for the number of columns; absent with a single speaker. */
  readonly p?: Float64Array;
}

/**
 * Cohen's d within speakers: d = mean over the speakers who have both emotions of (mean of their clips of the first − mean of their
 * clips of the second), over s, where s² = Σ (clip − mean of its speaker and emotion)² / Σ (nClips − 2), both sums over these
 * speakers. What makes voices differ, such as pitch by sex, is in no difference and not in s.
 *
 * p is of Student's t-test on the speakers' differences, one number a speaker, by Holm's correction over all columns.
 *
 * @param y class of each row
 * @param speakers a number a row; rows below 0, of unknown speaker, are left out
 * @returns undefined when no speaker has both emotions, or none of those has two clips of either
 * @see J. Cohen, "Statistical Power Analysis for the Behavioral Sciences", 1988, chapter 2
 */
export function speakerEffects({ data, nColumns }: Matrix, y: Int32Array, speakers: Int32Array, [first, second]: ClassPair): SpeakerEffects | undefined {
  const rowsOf = new Map<number, readonly [number[], number[]]>();
  for (let row = 0; row < y.length; row++) {
    if ((y[row] !== first && y[row] !== second) || speakers[row] < 0) continue;
    const rows = rowsOf.get(speakers[row]) ?? [[], []];
    rowsOf.set(speakers[row], rows);
    rows[y[row] === first ? 0 : 1].push(row);
  }
  const compared = [...rowsOf.values()].filter(([a, b]) => a.length > 0 && b.length > 0);
  const nSpeakers = compared.length;
  const degrees = compared.reduce((sum, [a, b]) => sum + a.length + b.length - 2, 0);
  if (degrees === 0) return undefined;
  const d = new Float64Array(nColumns);
  const p = new Float64Array(nColumns);
  const differences = new Float64Array(nSpeakers);
  for (let j = 0; j < nColumns; j++) {
    let squares = 0;
    for (let s = 0; s < nSpeakers; s++) {
      const [a, b] = compared[s].map((rows) => spread(data, nColumns, rows, j));
      differences[s] = a.mean - b.mean;
      squares += a.squares + b.squares;
    }
    const mean = differences.reduce((sum, value) => sum + value, 0) / nSpeakers;
    d[j] = mean === 0 ? 0 : mean / Math.sqrt(squares / degrees);
    const variance = differences.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (nSpeakers - 1);
    p[j] = mean === 0 ? 1 : studentTail(mean / Math.sqrt(variance / nSpeakers), nSpeakers - 1);
  }
  return { nSpeakers, d, ...(nSpeakers > 1 && { p: holm(p) }) };
}

/** The mean of a column over some rows, and the sum of squares around it. */
function spread(data: Float32Array, nColumns: number, rows: readonly number[], column: number): { mean: number; squares: number } {
  let mean = 0;
  for (let i = 0; i < rows.length; i++) mean += data[rows[i] * nColumns + column];
  mean /= rows.length;
  let squares = 0;
  for (let i = 0; i < rows.length; i++) squares += (data[rows[i] * nColumns + column] - mean) ** 2;
  return { mean, squares };
}
