import type { LearningCurve } from '../../../core/evaluation/studies/learningCurve.ts';
import type { ResultChoice } from '../../../protocol/resultsView.ts';
import type { ShownCurve } from '../../../protocol/studyView.ts';
import { element } from '../../shared/element.ts';
import { percentText } from '../../shared/numberText.ts';
import { lineChart, shareEnd } from '../lineChart.ts';
import type { ResultsActions } from '../resultSelect.ts';
import { studyHeading } from '../studyHeading.ts';
import { wideTable } from '../wideTable.ts';
import { words as pageWords } from '../words.ts';
import { words } from './words.ts';

const chartWidth = 460;

/** What a learner gains by learning from more. */
export function curveView({ modelName, madeAt, data, curve }: ShownCurve, choices: readonly ResultChoice[], actions: ResultsActions): HTMLElement[] {
  const { by, cv, seed, nClips, normalize } = curve;
  return [
    studyHeading({ title: words.title(modelName, data.name), action: 'measureCurve', data, madeAt, cv, seed, nClips, normalize }, choices, actions),
    element('section', { 'aria-labelledby': 'last-heading' }, element('h2', { id: 'last-heading' }, words.lastStep), element('p', { id: 'last-step' }, words.last(curve))),
    element('section', { 'aria-labelledby': 'curve-heading' }, element('h2', { id: 'curve-heading' }, words.heading[by]), element('p', {}, words.intro), element('div', { class: 'tables' }, chart(curve), table(curve, words.heading[by]))),
  ];
}

/** A mean over the folds, which is whole where they are of one size. */
const sizeText = (n: number): string => (Number.isInteger(n) || n >= 100 ? String(Math.round(n)) : n.toFixed(1));

function chart({ by, points, nClasses }: LearningCurve): SVGSVGElement {
  const sizes = points.map(({ nTrainClips, nTrainSpeakers }) => (by === 'speakers' ? (nTrainSpeakers ?? nTrainClips) : nTrainClips));
  const most = sizes.at(-1) ?? 1;
  const line = points.map(({ uar, uarInterval }, i) => ({ at: (sizes[i] ?? 0) / most, value: uar, interval: uarInterval }));
  const ticks = line.map(({ at }, i) => ({ at, name: sizeText(sizes[i] ?? 0) }));
  return lineChart({ id: 'curve-chart', width: chartWidth, ticks, xTitle: words.xTitle[by], yTitle: pageWords.uar, chance: 1 / nClasses, most: shareEnd([line]), isJoined: true, lines: [line] });
}

function table({ points, nClasses }: LearningCurve, name: string): HTMLElement {
  const rows = points.map(({ share, nTrainClips, nTrainSpeakers, uar, uarInterval }) =>
    element(
      'tr',
      {},
      element('th', { scope: 'row' }, percentText(share, 0)),
      element('td', {}, sizeText(nTrainClips)),
      element('td', {}, nTrainSpeakers === null ? '–' : sizeText(nTrainSpeakers)),
      element('td', {}, percentText(uar)),
      element('td', {}, uarInterval ? pageWords.range(...uarInterval) : '–'),
    ),
  );
  const heads = [words.share, words.clips, words.speakers, pageWords.uar, pageWords.intervalHead];
  return wideTable(
    name,
    element('table', { id: 'curve', class: 'figures' }, element('caption', {}, words.caption(1 / nClasses)), element('thead', {}, element('tr', {}, ...heads.map((head) => element('th', { scope: 'col' }, head)))), element('tbody', {}, ...rows)),
  );
}
