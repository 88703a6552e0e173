import type { McNemar } from '../../../core/evaluation/comparison/mcnemar.ts';
import type { ResampledTTest } from '../../../core/evaluation/comparison/resampledTTest.ts';
import type { Interval } from '../../../core/evaluation/metrics/clusterBootstrap.ts';
import { t } from '../../shared/l10n.ts';
import { countText } from '../../shared/numberText.ts';

/** A difference of two shares in points, with its sign. */
function pointsText(difference: number): string {
  const text = Math.abs(100 * difference).toFixed(1);
  return text === '0.0' ? text : `${difference < 0 ? '−' : '+'}${text}`;
}

const pText = (p: number): string => (p < 0.001 ? '< 0.001' : p.toFixed(3));

const clipsText = (n: number): string => (n === 1 ? t('1 clip') : t('{0} clips', countText(n)));

/** What the page says of what changes from one run to another. */
export const words = {
  title: (first: number, second: number): string => t('From run {0} to run {1}', first, second),
  swap: t('The other way round'),
  run: (id: number): string => t('Run {0}', id),
  seed: (seed: number): string => t('seed {0}', seed),
  cannot: (reason: string): string => t('These runs cannot be compared. {0}', reason),
  figures: t('Figures'),
  figuresCaption: (nClips: number, nSpeakers: number): string => t('Both runs on the same {0} held-out clips of {1} speakers, in the same folds. Differences are in points.', countText(nClips), countText(nSpeakers)),
  figure: t('Figure'),
  difference: t('Difference'),
  interval: t('95 % interval over speakers'),
  points: pointsText,
  between: ([low, high]: Interval): string => t('{0} to {1}', pointsText(low), pointsText(high)),
  verdict: (interval: Interval | null, second: number): string => {
    if (interval === null) return t('There is no interval: it is drawn over speakers, and this needs two of them.');
    if (interval[0] > 0) return t('On speakers like these run {0} has the larger UAR: the interval of the difference is above 0.', second);
    if (interval[1] < 0) return t('On speakers like these run {0} has the smaller UAR: the interval of the difference is below 0.', second);
    return t('Whether their UAR differs on other speakers like these cannot be told: the interval of the difference holds 0.');
  },
  sharedSpeakers: t('Speakers of the test side are also in the training side: a new voice may bring another difference.'),
  tests: t('Tests'),
  mcnemar: ({ onlyFirst, onlySecond, statistic, pValue }: McNemar): string =>
    statistic === undefined
      ? t('McNemar’s test (exact): {0} right only in the first, {1} only in the second, p {2}. It takes clips to be independent, which clips of one speaker are not, so p is too small.', clipsText(onlyFirst), countText(onlySecond), pText(pValue))
      : t('McNemar’s test: {0} right only in the first, {1} only in the second, χ² {2}, p {3}. It takes clips to be independent, which clips of one speaker are not, so p is too small.', clipsText(onlyFirst), countText(onlySecond), statistic.toFixed(2), pText(pValue)),
  tTest: ({ statistic, degreesOfFreedom, pValue }: ResampledTTest): string =>
    t('Corrected resampled t-test over the UAR of the folds: t {0} with {1} degrees of freedom, p {2}.', Number.isFinite(statistic) ? `${statistic < 0 ? '−' : ''}${Math.abs(statistic).toFixed(2)}` : statistic < 0 ? '−∞' : '∞', degreesOfFreedom, pText(pValue)),
  perClass: t('Recall per class'),
  perClassCaption: (first: number, second: number): string => t('Bars: recall in run {0}, from 0 to 100 %. Diamonds: in run {1}. Differences are in points.', second, first),
  flips: t('What flipped'),
  flipsSay: (nToRight: number, nToWrong: number, nOtherwise: number): string =>
    t('From wrong to right: {0}. From right to wrong: {1}. Wrong in both, but for another emotion: {2}.', clipsText(nToRight), clipsText(nToWrong), clipsText(nOtherwise)),
  toRight: (n: number): string => t('From wrong to right: {0}', clipsText(n)),
  toWrong: (n: number): string => t('From right to wrong: {0}', clipsText(n)),
  errs: (id: number): string => t('Run {0} has them wrong.', id),
  labelled: t('Labelled'),
  takenFor: t('Taken for'),
} as const;
