import { element } from '../shared/element.ts';
import { timeText } from '../shared/timeTicks.ts';
import type { TimeRange } from './selection.ts';
import { words } from './words.ts';

/** What can be done with the chosen part of a clip. */
export interface SelectionActions {
  save(): void;
  classify(): void;
  zoomTo(): void;
  clear(): void;
}

export interface SelectionBar {
  readonly node: HTMLElement;
  show(range: TimeRange | undefined, durationSec: number): void;
}

/** The chosen part in words, and what can be done with it; it keeps its place where nothing is chosen, so that nothing jumps. */
export function createSelectionBar(actions: SelectionActions): SelectionBar {
  const text = element('span', { id: 'selection', role: 'status', class: 'muted' }, words.noSelection);
  const buttons = (['save', 'classify', 'zoomTo', 'clear'] as const).map((action) => {
    const button = element('vscode-button', { id: `${action}Selection`, secondary: true }, words.selectionActions[action]);
    button.addEventListener('click', () => actions[action]());
    return button;
  });
  const group = element('div', { class: 'actions', hidden: true }, ...buttons);
  return {
    node: element('div', { class: 'selectionBar', role: 'group', 'aria-label': words.selection }, text, group),
    show(range, durationSec) {
      group.hidden = range === undefined;
      if (range === undefined) {
        text.textContent = words.noSelection;
        return;
      }
      const length = range.toSec - range.fromSec;
      text.textContent = words.selectionText(timeText(range.fromSec, length, durationSec), timeText(range.toSec, length, durationSec), timeText(length, length, 0));
    },
  };
}
