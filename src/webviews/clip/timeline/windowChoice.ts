import type { WindowLengths } from '../../../core/audio/slidingWindows.ts';
import { hopsWithin, settingChoices } from '../../../protocol/clipSettings.ts';
import { createChoice, type Choice } from '../choice.ts';
import { element } from '../../shared/element.ts';
import { timelineWords as words } from './timelineWords.ts';

/** How long the timeline's windows are, and how far apart. */
export interface WindowChoice {
  readonly node: HTMLElement;
  show(lengths: WindowLengths): void;
}

/** Two selects; only those hops can be chosen that leave nothing of the recording out. */
export function createWindowChoice(chosen: (lengths: WindowLengths) => void): WindowChoice {
  let lengths: WindowLengths | undefined;
  let hop: Choice | undefined;
  const hopPlace = element('div');
  const areShown = ({ windowSec, hopSec }: WindowLengths): boolean => windowSec === lengths?.windowSec && hopSec === lengths.hopSec;
  const choose = (next: WindowLengths): void => {
    if (areShown(next)) return;
    show(next);
    chosen(next);
  };
  const window = createChoice('timelineWindow', words.window, settingChoices.windowSec.map(words.length), 'above', (index) => {
    const windowSec = settingChoices.windowSec[index];
    if (windowSec !== undefined && lengths) choose({ windowSec, hopSec: Math.min(lengths.hopSec, windowSec) });
  });
  const show = (next: WindowLengths): void => {
    if (areShown(next)) return;
    const hops = hopsWithin(next.windowSec);
    // The other list is made anew only where it changes: a reader may stand on it.
    if (hop === undefined || lengths?.windowSec !== next.windowSec) {
      hop = createChoice('timelineHop', words.hop, hops.map(words.length), 'above', (index) => {
        const hopSec = hops[index];
        if (hopSec !== undefined && lengths) choose({ ...lengths, hopSec });
      });
      hopPlace.replaceChildren(hop.node);
    }
    lengths = next;
    window.show(settingChoices.windowSec.indexOf(next.windowSec));
    hop.show(hops.indexOf(next.hopSec));
  };
  return { node: element('div', { class: 'windows', role: 'group', 'aria-label': words.windows }, window.node, hopPlace), show };
}
