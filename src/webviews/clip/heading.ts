import type { ClipFacts, ClipSummary } from '../../protocol/clipView.ts';
import { element } from '../shared/element.ts';
import { fillFactList } from '../shared/factList.ts';
import { durationText, sampleRateText } from '../shared/numberText.ts';
import { words } from './words.ts';

export interface Heading {
  readonly node: HTMLElement;
  show(facts: ClipFacts, summary: ClipSummary | undefined): void;
}

/** The clip's name and, in one line, what is known of it; the sound's own figures come with the drawing. */
export function createHeading(): Heading {
  const name = element('h1');
  const badge = element('vscode-badge', { id: 'synthetic', hidden: true }, words.synthetic);
  const list = element('dl', { class: 'facts', id: 'facts' });
  return {
    node: element('header', {}, element('div', { class: 'title' }, name, badge), list),
    show(facts, summary) {
      if (name.textContent !== facts.name) name.textContent = facts.name;
      badge.hidden = !summary?.synthetic;
      fillFactList(list, [
        [words.factLabel, facts.label],
        [words.factSpeaker, facts.speaker],
        [words.factDuration, summary && durationText(summary.nSamples / summary.sampleRate)],
        [words.factRate, summary && sampleRateText(summary.sampleRate)],
        [words.factChannels, summary && words.channels(summary.nChannels)],
      ]);
    },
  };
}
