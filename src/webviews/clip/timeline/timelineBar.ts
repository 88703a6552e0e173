import type { WindowLengths } from '../../../core/audio/slidingWindows.ts';
import { element, svgElement } from '../../shared/element.ts';
import { runsOf, type EmotionTimeline, type TimelineRun } from './emotionTimeline.ts';
import { answerText, timelineText, timelineWords as words } from './timelineWords.ts';
import { createWindowChoice } from './windowChoice.ts';

/** What there is of a timeline: none yet, one under way, one that is whole or was stopped, or one by a model that is no longer in use. */
export interface TimelineState {
  readonly timeline: EmotionTimeline | undefined;
  readonly phase: 'none' | 'running' | 'ended' | 'stale';
}

/** Starts, stops and describes the emotion timeline, and says how long its windows are. */
export interface TimelineBar {
  readonly node: HTMLElement;
  /** @param chosen the lengths of the next timeline, which those of this one may differ from */
  show(state: TimelineState, chosen: WindowLengths, durationSec: number): void;
}

export interface TimelineActions {
  start(lengths: WindowLengths): void;
  stop(): void;
  choose(lengths: WindowLengths): void;
}

/** A table of more stretches is read by nobody; the command line writes them all. */
const mostRuns = 300;

export function createTimelineBar({ start, stop, choose }: TimelineActions): TimelineBar {
  const button = element('vscode-button', { id: 'startTimeline', secondary: true }, words.start);
  const ending = element('vscode-button', { id: 'stopTimeline', secondary: true, hidden: true }, words.stop);
  const status = element('span', { id: 'timelineStatus', class: 'muted', role: 'status' });
  let shown: { readonly state: TimelineState; readonly chosen: WindowLengths; readonly durationSec: number } | undefined;
  const windows = createWindowChoice((chosen) => {
    if (shown) tell({ ...shown, chosen });
    choose(chosen);
  });
  button.addEventListener('click', () => shown && start({ windowSec: shown.chosen.windowSec, hopSec: shown.chosen.hopSec }));
  ending.addEventListener('click', stop);
  const about = element('div', { id: 'timelineAbout', hidden: true });
  const node = element('section', { class: 'timelineBar', 'aria-label': words.title }, element('div', { class: 'actions' }, button, ending, windows.node, status), about);
  const tell = (next: NonNullable<typeof shown>): void => {
    shown = next;
    status.textContent = statusText(next.state, next.chosen, next.durationSec);
  };
  return {
    node,
    show(state, chosen, durationSec) {
      const { timeline, phase } = state;
      const isRunning = phase === 'running';
      button.hidden = isRunning;
      ending.hidden = !isRunning;
      button.textContent = phase === 'none' ? words.start : words.again;
      windows.show(chosen);
      tell({ state, chosen, durationSec });
      about.hidden = timeline === undefined;
      if (timeline === undefined) about.replaceChildren();
      // Sentences about a picture that grows wait until it is whole.
      else if (!isRunning || about.childElementCount === 0) about.replaceChildren(...aboutNodes(timeline, isRunning));
    },
  };
}

function statusText({ timeline, phase }: TimelineState, chosen: WindowLengths, durationSec: number): string {
  const { windows: { length: total } = [], nDone = 0, model = '' } = timeline ?? {};
  if (phase === 'running') return timeline === undefined ? words.starting : words.progress(nDone, total);
  if (phase === 'stale') return words.stale(model);
  if (timeline && (timeline.windowSec !== chosen.windowSec || timeline.hopSec !== chosen.hopSec)) return words.otherWindows(timeline.windowSec, timeline.hopSec);
  if (timeline && nDone < total) return words.stopped(nDone, total);
  if (durationSec <= chosen.windowSec) return words.short(durationSec);
  return timeline ? '' : words.invite;
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
