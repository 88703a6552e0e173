import '@vscode-elements/elements/dist/vscode-radio-group/index.js';
import '@vscode-elements/elements/dist/vscode-radio/index.js';
import type { ShownRun } from '../../protocol/resultsView.ts';
import { element } from '../shared/element.ts';
import { countText, percentText } from '../shared/numberText.ts';
import { shadeClass } from './cellShades.ts';
import { rowShares } from './rowShares.ts';
import { wideTable } from './wideTable.ts';
import { words } from './words.ts';

/** What the cells of a confusion matrix show. */
export type CellUnit = 'counts' | 'percent';

/** What they show now, and who is told when that changes. */
export interface UnitOfCells {
  readonly unit: CellUnit;
  chosen(unit: CellUnit): void;
}

type Confusions = Pick<ShownRun['run'], 'classes' | 'confusionMatrix'>;

function matrix({ classes, confusionMatrix }: Confusions, unit: CellUnit): HTMLTableElement {
  const shares = rowShares(confusionMatrix);
  const rows = classes.map((truth, i) =>
    element(
      'tr',
      {},
      i === 0 ? element('th', { scope: 'rowgroup', rowspan: classes.length, class: 'axis side' }, element('span', {}, words.labelled)) : undefined,
      element('th', { scope: 'row' }, truth),
      ...classes.map((predicted, j) => {
        const count = confusionMatrix[i]?.[j] ?? 0;
        const share = shares[i]?.[j] ?? 0;
        return element(
          'td',
          { class: `${shadeClass(share)}${i === j ? ' hit' : ''}`, title: words.cellText(truth, predicted, count, share), 'data-true': truth, 'data-predicted': predicted, 'data-count': count },
          unit === 'counts' ? countText(count) : percentText(share),
        );
      }),
    ),
  );
  return element(
    'table',
    { id: 'confusion', 'data-unit': unit },
    element('caption', {}, words.confusionCaption(unit === 'counts' ? words.unitCounts : words.unitPercent)),
    element(
      'thead',
      {},
      element('tr', {}, element('td', { colspan: 2, rowspan: 2 }), element('th', { scope: 'colgroup', colspan: classes.length, class: 'axis' }, words.predicted)),
      element('tr', {}, ...classes.map((predicted) => element('th', { scope: 'col' }, predicted))),
    ),
    element('tbody', {}, ...rows),
  );
}

/** The confusion matrix, in clips or in percent of each row; both are shaded by the share of the row. */
export function confusionSection(run: Confusions, { unit, chosen }: UnitOfCells): HTMLElement {
  const region = wideTable(words.confusion, matrix(run, unit));
  const radios = (['counts', 'percent'] as const).map((value) => element('vscode-radio', { name: 'unit', value, label: words[value], checked: value === unit }));
  const group = element('vscode-radio-group', { 'aria-label': words.showAs, id: 'unit' }, ...radios);
  const update = (): void => {
    const next = radios[1]?.checked === true ? 'percent' : 'counts';
    if (region.firstElementChild?.getAttribute('data-unit') === next) return;
    region.replaceChildren(matrix(run, next));
    chosen(next);
  };
  group.addEventListener('change', update);
  // The group's arrow keys check the next radio without a change event.
  group.addEventListener('keydown', () => queueMicrotask(update));
  return element('section', { 'aria-labelledby': 'confusion-heading' }, element('div', { class: 'section-head' }, element('h2', { id: 'confusion-heading' }, words.confusion), group), region, element('p', { class: 'muted' }, words.shading));
}
