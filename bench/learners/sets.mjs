// What learners are measured on: 1,152 × 122 features of recorded clips where they are at hand, else of the same shape, and sets
// of more rows made from them.
import { createRandom } from '../../src/core/learn/random.ts';
import { hasReferenceMatrix, readReferenceMatrix } from '../../test/core/learn/referenceMatrix.ts';

const CLASSES = ['angry', 'calm', 'disgust', 'fearful', 'happy', 'neutral', 'sad', 'surprised'];
const N_ROWS = 1152;
const N_COLUMNS = 122;
/** Of the columns' standard deviation: repeated rows are no longer equal. */
const NOISE = 0.01;

/** The rows, and what they are. */
export function learnerSet() {
  if (!hasReferenceMatrix) return { what: 'synthetic rows', data: syntheticRows() };
  const { data, y } = readReferenceMatrix(CLASSES);
  return { what: 'RAVDESS clips', data: { X: { data: data.slice(0, N_ROWS * N_COLUMNS), nRows: N_ROWS, nColumns: N_COLUMNS }, y: y.slice(0, N_ROWS), nClasses: CLASSES.length } };
}

/** Eight classes whose columns overlap about as much as those of speech. */
function syntheticRows() {
  const random = createRandom(1);
  const centres = Float64Array.from({ length: CLASSES.length * N_COLUMNS }, () => 0.25 * random.normal());
  const y = Int32Array.from({ length: N_ROWS }, (_, i) => i % CLASSES.length);
  const data = Float32Array.from({ length: N_ROWS * N_COLUMNS }, (_, at) => centres[y[Math.floor(at / N_COLUMNS)] * N_COLUMNS + (at % N_COLUMNS)] + random.normal());
  return { X: { data, nRows: N_ROWS, nColumns: N_COLUMNS }, y, nClasses: CLASSES.length };
}

/** The first `nRows` rows of a set repeated without end, each repetition with its own noise; in memory that threads can share. */
export function repeatedRows({ X, y, nClasses }, nRows) {
  const { nColumns } = X;
  const deviations = Float64Array.from({ length: nColumns }, (_, j) => {
    const column = Float64Array.from({ length: X.nRows }, (__, i) => X.data[i * nColumns + j]);
    const mean = column.reduce((sum, value) => sum + value, 0) / X.nRows;
    return Math.sqrt(column.reduce((sum, value) => sum + (value - mean) ** 2, 0) / X.nRows);
  });
  const random = createRandom(2);
  const data = new Float32Array(new SharedArrayBuffer(4 * nRows * nColumns));
  for (let i = 0; i < nRows; i++) {
    const from = (i % X.nRows) * nColumns;
    for (let j = 0; j < nColumns; j++) data[i * nColumns + j] = X.data[from + j] + (i < X.nRows ? 0 : NOISE * deviations[j] * random.normal());
  }
  return { X: { data, nRows, nColumns }, y: Int32Array.from({ length: nRows }, (_, i) => y[i % X.nRows]), nClasses };
}
