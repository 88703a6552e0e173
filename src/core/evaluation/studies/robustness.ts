import { describeDegradation, type Degradation } from '../../audio/degrade/degradation.ts';
import type { Interval } from '../metrics/clusterBootstrap.ts';
import type { EvaluatedData, EvaluationRun } from '../evaluationRun.ts';

/** How a learner does on held-out voices after one degradation; without one on the clips as they are. */
export interface RobustnessRow {
  readonly degradation?: Degradation;
  readonly accuracy: number;
  readonly uar: number;
  readonly uarInterval: Interval | null;
}

/** The rows of one way to train: on the clips as they are, or on degraded copies as well. */
export interface RobustnessCurve {
  readonly augment: readonly string[];
  readonly rows: readonly RobustnessRow[];
}

export interface RobustnessReport {
  readonly model: string;
  readonly cv: string;
  readonly seed: number;
  readonly normalize?: 'speaker';
  readonly data: EvaluatedData;
  readonly nClips: number;
  readonly nClasses: number;
  readonly curves: readonly RobustnessCurve[];
}

/** Figures on degraded clips. */
interface DegradedFigures extends Pick<EvaluationRun, 'accuracy' | 'uar'> {
  readonly uarInterval: Interval | null;
}

/** Figures on degraded clips, in a row. */
export const robustnessRow = ({ accuracy, uar, uarInterval }: DegradedFigures, degradation?: Degradation): RobustnessRow => ({ ...(degradation && { degradation }), accuracy, uar, uarInterval });

const share = (value: number): string => value.toFixed(3);
const cell = ({ uar, uarInterval }: RobustnessRow): string => `${share(uar)}${uarInterval ? ` [${share(uarInterval[0])}, ${share(uarInterval[1])}]` : ''}`;
const nameOf = ({ degradation }: RobustnessRow): string => (degradation ? describeDegradation(degradation) : 'as recorded');
const headOf = ({ augment }: RobustnessCurve): string => (augment.length === 0 ? 'trained on the clips as they are' : `trained also on ${augment.join('; ')}`);

/** The reports of several learners as plain text. */
export function formatRobustness(reports: readonly RobustnessReport[]): string {
  const [{ cv, seed, normalize, data, nClips, nClasses }] = reports;
  const title = `Robustness · ${data.name} · ${data.featureSet} · ${cv}${normalize ? ' · normalised by speaker' : ''} · ${nClips} clips · seed ${seed} · UAR [95 % interval over speakers], chance ${share(1 / nClasses)}`;
  const blocks = reports.map(({ model, curves }) => {
    const heads = curves.length === 1 ? [] : curves.map((curve, i) => `  column ${i + 1}: ${headOf(curve)}`);
    return [model, ...heads, ...robustnessLines(curves, '  ')].join('\n');
  });
  return [data.synthetic ? `${title}\nSynthetic sample corpus: these figures say nothing about human speech.` : title, ...blocks].join('\n\n');
}

/** A line for each degradation, curves side by side. */
export function robustnessLines(curves: readonly RobustnessCurve[], indent: string): string[] {
  const rows = curves[0].rows.map((row, i) => [nameOf(row), ...curves.map((curve) => cell(curve.rows[i]))]);
  const widths = rows[0].map((_, column) => Math.max(...rows.map((cells) => cells[column].length)));
  return rows.map((cells) => `${indent}${cells.map((text, column) => text.padEnd(widths[column])).join('  ')}`.trimEnd());
}

/** The same as one Markdown table, learners side by side. */
export function formatRobustnessMarkdown(reports: readonly Pick<RobustnessReport, 'model' | 'curves'>[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  const columns = reports.flatMap(({ model, curves }) => curves.map((curve) => ({ head: curves.length === 1 ? model : `${model}, ${headOf(curve)}`, rows: curve.rows })));
  return [line(['test side', ...columns.map(({ head }) => head)]), line(['---', ...columns.map(() => '---:')]), ...columns[0].rows.map((row, i) => line([nameOf(row), ...columns.map(({ rows }) => cell(rows[i]))]))].join('\n');
}
