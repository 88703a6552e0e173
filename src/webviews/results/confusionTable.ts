import '@vscode-elements/elements/dist/vscode-radio-group/index.js';
import '@vscode-elements/elements/dist/vscode-radio/index.js';
import type { ShownRun } from '../../protocol/resultsView.ts';
import type { MatrixCell } from '../../protocol/runClips.ts';
import { element } from '../shared/element.ts';
import { countText, percentText } from '../shared/numberText.ts';
import { shadeClass } from './cellShades.ts';
import { isSameCell, type CellClips } from './clips/cellClips.ts';
import { leadByArrows } from './clips/cellKeys.ts';
import { words as clipWords } from './clips/words.ts';
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

/** @param clips lists the clips of a cell; without it, cells are numbers alone */
function matrix({ classes, confusionMatrix }: Confusions, unit: CellUnit, clips: CellClips | undefined): HTMLTableElement {
  const shares = rowShares(confusionMatrix);
  const buttons = classes.map(() => new Array<HTMLButtonElement | undefined>(classes.length).fill(undefined));
  const buttonOf = (cell: MatrixCell, label: string, text: string): HTMLButtonElement => {
    const button = element('button', { type: 'button', tabindex: -1, 'aria-label': label, 'aria-controls': 'cell-clips' }, text);
    button.addEventListener('click', () => clips?.choose(isSameCell(clips.cell, cell) ? undefined : cell));
    const row = buttons[cell.labelled];
    if (row) row[cell.predicted] = button;
    return button;
  };
  const rows = classes.map((truth, i) =>
    element(
      'tr',
      {},
      i === 0 ? element('th', { scope: 'rowgroup', rowspan: classes.length, class: 'axis side' }, element('span', {}, words.labelled)) : undefined,
      element('th', { scope: 'row' }, truth),
      ...classes.map((predicted, j) => {
        const count = confusionMatrix[i]?.[j] ?? 0;
        const share = shares[i]?.[j] ?? 0;
        const text = unit === 'counts' ? countText(count) : percentText(share);
        const title = words.cellText(truth, predicted, count, share);
        return element(
          'td',
          { class: `${shadeClass(share)}${i === j ? ' hit' : ''}`, title, 'data-true': truth, 'data-predicted': predicted, 'data-count': count },
          clips && count > 0 ? buttonOf({ labelled: i, predicted: j }, title, text) : text,
        );
      }),
    ),
  );
  leadByArrows(buttons, clips?.cell && buttons[clips.cell.labelled]?.[clips.cell.predicted]);
  const mark = (chosen: MatrixCell | undefined): void =>
    buttons.forEach((row, labelled) => row.forEach((button, predicted) => button?.setAttribute('aria-expanded', String(isSameCell(chosen, { labelled, predicted })))));
  clips?.watch(mark);
  mark(clips?.cell);
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
export function confusionSection(run: Confusions, { unit, chosen }: UnitOfCells, clips?: CellClips): HTMLElement {
  const region = wideTable(words.confusion, matrix(run, unit, clips));
  const radios = (['counts', 'percent'] as const).map((value) => element('vscode-radio', { name: 'unit', value, label: words[value], checked: value === unit }));
  const group = element('vscode-radio-group', { 'aria-label': words.showAs, id: 'unit' }, ...radios);
  const update = (): void => {
    const next = radios[1]?.checked === true ? 'percent' : 'counts';
    if (region.firstElementChild?.getAttribute('data-unit') === next) return;
    region.replaceChildren(matrix(run, next, clips));
    chosen(next);
  };
  group.addEventListener('change', update);
  // The group's arrow keys check the next radio without a change event.
  group.addEventListener('keydown', () => queueMicrotask(update));
  return element(
    'section',
    { 'aria-labelledby': 'confusion-heading' },
    element('div', { class: 'section-head' }, element('h2', { id: 'confusion-heading' }, words.confusion), group),
    region,
    element('p', { class: 'muted' }, clips ? `${words.shading} ${clipWords.hint}` : words.shading),
    clips?.node,
  );
}
