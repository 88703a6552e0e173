import type { EmotionEstimate, EstimateReasons } from '../../protocol/clipView.ts';
import { element, svgElement } from '../shared/element.ts';
import { words } from './words.ts';

type Reason = EstimateReasons['features'][number];

/** Four digits of whatever size. */
const measured = (value: number): string => String(Number(value.toPrecision(4))).replace('-', '−');

/** A long name in a narrow place breaks after its underscores. */
const breakable = (name: string): (string | HTMLElement)[] => name.split(/(?<=_)/).flatMap((part, i) => (i === 0 ? [part] : [element('wbr'), part]));

function reasonRow({ column, unit, value, contribution, training }: Reason, answer: string, largest: number): HTMLTableRowElement {
  const share = (50 * Math.abs(contribution)) / largest;
  const isFor = contribution >= 0;
  const valueText = unit === '' || unit === '1' ? measured(value) : `${measured(value)} ${unit}`;
  return element(
    'tr',
    {},
    element('th', { scope: 'row' }, ...breakable(column), element('span', { class: 'muted' }, training ? words.besideTraining(valueText, measured(training.mean), measured(training.deviation)) : valueText)),
    element(
      'td',
      { class: 'reason' },
      svgElement('svg', { class: 'bar', 'aria-hidden': 'true' }, svgElement('rect', { class: isFor ? 'value' : 'against', x: `${isFor ? 50 : 50 - share}%`, width: `${share}%`, height: '100%' })),
      element('span', {}, isFor ? words.speaksFor(answer) : words.speaksAgainst(answer)),
    ),
  );
}

/**
 * Which features push a model towards its answer, and where they lie among its training data.
 *
 * @param estimate the one that stands above; another model may be in use since
 */
export function reasonsNodes({ model, modelHash, answer, next, about, features, nOthers }: EstimateReasons, estimate: EmotionEstimate | undefined): HTMLElement[] {
  const largest = Math.max(...features.map(({ contribution }) => Math.abs(contribution)), Number.MIN_VALUE);
  return [
    element('h2', {}, words.reasons(answer, next)),
    element('p', { class: 'muted' }, words.byModel(model)),
    ...(estimate === undefined || estimate.modelHash === modelHash ? [] : [element('p', { class: 'remark' }, words.otherModel(estimate.model))]),
    features.length === 0
      ? element('p', {}, words.noReasons)
      : element(
          'table',
          { class: 'reasons' },
          element('thead', {}, element('tr', {}, ...[words.feature, words.effect].map((title) => element('th', { scope: 'col' }, title)))),
          element('tbody', {}, ...features.map((feature) => reasonRow(feature, answer, largest))),
        ),
    ...(nOthers > 0 ? [element('p', { class: 'muted' }, words.otherReasons(nOthers))] : []),
    element('p', { class: 'muted' }, about),
    element('p', { class: 'caution' }, words.reasonsCaution),
  ];
}
