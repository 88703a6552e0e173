import type { CalibrationFigures } from '../../core/evaluation/metrics/probabilityFigures.ts';
import type { PerhapsInterval } from '../../core/evaluation/metrics/figureIntervals.ts';
import { element } from '../shared/element.ts';
import { countText, percentText } from '../shared/numberText.ts';
import { calibrationChart, type DrawnBin } from './calibrationChart.ts';
import { wideTable } from './wideTable.ts';
import { words } from './words.ts';

/** Confidence is cut into so many bins of equal width; only those with clips have figures. */
const nBins = 10;

/** The reliability curve as a chart and as a table, and what it says in a sentence. */
export function calibrationView({ bins, temperature, logLossAtTemperature }: CalibrationFigures, intervals: readonly PerhapsInterval[] | undefined): HTMLElement {
  const drawn = bins.map((bin): DrawnBin => ({ ...bin, interval: intervals?.[Math.round(bin.from * nBins)] ?? null }));
  const rows = drawn.map(({ from, to, nClips, confidence, accuracy, interval }) => {
    const cells = [countText(nClips), percentText(confidence), percentText(accuracy), interval ? words.range(...interval) : '–'];
    return element('tr', {}, element('th', { scope: 'row' }, words.confidenceRange(from, to)), ...cells.map((text) => element('td', {}, text)));
  });
  const head = [words.confidenceHead, words.clips, words.meanConfidence, words.shareRight, words.intervalHead];
  const table = element(
    'table',
    { id: 'calibration', class: 'figures' },
    element('caption', {}, words.calibrationCaption),
    element('thead', {}, element('tr', {}, ...head.map((text) => element('th', { scope: 'col' }, text)))),
    element('tbody', {}, ...rows),
  );
  return element(
    'div',
    { id: 'calibration-view' },
    element('h3', {}, words.calibration),
    element('p', {}, words.calibrationSays(temperature, logLossAtTemperature)),
    element('div', { class: 'tables' }, calibrationChart(drawn), wideTable(words.calibration, table)),
    element('p', { class: 'muted' }, words.calibrationKey),
  );
}
