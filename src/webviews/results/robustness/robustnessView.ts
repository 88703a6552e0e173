import type { RobustnessCurve } from '../../../core/evaluation/studies/robustness.ts';
import type { ResultChoice } from '../../../protocol/resultsView.ts';
import type { ShownRobustness } from '../../../protocol/studyView.ts';
import { element } from '../../shared/element.ts';
import { percentText } from '../../shared/numberText.ts';
import { lineChart, shareEnd, type LinePoint } from '../lineChart.ts';
import type { ResultsActions } from '../resultSelect.ts';
import { studyHeading } from '../studyHeading.ts';
import { wideTable } from '../wideTable.ts';
import { words as pageWords } from '../words.ts';
import { words } from './words.ts';

const panelWidth = 300;
/** Names of kinds are wider than levels. */
const widthOfName = 72;

/** How a learner does where recordings are worse than those it learnt from. */
export function robustnessView(shown: ShownRobustness, choices: readonly ResultChoice[], actions: ResultsActions): HTMLElement[] {
  const { modelName, madeAt, data, report } = shown;
  const { cv, seed, nClips, normalize, curves } = report;
  const [plain, augmented] = curves;
  return [
    studyHeading({ title: words.title(modelName, data.name), action: 'measureRobustness', data, madeAt, cv, seed, nClips, normalize }, choices, actions),
    element('section', { 'aria-labelledby': 'summary-heading' }, element('h2', { id: 'summary-heading' }, words.summary), ...(plain ? sentences(plain, shown) : []).map((text) => element('p', {}, text))),
    element(
      'section',
      { 'aria-labelledby': 'robustness-heading' },
      element('h2', { id: 'robustness-heading' }, words.heading),
      element('p', {}, words.intro),
      augmented ? element('p', { id: 'lines' }, words.legend(words.plain, headOf(augmented))) : undefined,
      element('div', { class: 'panels' }, ...panels(shown)),
      element('p', { class: 'muted' }, words.drawing),
      table(shown),
    ),
  ];
}

const headOf = ({ augment }: RobustnessCurve): string => (augment.length === 0 ? words.plain : words.augmented(augment.join('; ')));

function sentences({ rows }: RobustnessCurve, { names, report }: ShownRobustness): string[] {
  const clean = rows.find(({ degradation }) => degradation === undefined);
  if (!clean) return [];
  const others = rows.flatMap((row, i) => (row.degradation ? [{ row, name: names[i] ?? '' }] : []));
  const worst = others.reduce((least, other) => (other.row.uar < least.row.uar ? other : least), others[0] ?? { row: clean, name: '' });
  const chance = 1 / report.nClasses;
  const lost = others.filter(({ row: { uarInterval } }) => uarInterval !== null && uarInterval[0] <= chance);
  return [worst.row.uar < clean.uar ? words.worst(worst.name, clean.uar, worst.row.uar) : words.nothingLost(clean.uar), ...(lost.length > 0 ? [words.nearChance(lost.map(({ name }) => name).join('; '))] : [])];
}

function panels({ panels: contents, report: { curves, nClasses } }: ShownRobustness): SVGSVGElement[] {
  const all = curves.map(({ rows }) => rows.map(({ uar, uarInterval }): LinePoint => ({ at: 0, value: uar, interval: uarInterval })));
  const most = shareEnd(all);
  return contents.map(({ title, names, isJoined, rows }) => {
    const at = (place: number): number => (place + 0.5) / rows.length;
    const lines = all.map((points) => rows.flatMap((row, place) => (points[row] ? [{ ...points[row], at: at(place) }] : [])));
    const width = isJoined ? panelWidth : Math.max(panelWidth, widthOfName * rows.length);
    return lineChart({ width, title, ticks: names.map((name, place) => ({ at: at(place), name })), chance: 1 / nClasses, most, isJoined, lines });
  });
}

function table({ names, report: { curves, nClasses } }: ShownRobustness): HTMLElement {
  const heads = curves.flatMap((curve) => [element('th', { scope: 'col' }, pageWords.uar, curves.length > 1 ? element('span', { class: 'note-line' }, headOf(curve)) : undefined), element('th', { scope: 'col' }, pageWords.intervalHead)]);
  const rows = names.map((name, i) =>
    element('tr', {}, element('th', { scope: 'row' }, name), ...curves.flatMap(({ rows }) => [element('td', {}, percentText(rows[i]?.uar)), element('td', {}, rows[i]?.uarInterval ? pageWords.range(...rows[i].uarInterval) : '–')])),
  );
  return wideTable(
    words.heading,
    element('table', { id: 'robustness', class: 'figures' }, element('caption', {}, words.caption(1 / nClasses)), element('thead', {}, element('tr', {}, element('th', { scope: 'col' }, words.recordings), ...heads)), element('tbody', {}, ...rows)),
  );
}
