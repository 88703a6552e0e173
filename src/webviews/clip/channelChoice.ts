import type { Channel } from '../../protocol/clipTiles.ts';
import { createChoice, type Choice } from './choice.ts';
import { element } from '../shared/element.ts';
import { words } from './words.ts';

export interface ChannelChoice {
  readonly node: HTMLElement;
  show(channel: Channel, nChannels: number): void;
}

/** Which channel is drawn; there is nothing to choose in a file of one. */
export function createChannelChoice(changed: (channel: Channel) => void): ChannelChoice {
  const node = element('div', { hidden: true });
  let choice: Choice | undefined;
  let shown = 0;
  return {
    node,
    show(channel, nChannels) {
      node.hidden = nChannels < 2;
      if (nChannels !== shown) {
        shown = nChannels;
        const options = [words.mix, ...Array.from({ length: nChannels }, (_, i) => words.channelOf(i, nChannels))];
        choice = createChoice('channel', words.channel, options, 'above', (index) => changed(index === 0 ? 'mix' : index - 1));
        node.replaceChildren(choice.node);
      }
      choice?.show(channel === 'mix' ? 0 : channel + 1);
    },
  };
}
