import type { ShownRun } from '../../protocol/resultsView.ts';
import { element } from '../shared/element.ts';
import { percentText, unbroken } from '../shared/numberText.ts';
import { fewSpeakersText } from './fewSpeakers.ts';
import { summaryText } from './summaryText.ts';
import { words } from './words.ts';

/** The three figures by which runs are compared, each with what it means, and the run in words. */
export function headlineSection(run: ShownRun['run']): HTMLElement {
  const figures = [
    ['accuracy', words.accuracy, run.accuracy, words.accuracyMeans],
    ['uar', words.uar, run.uar, words.uarMeans(run.classes.length)],
    ['macroF1', words.macroF1, run.macroF1, words.macroF1Means],
  ] as const;
  const { intervals } = run;
  const list = figures.map(([id, name, value, meaning]) => {
    const interval = intervals?.[id];
    return element(
      'div',
      { 'data-figure': id },
      element('dt', {}, name),
      element('dd', { class: 'value' }, percentText(value)),
      interval ? element('dd', { class: 'interval' }, words.interval(...interval)) : undefined,
      element('dd', { class: 'muted' }, meaning),
    );
  });
  const few = intervals && fewSpeakersText(intervals.nClusters - intervals.nUnknownSpeaker, intervals.nUnknownSpeaker);
  return element(
    'section',
    { 'aria-labelledby': 'headline-heading' },
    element('h2', { id: 'headline-heading' }, words.headline),
    element('dl', { class: 'headline', id: 'headline' }, ...list),
    element('h2', { class: 'visually-hidden' }, words.summary),
    element('p', { id: 'summary' }, unbroken(summaryText(run))),
    few === undefined ? undefined : element('p', { class: 'muted', id: 'few-speakers' }, few),
    run.probabilities === undefined ? element('p', { class: 'muted', id: 'earlier' }, words.earlierVersion) : undefined,
  );
}
