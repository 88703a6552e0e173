import '@vscode-elements/elements/dist/vscode-button/index.js';
import type { ShownTask } from '../../protocol/progressView.ts';
import { lossChart } from '../results/losses/lossChart.ts';
import { meanLosses } from '../results/losses/meanLosses.ts';
import { element } from '../shared/element.ts';
import { words } from './words.ts';

/** One task that goes on. */
export interface TaskView {
  readonly node: HTMLElement;
  show(task: ShownTask): void;
}

/** Shows a task as it goes on, without taking the focus from its button. */
export function createTaskView({ id, title }: ShownTask, cancel: () => void): TaskView {
  const headingId = `task-${id}`;
  const state = element('p', { class: 'state' });
  const bar = element('progress', { max: 1, 'aria-label': words.share(title) });
  const time = element('p', { class: 'muted' });
  const button = element('vscode-button', { secondary: true, 'aria-label': words.cancelTask(title) }, words.cancel);
  button.addEventListener('click', () => {
    // Not disabled: it would lose the focus, and a second press does no harm.
    button.textContent = words.cancelling;
    cancel();
  });
  const losses = element('div', { class: 'losses', hidden: true });
  return {
    node: element('section', { class: 'task', 'aria-labelledby': headingId }, element('div', { class: 'task-head' }, element('h2', { id: headingId }, title), button), state, bar, time, losses),
    show(task) {
      const { share, elapsedSec, leftSec, folds } = task;
      state.textContent = task.state;
      bar.hidden = share === null;
      bar.value = share ?? 0;
      time.textContent = leftSec === null ? words.elapsed(elapsedSec) : words.left(elapsedSec, leftSec);
      losses.hidden = folds.length === 0;
      if (folds.length > 0) losses.replaceChildren(...lossNodes(task));
    },
  };
}

/** The fold that the words are about strong, the others behind it; what the numbers are stands in the words. */
function lossNodes({ id, folds, fold, nRounds }: ShownTask): (Element | string)[] {
  const current = folds.find((each) => each.fold === (fold ?? 0)) ?? folds[0];
  const chart = lossChart({ id: `losses-${id}`, curves: folds.map(({ curve }) => curve), means: current ? meanLosses([current.curve]) : [], nRounds: nRounds ?? undefined });
  return [element('h3', {}, words.losses), chart, ...(folds.length > 1 && current ? [element('p', { class: 'muted' }, words.key(current.fold))] : [])];
}
