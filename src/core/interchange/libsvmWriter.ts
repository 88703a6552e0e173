import type { Scaler } from '../learn/preparation/scaler.ts';
import type { SvmModel } from '../learn/svm/svmModel.ts';

/**
 * A machine as LIBSVM's text format, which `svm-predict` and `svm_load_model` read. A class's label is its index. Numbers
 * have as many digits as read back the same; features of value 0 are left out.
 *
 * The format has no place for standardisation: the support vectors are in standardised units, and rows must be brought to
 * them first, by {@link formatSvmRange}.
 *
 * @see LIBSVM, `svm_save_model`
 */
export function formatLibsvm(model: SvmModel): string {
  const { kernel, classes, supportCounts, supportVectors, coefficients, nFeatures, rho, sigmoidA, sigmoidB } = model;
  const nSupport = supportVectors.length / nFeatures;
  const header: (string | number)[][] = [['svm_type', 'c_svc'], ['kernel_type', kernel]];
  if (kernel === 'polynomial') header.push(['degree', model.degree]);
  if (kernel !== 'linear') header.push(['gamma', model.gamma]);
  if (kernel === 'polynomial' || kernel === 'sigmoid') header.push(['coef0', model.coef0]);
  header.push(['nr_class', classes.length], ['total_sv', nSupport], ['rho', ...rho], ['label', ...classes]);
  if (sigmoidA.length > 0) header.push(['probA', ...sigmoidA], ['probB', ...sigmoidB]);
  header.push(['nr_sv', ...supportCounts], ['SV']);
  const lines = header.map((words) => words.join(' '));
  for (let s = 0; s < nSupport; s++) {
    const words: string[] = [];
    for (let r = 0; r < classes.length - 1; r++) words.push(numberText(coefficients[r * nSupport + s]));
    for (let j = 0; j < nFeatures; j++) {
      const value = supportVectors[s * nFeatures + j];
      if (value !== 0) words.push(`${j + 1}:${value}`);
    }
    // The space at the end is LIBSVM's own.
    lines.push(`${words.join(' ')} `);
  }
  return `${lines.join('\n')}\n`;
}

/** The fewest digits that read back the same; LIBSVM writes and reads −0, too. */
const numberText = (value: number): string => (Object.is(value, -0) ? '-0' : String(value));

/**
 * A standardisation as the range file of LIBSVM's `svm-scale -r`: column j goes from mean − scale to −1 and from
 * mean + scale to +1 on a line, which is (x − mean) / scale.
 *
 * @see LIBSVM, svm-scale.c
 */
export function formatSvmRange({ mean, scale, nFeatures }: Scaler): string {
  const lines = ['x', '-1 1'];
  for (let j = 0; j < nFeatures; j++) lines.push(`${j + 1} ${mean[j] - scale[j]} ${mean[j] + scale[j]}`);
  return `${lines.join('\n')}\n`;
}
