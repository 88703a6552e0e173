import type { Interval } from '../../core/evaluation/metrics/clusterBootstrap.ts';
import type { ShownRun } from '../../protocol/resultsView.ts';
import { element } from '../shared/element.ts';
import { percentText } from '../shared/numberText.ts';
import { calibrationView } from './calibrationView.ts';
import { wideTable } from './wideTable.ts';
import { words } from './words.ts';

type Figure = readonly [id: string, name: string, value: number | null | undefined, interval: Interval | null | undefined, meaning: string];

const lossText = (loss: number): string => loss.toFixed(3);

/** What the learner's probabilities are worth, and whether its confidence can be taken at its word. */
export function probabilitySection(run: ShownRun['run']): HTMLElement | undefined {
  const { probabilities, intervals, calibration } = run;
  if (probabilities === undefined) return undefined;
  const shares: Figure[] = [
    ['top2Accuracy', words.top2, run.top2Accuracy, intervals?.top2Accuracy, words.top2Means],
    ['rocAuc', words.rocAuc, run.rocAuc?.macro, intervals?.rocAuc.macro, words.rocAucMeans],
    ['calibrationError', words.calibrationError, calibration?.error, intervals?.calibration?.error, words.calibrationErrorMeans],
  ];
  const losses: Figure[] = [
    ['logLoss', words.logLoss, run.logLoss, intervals?.logLoss, words.logLossMeans(run.classes.length)],
    ['brier', words.brier, run.brier, intervals?.brier, words.brierMeans(run.classes.length)],
  ];
  const rowsOf = (figures: readonly Figure[], format: (value: number) => string, between: (...interval: Interval) => string): HTMLElement[] =>
    figures.flatMap(([id, name, value, interval, meaning]) => {
      if (value === undefined || value === null) return [];
      return [element('tr', { 'data-figure': id }, element('th', { scope: 'row' }, name), element('td', {}, format(value)), element('td', {}, interval ? between(...interval) : '–'), element('td', { class: 'text' }, meaning))];
    });
  const head = [words.figure, words.value, words.intervalHead, words.meaning].map((text, i) => element('th', { scope: 'col', class: i === 3 ? 'text' : undefined }, text));
  const table = element(
    'table',
    { id: 'probabilities', class: 'figures' },
    element('caption', {}, words.probabilitiesCaption),
    element('thead', {}, element('tr', {}, ...head)),
    element('tbody', {}, ...rowsOf(shares, percentText, words.range), ...rowsOf(losses, lossText, (low, high) => words.between(lossText(low), lossText(high)))),
  );
  return element(
    'section',
    { 'aria-labelledby': 'confidence-heading' },
    element('h2', { id: 'confidence-heading' }, words.confidence),
    probabilities === 'scores' ? element('p', {}, words.onlyScores) : undefined,
    wideTable(words.confidence, table),
    calibration ? calibrationView(calibration, intervals?.calibration?.bins) : undefined,
  );
}
