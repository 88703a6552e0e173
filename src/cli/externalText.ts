import type { ExternalFigures } from '../core/evaluation/studies/externalTest.ts';
import { robustnessLines } from '../core/evaluation/studies/robustness.ts';
import type { AnsweredShare } from '../core/model/decision.ts';
import type { AdaptedFigures, ExternalResult } from '../node/testModel.ts';
import { count } from './count.ts';

const share = (value: number): string => value.toFixed(3);

/** How a model does on one corpus, as plain text. */
export function formatExternalResult(result: ExternalResult): string {
  const { corpus, nClips, classes, labelMap, unmatched, normalize, adapted, outsideShare, perClass, recallFall, confusionMatrix, answered, robustness } = result;
  const mapped = Object.entries(labelMap).map(([label, name]) => (label === name ? label : `${label} = ${name}`));
  const width = Math.max(12, ...classes.map((name) => name.length)) + 2;
  const header = ['precision', 'recall', 'F1', 'clips', ...(recallFall ? ['fall'] : [])];
  return [
    `${corpus}: ${count(nClips, 'clip')} of the ${classes.length} shared emotions (${mapped.join(', ')})${unmatched.length > 0 ? `; not among the model's: ${unmatched.join(', ')}` : ''}`,
    figureLine(normalize === 'raw' ? 'as they are' : 'normalised by speaker', result, classes.length),
    ...(adapted ? [adaptedLine('brought to the training data, corpus together', adapted.corpus, classes.length), adaptedLine('brought to the training data, each speaker', adapted.speaker, classes.length)] : []),
    ...(answered ? [answeredLine(answered)] : []),
    `  the model would rather have answered an emotion that the corpus lacks for ${Math.round(outsideShare * 100)} % of the clips`,
    '',
    `  ${''.padEnd(width)}${header.map((name) => name.padStart(10)).join('')}`,
    ...classes.map((name) => {
      const figures = perClass[name];
      const fall = recallFall?.[name];
      const cells = [...[figures?.precision, figures?.recall, figures?.f1].map((value) => share(value ?? 0)), String(figures?.support ?? 0), ...(recallFall ? [fall === undefined ? '' : `${fall < 0 ? '−' : '+'}${share(Math.abs(fall))}`] : [])];
      return `  ${name.padEnd(width)}${cells.map((cell) => cell.padStart(10)).join('')}`;
    }),
    ...(recallFall ? ["  fall: by how much the recall is below that of the model's own cross-validation"] : []),
    '',
    '  Confusion matrix (rows true, columns predicted)',
    `  ${''.padEnd(width)}${classes.map((name) => name.slice(0, 9).padStart(10)).join('')}`,
    ...confusionMatrix.map((row, k) => `  ${(classes[k] ?? '').padEnd(width)}${row.map((value) => String(value).padStart(10)).join('')}`),
    ...(robustness ? ['', `  Recordings made worse: UAR [95 % interval over speakers], chance ${share(1 / classes.length)}`, ...robustnessLines([robustness], '  ')] : []),
  ].join('\n');
}

function figureLine(how: string, { accuracy, uar, uarInterval, macroF1 }: ExternalFigures, nClasses: number): string {
  const interval = uarInterval ? ` [${share(uarInterval[0])}, ${share(uarInterval[1])}]` : '';
  return `  ${how}: accuracy ${share(accuracy)}   UAR ${share(uar)}${interval}   macro F1 ${share(macroF1)}   (chance UAR ${share(1 / nClasses)})`;
}

/** What the model answers when it classifies, all its emotions to choose from: the figures above are of all clips. */
const answeredLine = ({ precision, coverage }: AnsweredShare): string =>
  precision === null ? '  ser classify would call every clip "uncertain"' : `  ser classify would answer ${(100 * coverage).toFixed(1)} % of the clips, ${(100 * precision).toFixed(1)} % of the answers right; the others are "uncertain"`;

const adaptedLine = (how: string, figures: AdaptedFigures, nClasses: number): string => ('refused' in figures ? `  ${how}: not possible. ${figures.refused}` : figureLine(how, figures, nClasses));
