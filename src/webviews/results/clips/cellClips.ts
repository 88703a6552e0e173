import type { ListedClip, MatrixCell } from '../../../protocol/runClips.ts';
import { element } from '../../shared/element.ts';
import { percentText } from '../../shared/numberText.ts';
import { clipTable, type ClipActions, type ClipColumn } from './clipTable.ts';
import { words } from './words.ts';

/** The list of the clips of one cell of a confusion matrix, below it. */
export interface CellClips {
  readonly node: HTMLElement;
  /** Which cell is listed. */
  readonly cell: MatrixCell | undefined;
  /** Asks for the clips of a cell; undefined closes the list. */
  choose(cell: MatrixCell | undefined): void;
  show(cell: MatrixCell, clips: readonly ListedClip[]): void;
  /** Tells the matrix of each choice, in place of whoever was told before. */
  watch(chosen: (cell: MatrixCell | undefined) => void): void;
}

export const isSameCell = (a: MatrixCell | undefined, b: MatrixCell | undefined): boolean => a?.labelled === b?.labelled && a?.predicted === b?.predicted;

/**
 * @param ask asks the host for the clips of a cell
 * @param keep remembers each choice
 */
export function createCellClips(classes: readonly string[], actions: ClipActions, ask: (cell: MatrixCell) => void, keep: (cell: MatrixCell | undefined) => void): CellClips {
  const node = element('section', { id: 'cell-clips', hidden: true });
  let cell: MatrixCell | undefined;
  let mark: (cell: MatrixCell | undefined) => void = () => undefined;
  const choose = (next: MatrixCell | undefined): void => {
    cell = next;
    node.hidden = next === undefined;
    actions.player.stop();
    if (next) {
      node.replaceChildren(element('p', { class: 'muted', role: 'status' }, words.reading));
      ask(next);
    }
    mark(next);
    keep(next);
  };
  return {
    node,
    get cell() {
      return cell;
    },
    choose,
    watch(chosen) {
      mark = chosen;
    },
    show(listed, clips) {
      if (!isSameCell(cell, listed)) return;
      const isFirst = node.querySelector('table') === null;
      const [labelled = '', predicted = ''] = [classes[listed.labelled], classes[listed.predicted]];
      const title = words.cell(clips.length, labelled, predicted);
      const close = element('button', { type: 'button', class: 'plain-button' }, words.close);
      close.addEventListener('click', () => {
        choose(undefined);
        // Back to where the list was opened.
        document.querySelector<HTMLElement>('#confusion button[tabindex="0"]')?.focus();
      });
      node.setAttribute('aria-label', title);
      const head = element('div', { class: 'section-head' }, element('div', { role: 'status' }, element('h3', {}, title)), close);
      node.replaceChildren(
        head,
        clipTable('clips', captionOf(clips), clips, columnsOf(clips, predicted), actions),
      );
      // A list that opens out of sight looks as if nothing had happened; its matrix stays in sight for the next cell.
      if (isFirst && document.activeElement?.closest('#confusion')) head.scrollIntoView({ block: 'nearest' });
    },
  };
}

function captionOf([first]: readonly ListedClip[]): string {
  if (first?.sureness === undefined) return words.inOrder;
  return first.sureness.kind === 'score' ? words.highest : words.surest;
}

/** A test on another corpus has no folds. */
export const foldText = ({ fold }: ListedClip): string => (fold === undefined ? '–' : String(fold));

const surenessText = ({ sureness }: ListedClip): string => (sureness?.kind === 'score' ? sureness.value.toFixed(2) : percentText(sureness?.value));

function columnsOf(clips: readonly ListedClip[], predicted: string): ClipColumn[] {
  const kind = clips[0]?.sureness?.kind;
  return [
    { head: words.speaker, isText: true, cell: ({ speaker }) => speaker || '–' },
    ...(clips[0]?.fold === undefined ? [] : [{ head: words.fold, cell: foldText }]),
    ...(kind === undefined ? [] : [{ head: kind === 'score' ? words.scoreOf(predicted) : words.probabilityOf(predicted), cell: surenessText }]),
  ];
}
