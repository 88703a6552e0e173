import '@vscode-elements/elements/dist/vscode-badge/index.js';
import type { ClipFacts, ClipFigure } from '../../protocol/clipView.ts';
import { element } from '../shared/element.ts';
import { fillFactList } from '../shared/factList.ts';
import { sampleRateText, secondsText } from '../shared/numberText.ts';
import { words } from './words.ts';

export interface Heading {
  readonly node: HTMLElement;
  show(facts: ClipFacts, figure: ClipFigure | undefined): void;
}

/** The clip's name and, in one line, what is known of it; the sound's own figures come with the drawing. */
export function createHeading(): Heading {
  const name = element('h1');
  const badge = element('vscode-badge', { id: 'synthetic', hidden: true }, words.synthetic);
  const list = element('dl', { class: 'facts', id: 'facts' });
  return {
    node: element('header', {}, element('div', { class: 'title' }, name, badge), list),
    show(facts, figure) {
      name.textContent = facts.name;
      badge.hidden = !figure?.synthetic;
      fillFactList(list, [
        [words.factLabel, facts.label],
        [words.factSpeaker, facts.speaker],
        [words.factDuration, figure && secondsText(figure.durationSec)],
        [words.factRate, figure && sampleRateText(figure.sampleRate)],
        [words.factChannels, figure && words.channels(figure.channels)],
      ]);
    },
  };
}
