import '@vscode-elements/elements/dist/vscode-button/index.js';
import type { FromProgressPage, ShownEnd, ToProgressPage } from '../../protocol/progressView.ts';
import { element } from '../shared/element.ts';
import { connectToHost } from '../shared/vscodeApi.ts';
import { createTaskView, type TaskView } from './taskView.ts';
import { words } from './words.ts';

const main = document.querySelector('main');
const host = connectToHost<ToProgressPage, FromProgressPage, Record<string, never>>(receive);
const views = new Map<number, TaskView>();
let isFirst = true;

const results = element('vscode-button', { id: 'showResults', secondary: true }, words.showResults);
results.addEventListener('click', () => host.post({ type: 'showResults' }));
const running = element('div', { id: 'running' });
const empty = element('p', { id: 'empty', class: 'muted' }, words.empty);
const endedRows = element('tbody');
const ended = element(
  'section',
  { 'aria-labelledby': 'ended-heading', hidden: true },
  element('h2', { id: 'ended-heading' }, words.ended),
  element('table', { id: 'ended', class: 'figures' }, element('thead', {}, element('tr', {}, ...[words.task, words.outcome, words.time].map((head) => element('th', { scope: 'col' }, head)))), endedRows),
);
const told = element('p', { class: 'visually-hidden', role: 'status' });

function receive({ running: tasks, ended: ends }: ToProgressPage): void {
  if (isFirst) main?.replaceChildren(element('div', { class: 'title' }, element('h1', { tabindex: -1 }, words.title), results), empty, running, ended, told);
  for (const [id, view] of views) {
    if (tasks.some((task) => task.id === id)) continue;
    // The focus of a button that goes stays on the page.
    if (view.node.contains(document.activeElement)) document.querySelector('h1')?.focus();
    view.node.remove();
    views.delete(id);
  }
  for (const task of tasks) {
    let view = views.get(task.id);
    if (!view) {
      view = createTaskView(task, () => host.post({ type: 'cancel', id: task.id }));
      views.set(task.id, view);
      running.append(view.node);
    }
    view.show(task);
  }
  empty.hidden = tasks.length > 0;
  showEnds(ends);
  isFirst = false;
}

function showEnds(ends: readonly ShownEnd[]): void {
  ended.hidden = ends.length === 0;
  const news = ends.filter(({ id }) => !endedRows.querySelector(`[data-task="${id}"]`));
  if (news.length === 0) return;
  // Those before the page was opened are in the table alone.
  if (!isFirst) told.textContent = news.map((end) => words.hasEnded(end.title, outcomeText(end))).join(' ');
  endedRows.replaceChildren(...ends.map((end) => element('tr', { 'data-task': end.id, 'data-outcome': end.outcome }, element('th', { scope: 'row' }, end.title), element('td', { class: 'text' }, outcomeText(end)), element('td', {}, words.duration(end.seconds)))));
}

function outcomeText({ outcome, reason = '' }: ShownEnd): string {
  return outcome === 'failed' ? words.failed(reason) : words[outcome];
}

main?.replaceChildren(element('p', { class: 'muted', role: 'status' }, words.reading));
host.post({ type: 'ready' });
