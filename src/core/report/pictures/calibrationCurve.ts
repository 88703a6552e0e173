import type { CalibrationBin } from '../../evaluation/metrics/calibration.ts';
import type { PerhapsInterval } from '../../evaluation/metrics/figureIntervals.ts';
import { markup, type Markup } from '../markup.ts';
import { frame, label, line, path, point, px, SHARE_TICKS, tickText, type PictureNames } from './frame.ts';

const SIDE = 320;
const LEFT = 56;
const TOP = 32;
const COUNTS = 70;
/** Below this number of clips a share says next to nothing. */
const FEW_CLIPS = 10;
const WIDTH = LEFT + SIDE + 24;

/** A bin with the interval of its accuracy, null where it has none. */
export interface CurveBin extends CalibrationBin {
  readonly interval: PerhapsInterval;
}

/** How often a prediction is right by how sure the learner is of it, as rings where the clips are few, and below how many they are. */
export function calibrationCurve(names: PictureNames, bins: readonly CurveBin[]): Markup {
  const bottom = TOP + SIDE;
  const base = bottom + 44 + COUNTS;
  const x = (share: number): number => LEFT + SIDE * share;
  const y = (share: number): number => bottom - SIDE * share;
  const most = Math.max(...bins.map(({ nClips }) => nClips));
  return frame(names, WIDTH, base + 28, [
    ...SHARE_TICKS.flatMap((tick) => [line('grid', LEFT, y(tick), x(1), y(tick)), line('grid', x(tick), TOP, x(tick), bottom), label(LEFT - 8, y(tick) + 4, 'end', tickText(tick), 'label muted'), label(x(tick), bottom + 16, 'middle', tickText(tick), 'label muted')]),
    label(4, 12, 'start', 'share that is right', 'label muted'),
    line('chance', x(0), y(0), x(1), y(1)),
    path('line one', bins.filter(({ nClips }) => nClips >= FEW_CLIPS).map(({ confidence, accuracy }) => [x(confidence), y(accuracy)])),
    ...bins.flatMap(({ confidence, accuracy, nClips, interval }) => [
      ...(interval ? [line('whisker', x(confidence), y(interval[0]), x(confidence), y(interval[1]))] : []),
      point('mark one', nClips < FEW_CLIPS ? 'ring' : 'disc', x(confidence), y(accuracy)),
    ]),
    ...bins.flatMap(({ from, to, nClips }) => {
      const height = (COUNTS * nClips) / most;
      return [
        markup`<rect class="bar" x="${px(x(from) + 1)}" y="${px(base - height)}" width="${px(x(to) - x(from) - 2)}" height="${px(height)}"/>`,
        label((x(from) + x(to)) / 2, base - height - 3, 'middle', String(nClips), 'label small'),
      ];
    }),
    line('axis', LEFT, base, x(1), base),
    label(LEFT - 8, base, 'end', 'clips', 'label muted'),
    label(x(0.5), base + 18, 'middle', 'how sure the learner is (largest probability)', 'label muted'),
  ]);
}
