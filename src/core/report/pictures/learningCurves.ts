import type { LearningCurve } from '../../evaluation/studies/learningCurve.ts';
import type { Markup } from '../markup.ts';
import { curvePanel, highestTick } from './curvePanel.ts';
import { frame, label, type PictureNames } from './frame.ts';

const WIDTH = 480;
const HEIGHT = 320;

/** UAR on unchanged test sides against how much the learner learnt from. */
export function learningCurvePicture(names: PictureNames, { by, points, nClasses }: Pick<LearningCurve, 'by' | 'points' | 'nClasses'>): Markup {
  const sizeOf = (i: number): number => (by === 'speakers' ? points[i].nTrainSpeakers : null) ?? points[i].nTrainClips;
  const most = sizeOf(points.length - 1);
  const ticks = points.map((_, i) => ({ at: sizeOf(i) / most, name: sizeText(sizeOf(i)) }));
  const panel = curvePanel({
    left: 40, top: 24, width: WIDTH - 64, height: HEIGHT - 84, title: 'UAR', most: highestTick(points.map(({ uar, uarInterval }) => ({ value: uar, interval: uarInterval }))), ticks, chance: 1 / nClasses,
    series: [{ kind: 'one', shape: 'disc', isJoined: true, points: points.map(({ uar, uarInterval }, i) => ({ at: ticks[i].at, value: uar, interval: uarInterval })) }],
  });
  return frame(names, WIDTH, HEIGHT, [...panel, label(40 + (WIDTH - 64) / 2, HEIGHT - 16, 'middle', `${by} to learn from (mean over the folds)`, 'label muted')]);
}

/** A mean over the folds, which is whole where they are of one size. */
export const sizeText = (n: number): string => (Number.isInteger(n) || n >= 100 ? String(Math.round(n)) : n.toFixed(1));
