import type { ExplainedFeature, NamedExplanation } from './namedExplanation.ts';

const N_FEATURES = 10;

const signed = (value: number): string => `${value < 0 ? '−' : '+'}${Math.abs(value).toFixed(3)}`;
const percent = (share: number): string => `${Math.round(100 * share)} %`;
/** Four digits of whatever size. */
const measured = (value: number): string => String(Number(value.toPrecision(4))).replace('-', '−');

/** Lines whose cells stand below each other, two spaces apart; numbers on the right. */
function aligned(rows: readonly (readonly string[])[], indent: string): string[] {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((cells) => cells[column].length)));
  return rows.map((cells) => `${indent}${cells.map((cell, column) => (column === 2 ? cell.padStart(widths[column]) : cell.padEnd(widths[column]))).join('  ')}`.trimEnd());
}

/** What speaks for an answer and what against it, as plain text. */
export function formatExplanation(explanation: NamedExplanation): string {
  const { answer, next, probability, nextProbability, of, method, base, score, features } = explanation;
  const shown = features.slice(0, N_FEATURES);
  const rest = features.slice(N_FEATURES);
  const start = method === 'shap' ? 'the mean over the training clips' : 'a clip at the training mean';
  const what = of === 'log-odds' ? `log-odds of ${answer} against ${next}` : `${explanation.probabilities === 'scores' ? 'share of votes' : 'probability'} of ${answer}`;
  const left = rest.reduce((sum, { contribution }) => sum + contribution, 0);
  return [
    `${answer} (${percent(probability)}), then ${next} (${percent(nextProbability)})`,
    `  ${what}: ${of === 'log-odds' ? signed(score) : score.toFixed(3)}; of ${start} ${of === 'log-odds' ? signed(base) : base.toFixed(3)}`,
    ...(features.length === 0 ? ['  no column by itself changes it'] : aligned(shown.map((feature) => featureCells(feature, answer)), '    ')),
    ...(rest.length === 0 ? [] : [`    … and ${rest.length} other column${rest.length === 1 ? '' : 's'}${method === 'occlusion' ? ', each with less' : `, together ${signed(left)}`} (--json has all)`]),
  ].join('\n');
}

function featureCells({ column, unit, value, contribution, training }: ExplainedFeature, answer: string): string[] {
  const range = training ? `training ${measured(training.mean)} ± ${measured(training.deviation)} (${((value - training.mean) / training.deviation).toFixed(1).replace('-', '−')} sd)` : '';
  return [column, contribution < 0 ? `against ${answer}` : `for ${answer}`, signed(contribution), `${measured(value)}${unit === '' || unit === '1' ? '' : ` ${unit}`}`, range];
}
