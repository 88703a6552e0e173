import { existsSync, readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';

const path = new URL('../../../../shared/reference/librosa/reference_features_22050.csv.gz', import.meta.url);

/** Whether the 1,200 × 122 table of librosa features lies beside this repository. */
export const hasReferenceMatrix = existsSync(path);

/** The features, classes and actors of 1,200 RAVDESS clips. */
export interface ReferenceMatrix {
  readonly data: Float32Array;
  readonly nRows: number;
  readonly nColumns: number;
  readonly y: Int32Array;
  /** (actor − 1) mod 6. */
  readonly fold: Int32Array;
}

const emotions = ['neutral', 'calm', 'happy', 'sad', 'angry', 'fearful', 'disgust', 'surprised'];

/** Reads the table; emotion and actor come from the RAVDESS name in its first column. */
export function readReferenceMatrix(classes: readonly string[]): ReferenceMatrix {
  const lines = gunzipSync(readFileSync(path)).toString('utf8').trim().split('\n').slice(1);
  const nColumns = lines[0]!.split(',').length - 1;
  const data = new Float32Array(lines.length * nColumns);
  const y = new Int32Array(lines.length);
  const fold = new Int32Array(lines.length);
  lines.forEach((line, i) => {
    const cells = line.split(',');
    const name = cells[0]!.split('-');
    y[i] = classes.indexOf(emotions[Number(name[2]) - 1]!);
    fold[i] = (Number.parseInt(name[6]!) - 1) % 6;
    for (let j = 0; j < nColumns; j++) data[i * nColumns + j] = Number(cells[j + 1]);
  });
  return { data, nRows: lines.length, nColumns, y, fold };
}
