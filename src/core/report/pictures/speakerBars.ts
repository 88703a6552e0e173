import { markup, type Markup } from '../markup.ts';
import type { SpeakerFigures } from '../speakerFigures.ts';
import { frame, label, line, px, SHARE_TICKS, tickText, type PictureNames } from './frame.ts';
import { shareRows } from './shareRows.ts';

/** Above this number of speakers their names do not fit beside the bars. */
const MAX_NAMED = 60;
const WIDTH = 720;
const HEIGHT = 220;
const LEFT = 40;
const TOP = 8;

/** Bars of the UAR of each speaker with the level of chance, and the accuracy as a ring; of many speakers columns without names. */
export function speakerBars(names: PictureNames, speakers: readonly SpeakerFigures[], chance: number): Markup {
  if (speakers.length <= MAX_NAMED) return shareRows(names, speakers.map(({ speaker, uar, accuracy }) => ({ name: speaker, value: uar, second: accuracy, chance })));
  const bottom = TOP + HEIGHT;
  const y = (share: number): number => bottom - HEIGHT * share;
  const step = (WIDTH - LEFT) / speakers.length;
  // One path holds all columns: a corpus can have thousands of speakers.
  const columns = speakers.map(({ uar }, i) => `M${px(LEFT + i * step)} ${px(bottom)}V${px(y(uar))}h${px(step * 0.85)}V${px(bottom)}Z`).join('');
  return frame(names, WIDTH, bottom + 28, [
    ...SHARE_TICKS.flatMap((tick) => [line('grid', LEFT, y(tick), WIDTH, y(tick)), label(LEFT - 6, y(tick) + 4, 'end', tickText(tick), 'label muted')]),
    markup`<path class="bar" d="${columns}"/>`,
    line('chance', LEFT, y(chance), WIDTH, y(chance)),
    label((LEFT + WIDTH) / 2, bottom + 20, 'middle', `${speakers.length} speakers, best to worst`, 'label muted'),
  ]);
}
