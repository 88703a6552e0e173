import { element, svgElement } from '../../shared/element.ts';
import { runsOf, type EmotionTimeline, type TimelineRun } from './emotionTimeline.ts';
import { answerText, timelineText, timelineWords as words } from './timelineWords.ts';

/** What there is of a timeline: none yet, one under way, one that is whole or was stopped, or one by a model that is no longer in use. */
export interface TimelineState {
  readonly timeline: EmotionTimeline | undefined;
  readonly phase: 'none' | 'running' | 'ended' | 'stale';
}

/** Starts, stops and describes the emotion timeline. */
export interface TimelineBar {
  readonly node: HTMLElement;
  show(state: TimelineState): void;
}

export interface TimelineActions {
  start(): void;
  stop(): void;
}

/** A table of more stretches is read by nobody; the command line writes them all. */
const mostRuns = 300;

export function createTimelineBar({ start, stop }: TimelineActions): TimelineBar {
  const button = element('vscode-button', { id: 'startTimeline', secondary: true }, words.start);
  const ending = element('vscode-button', { id: 'stopTimeline', secondary: true, hidden: true }, words.stop);
  const status = element('span', { id: 'timelineStatus', class: 'muted', role: 'status' });
  button.addEventListener('click', start);
  ending.addEventListener('click', stop);
  const about = element('div', { id: 'timelineAbout', hidden: true });
  const node = element('section', { class: 'timelineBar', 'aria-label': words.title }, element('div', { class: 'actions' }, button, ending, status), about);
  return {
    node,
    show({ timeline, phase }) {
      const isRunning = phase === 'running';
      button.hidden = isRunning;
      ending.hidden = !isRunning;
      button.textContent = phase === 'none' ? words.start : words.again;
      const total = timeline?.windows.length ?? 0;
      const done = timeline?.nDone ?? 0;
      status.textContent = phase === 'none' ? words.invite : isRunning ? (timeline === undefined ? words.starting : words.progress(done, total)) : phase === 'stale' ? words.stale(timeline?.model ?? '') : done < total ? words.stopped(done, total) : '';
      about.hidden = timeline === undefined;
      if (timeline === undefined) about.replaceChildren();
      // Sentences about a picture that grows wait until it is whole.
      else if (!isRunning || about.childElementCount === 0) about.replaceChildren(...aboutNodes(timeline, isRunning));
    },
  };
}

function aboutNodes(timeline: EmotionTimeline, isRunning: boolean): HTMLElement[] {
  const { model, byStarter, synthetic, windowSec, hopSec } = timeline;
  return [
    key(),
    element('p', { class: 'muted' }, words.about(windowSec, hopSec)),
    ...(isRunning ? [] : [element('p', { id: 'timelineText' }, timelineText(timeline))]),
    ...(synthetic ? [element('p', { class: 'remark' }, words.synthetic)] : byStarter ? [element('p', { class: 'remark' }, words.byStarter)] : []),
    element('p', { class: 'caution' }, `${words.byModel(model)}. ${words.caution}`),
    ...(isRunning ? [] : [table(runsOf(timeline))]),
  ];
}

function key(): HTMLElement {
  const swatch = (...marks: SVGElement[]): SVGElement => svgElement('svg', { class: 'swatch', width: 18, height: 12, 'aria-hidden': 'true' }, ...marks);
  const entry = (mark: SVGElement, text: string): HTMLElement => element('li', {}, mark, text);
  return element(
    'ul',
    { class: 'key', 'aria-label': words.key },
    entry(swatch(svgElement('rect', { class: 'value', width: '100%', height: '100%' }), svgElement('rect', { class: 'line', y: 5, width: '100%', height: 2 })), words.likeliest),
    entry(swatch(svgElement('path', { class: 'hatch', d: 'M-6 12L6 0M0 12L12 0M6 12L18 0M12 12L24 0' })), words.uncertain),
    entry(swatch(svgElement('rect', { class: 'none', width: '100%', height: '100%' })), words.noSpeech),
  );
}

function table(runs: readonly TimelineRun[]): HTMLElement {
  const row = ({ fromSec, toSec, answer, probability }: TimelineRun): HTMLElement =>
    element('tr', {}, element('td', {}, words.seconds(fromSec)), element('td', {}, words.seconds(toSec)), element('th', { scope: 'row' }, answerText(answer)), element('td', {}, probability === undefined ? '–' : `${Math.round(100 * probability)} %`));
  return element(
    'details',
    {},
    element('summary', {}, words.table),
    element(
      'table',
      { id: 'timelineTable', class: 'timelineTable' },
      element('thead', {}, element('tr', {}, ...[words.from, words.to, words.estimate, words.probability].map((title) => element('th', { scope: 'col' }, title)))),
      element('tbody', {}, ...runs.slice(0, mostRuns).map(row)),
    ),
    ...(runs.length > mostRuns ? [element('p', { class: 'muted' }, words.others(runs.length - mostRuns))] : []),
  );
}
