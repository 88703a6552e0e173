import { SerError } from '../errors.ts';
import { maxFeatures } from '../learn/modelReader.ts';
import { parseScaler, type Scaler } from '../learn/preparation/scaler.ts';

const MAX_BYTES = 64 * 1024 * 1024;

/** A scaler that leaves every column as it is. */
export const identityScaler = (nFeatures: number): Scaler => ({ kind: 'scaler', nFeatures, mean: new Float64Array(nFeatures), scale: new Float64Array(nFeatures).fill(1) });

/**
 * Reads a range file of LIBSVM's `svm-scale -s` as a standardisation: [min, max] goes to [lower, upper] on a line, which
 * is (x − mean) / scale. A column that was constant, or that is not in the file, keeps its values less its minimum: the
 * 0 that svm-scale gives it for every row like those of the training.
 *
 * @param nFeatures columns of the model
 * @throws SerError `feature-mismatch` when the file names more columns; `format-unsupported` for scaled targets;
 *   `model-invalid`
 */
export function parseSvmRange(bytes: Uint8Array, nFeatures: number): Scaler {
  if (bytes.length > MAX_BYTES) refuse(`it has ${bytes.length} bytes; ${MAX_BYTES} are allowed`);
  const lines = new TextDecoder('latin1').decode(bytes).split('\n', maxFeatures + 4).map((line) => line.trim());
  if (lines[0] === 'y') throw new SerError('format-unsupported', 'The range file scales targets (y) too; that is for regression.');
  if (lines[0] !== 'x') refuse('it does not begin with "x"');
  const numbersOf = (line: string, n: number): number[] => {
    const values = line.split(/\s+/).map(Number);
    return values.length === n && values.every(Number.isFinite) ? values : refuse(`the line ${JSON.stringify(line.slice(0, 60))} must hold ${n} numbers`);
  };
  const [lower, upper] = numbersOf(lines[1] ?? '', 2);
  if (!(upper > lower)) refuse(`its limits are ${lower} and ${upper}; the second must be larger`);
  const scaler = identityScaler(nFeatures);
  let previous = 0;
  for (const line of lines.slice(2)) {
    if (line === '') continue;
    const [index, min, max] = numbersOf(line, 3);
    if (!Number.isInteger(index) || index <= previous) refuse(`the index ${index} follows ${previous}; indices must ascend from 1`);
    if (index > nFeatures) throw new SerError('feature-mismatch', `The range file names the column ${index}; the model has ${nFeatures}.`, { expected: nFeatures, actual: index });
    if (max < min) refuse(`column ${index} runs from ${min} to ${max}`);
    previous = index;
    const scale = max > min ? (max - min) / (upper - lower) : 1;
    scaler.scale[index - 1] = scale;
    scaler.mean[index - 1] = max > min ? min - lower * scale : min;
  }
  return parseScaler(scaler);
}

function refuse(problem: string): never {
  throw new SerError('model-invalid', `Not a usable range file of svm-scale: ${problem}.`);
}
