import type { EvaluatedData } from '../evaluationRun.ts';
import type { LearningCurve } from './learningCurve.ts';

const share = (value: number): string => value.toFixed(3);
const percent = (value: number): string => `${Math.round(100 * value)} %`;
const signed = (value: number): string => `${value < 0 ? '−' : '+'}${Math.abs(value).toFixed(3)}`;

/** A learning curve as plain text. */
export function formatCurve(curve: LearningCurve, { name, featureSet, synthetic }: EvaluatedData): string {
  const { model, by, cv, seed, normalize, nClips, nClasses, points } = curve;
  const rows = points.map(({ share: part, nTrainClips, nTrainSpeakers, uar, uarInterval }) => [percent(part), nTrainClips.toFixed(0), nTrainSpeakers === null ? '–' : nTrainSpeakers.toFixed(1), share(uar), uarInterval ? `[${share(uarInterval[0])}, ${share(uarInterval[1])}]` : '']);
  const lines = [['share', 'training clips', 'speakers', 'UAR', '95 % over speakers'], ...rows];
  const widths = lines[0].map((_, column) => Math.max(...lines.map((cells) => cells[column].length)));
  return [
    `Learning curve by ${by} · ${model} · ${name} · ${featureSet} · ${cv}${normalize ? ' · normalised by speaker' : ''} · ${nClips} held-out clips · seed ${seed} · chance UAR ${share(1 / nClasses)}`,
    ...(synthetic ? ['Synthetic sample corpus: these figures say nothing about human speech.'] : []),
    '',
    ...lines.map((cells) => cells.map((cell, column) => cell.padStart(widths[column])).join('  ')),
    '',
    curveWords(curve),
  ].join('\n');
}

/** What the last step of a curve says. */
export function curveWords({ by, points, lastGain: { value, interval } }: Pick<LearningCurve, 'by' | 'points' | 'lastGain'>): string {
  const step = `from ${percent(points[points.length - 2].share)} to all of the ${by} the UAR changes by ${signed(value)}${interval ? ` [${signed(interval[0])}, ${signed(interval[1])}]` : ''}`;
  if (!interval) return `On the last step, ${step}.`;
  if (interval[0] > 0) return `The curve still rises: ${step}, so more ${by} of the same kind should help.`;
  if (interval[1] < 0) return `The curve falls at its end: ${step}.`;
  return `On the last step, ${step}, which is within chance: whether more ${by} of the same kind help cannot be told.`;
}
