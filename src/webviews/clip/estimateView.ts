import '@vscode-elements/elements/dist/vscode-button/index.js';
import type { EmotionEstimate } from '../../protocol/clipView.ts';
import { element, svgElement } from '../shared/element.ts';
import { percentText } from '../shared/numberText.ts';
import { words } from './words.ts';

export interface EstimateView {
  readonly node: HTMLElement;
  show(estimate: EmotionEstimate | undefined): void;
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

/** The model's estimate with the probability of every class, likeliest first, and what such an estimate is not. */
export function createEstimateView(classify: () => void): EstimateView {
  const button = element('vscode-button', { id: 'classify' }, words.classify);
  button.addEventListener('click', classify);
  const result = element('div', { 'aria-live': 'polite', id: 'estimate' });
  const node = element('section', { class: 'estimate', 'aria-labelledby': 'estimate-heading' }, element('h2', { id: 'estimate-heading' }, words.estimate), result, button);
  return {
    node,
    show(estimate) {
      if (estimate === undefined) {
        result.replaceChildren(element('p', { class: 'muted' }, words.noEstimate));
        return;
      }
      const likeliest = estimate.probabilities[estimate.emotion] ?? Number.NaN;
      const shares = Object.entries(estimate.probabilities).sort(([, a], [, b]) => b - a);
      result.replaceChildren(
        element('p', { class: 'likeliest' }, estimate.uncertain ? words.uncertain : words.likeliest(estimate.emotion, likeliest)),
        ...(estimate.uncertain ? [element('p', {}, words.notSure(estimate.emotion, likeliest))] : []),
        ...(estimate.remark === undefined ? [] : [element('p', { class: 'remark' }, words.remark(estimate.remark))]),
        element('p', { class: 'muted' }, words.byModel(estimate.model)),
        element('ul', { class: 'bars', 'aria-label': words.probabilities }, ...shares.map(([emotion, share]) => probabilityBar(emotion, share))),
        element('p', { class: 'caution' }, words.caution),
      );
    },
  };
}
