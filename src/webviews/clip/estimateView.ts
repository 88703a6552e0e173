import type { EmotionEstimate, EstimateReasons } from '../../protocol/clipView.ts';
import { element, svgElement } from '../shared/element.ts';
import { percentText } from '../shared/numberText.ts';
import { reasonsNodes } from './reasonsView.ts';
import { words } from './words.ts';

/** In so long a recording more than one emotion is to be expected; models learn from clips of a few seconds. */
const longSec = 30;

export interface EstimateView {
  readonly node: HTMLElement;
  /** @param durationSec of the clip, where it is known: of a long one, a single estimate says little */
  show(estimate: EmotionEstimate | undefined, durationSec?: number): void;
  /** Why the model answers as it does. */
  showReasons(reasons: EstimateReasons): void;
  /** The estimate of a part of the clip, beside that of the whole. */
  showPart(estimate: EmotionEstimate, fromSec: number, toSec: number): void;
  /** The recording has changed: what was answered about it on demand holds no longer. */
  forget(): void;
}

function probabilityBar(emotion: string, share: number): HTMLLIElement {
  const width = `${100 * Math.min(1, Math.max(0, share))}%`;
  return element(
    'li',
    { 'data-emotion': emotion },
    element('span', { class: 'emotion' }, emotion),
    svgElement('svg', { class: 'bar', 'aria-hidden': 'true' }, svgElement('rect', { class: 'track', width: '100%', height: '100%' }), svgElement('rect', { class: 'value', width, height: '100%' })),
    element('span', { class: 'share' }, percentText(share)),
  );
}

function estimateNodes({ emotion, probabilities, remark, uncertain, model }: EmotionEstimate): HTMLElement[] {
  const likeliest = probabilities[emotion] ?? Number.NaN;
  const shares = Object.entries(probabilities).sort(([, a], [, b]) => b - a);
  return [
    element('p', { class: 'likeliest' }, remark !== undefined ? words.noAnswer(remark) : uncertain ? words.uncertain : words.likeliest(emotion, likeliest)),
    ...(remark !== undefined ? [element('p', { class: 'remark' }, words.meansLittle(emotion, likeliest))] : uncertain ? [element('p', {}, words.notSure(emotion, likeliest))] : []),
    element('p', { class: 'muted' }, words.byModel(model)),
    element('ul', { class: 'bars', 'aria-label': words.probabilities }, ...shares.map(([name, share]) => probabilityBar(name, share))),
    element('p', { class: 'caution' }, words.caution),
  ];
}

/** What the estimate's buttons do. */
export interface EstimateActions {
  classify(): void;
  explain(): void;
}

/** The model's estimate with the probability of every class, likeliest first, what such an estimate is not, and on demand why. */
export function createEstimateView({ classify, explain }: EstimateActions): EstimateView {
  const button = element('vscode-button', { id: 'classify' }, words.classify);
  button.addEventListener('click', classify);
  const why = element('vscode-button', { id: 'explain', secondary: true, hidden: true }, words.why);
  why.addEventListener('click', explain);
  const result = element('div', { 'aria-live': 'polite', id: 'estimate' });
  const reasons = element('div', { 'aria-live': 'polite', id: 'reasons' });
  const part = element('div', { 'aria-live': 'polite', id: 'partEstimate' });
  const node = element('section', { class: 'estimate', 'aria-labelledby': 'estimate-heading' }, element('h2', { id: 'estimate-heading' }, words.estimate), result, button, why, reasons, part);
  let shown: string | undefined;
  let estimated: EmotionEstimate | undefined;
  return {
    node,
    show(estimate, durationSec = 0) {
      // Facts come with each news of any corpus: what says the same is neither read out again nor taken from under a selection.
      const isLong = durationSec > longSec;
      const now = JSON.stringify([estimate ?? null, isLong]);
      if (now === shown) return;
      shown = now;
      result.replaceChildren(...(estimate === undefined ? [element('p', { class: 'muted' }, words.noEstimate)] : [...estimateNodes(estimate), ...(isLong ? [element('p', { class: 'remark' }, words.longRecording)] : [])]));
      why.hidden = estimate === undefined;
      estimated = estimate;
      // Reasons are of one answer; another one makes them wrong.
      reasons.replaceChildren();
    },
    showReasons(found) {
      reasons.replaceChildren(...reasonsNodes(found, estimated));
    },
    showPart(estimate, fromSec, toSec) {
      part.replaceChildren(element('h2', {}, words.partEstimate(fromSec, toSec)), ...estimateNodes(estimate));
    },
    forget() {
      reasons.replaceChildren();
      part.replaceChildren();
    },
  };
}
