import type { Interval } from '../../core/evaluation/metrics/clusterBootstrap.ts';
import type { ShownRun } from '../../protocol/resultsView.ts';
import { element } from '../shared/element.ts';
import { countText, percentText } from '../shared/numberText.ts';
import { shareRows } from './charts/shareRows.ts';
import { words as chartWords } from './charts/words.ts';
import { meanAndDeviation } from './spread.ts';
import { wideTable } from './wideTable.ts';
import { words } from './words.ts';

const figures = ['precision', 'recall', 'f1'] as const;

/** A share with its interval below it, where it has one. */
export function shareCell(share: number | undefined, interval: Interval | null | undefined): HTMLElement {
  return element('td', {}, percentText(share), interval ? element('span', { class: 'interval' }, words.range(...interval)) : undefined);
}

/** Precision, recall, F1 and support of each class, with the unweighted means that UAR and macro F1 are. */
export function classSection({ classes, perClass, intervals }: ShownRun['run']): HTMLElement {
  const chance = 1 / classes.length;
  const mean = (figure: (typeof figures)[number]): string => percentText(meanAndDeviation(classes.map((name) => perClass[name]?.[figure] ?? Number.NaN)).mean);
  const head = [words.emotion, words.precision, words.recall, words.f1, words.support].map((text) => element('th', { scope: 'col' }, text));
  const rows = classes.map((name) => {
    const cells = figures.map((figure) => shareCell(perClass[name]?.[figure], intervals?.perClass[name]?.[figure]));
    return element('tr', { 'data-class': name }, element('th', { scope: 'row' }, name), ...cells, element('td', {}, countText(perClass[name]?.support ?? 0)));
  });
  const foot = [...figures.map(mean), ''].map((text) => element('td', {}, text));
  const table = element(
    'table',
    { id: 'classes', class: 'figures' },
    element('caption', {}, intervals ? words.classesCaptionWithIntervals : words.classesCaption),
    element('thead', {}, element('tr', {}, ...head)),
    element('tbody', {}, ...rows),
    element('tfoot', {}, element('tr', {}, element('th', { scope: 'row' }, words.classMean), ...foot)),
  );
  const recalls = classes.map((name) => ({ name, value: perClass[name]?.recall ?? 0, interval: intervals?.perClass[name]?.recall }));
  return element(
    'section',
    { 'aria-labelledby': 'classes-heading' },
    element('h2', { id: 'classes-heading' }, words.classes),
    wideTable(words.classes, table),
    element('div', { class: 'class-chart' }, shareRows({ id: 'classes-chart', shares: recalls, chance }), element('p', { class: 'muted' }, chartWords.recallKey(chance))),
  );
}
