import type { Interval } from '../../../core/evaluation/metrics/clusterBootstrap.ts';
import type { LeakGap, LeakRow } from '../../../core/evaluation/studies/leakMeter.ts';
import { clipsText, speakersText } from '../../shared/countWords.ts';
import { t } from '../../shared/l10n.ts';
import { oneLine, percentText, unbroken } from '../../shared/numberText.ts';

/** A difference of two shares. */
const pointsText = (difference: number): string => t('{0} points', (100 * difference).toFixed(1)).replace('-', '−');

/** A difference with its interval. */
function pointsWithin(difference: number, interval: Interval | null | undefined): string {
  const [low, high] = interval ? [...interval].map((end) => (100 * end).toFixed(1).replace('-', '−')) : [];
  return low === undefined || high === undefined ? t('{0} (too few speakers for an interval)', pointsText(difference)) : t('{0} (95 % interval {1} to {2})', pointsText(difference), low, high);
}

/** What is known in the first place and not in the second. */
const gains: Readonly<Record<LeakGap['kind'], (external: string) => { readonly what: string; readonly known: string; readonly unknown: string }>> = {
  voice: () => ({ what: t('Knowing the voices'), known: t('in a random split'), unknown: t('on new voices') }),
  sentence: () => ({ what: t('Knowing the sentences'), known: t('in a random split'), unknown: t('on new sentences') }),
  corpus: (external) => ({ what: t('Staying within the corpus'), known: t('on new voices of its own, over the shared emotions,'), unknown: t('on {0}', external) }),
};

function kindWords({ kind, external = '', nClasses }: LeakRow): readonly [name: string, known: string] {
  switch (kind) {
    case 'random':
      return [t('A random split'), t('voices and sentences known')];
    case 'sentence':
      return [t('New sentences'), t('voices known')];
    case 'speaker':
      return [t('New voices'), t('sentences known')];
    case 'speaker-shared':
      return [t('New voices, shared emotions'), t('the {0} that {1} has too', nClasses, external)];
    case 'external':
      return [t('Another corpus: {0}', external), t('only its {0} emotions known', nClasses)];
  }
}

/** What the page says of leak meters. */
export const words = {
  title: (data: string): string => t('Leak meter: {0}', data),
  factLearners: t('Learners'),
  intro: t('The same learner, tested on clips that share less and less with those it learnt from. What a score loses on the way down it owed to voices, sentences or a corpus that it knew, not to emotions.'),
  rows: t('UAR by what is known'),
  caption: (from: number): string =>
    unbroken(t('Mean recall of the emotions (UAR) over the held-out clips, with 95 % intervals over speakers. Bars run from chance ({0}) to 100 %; a dashed line is chance where there are fewer emotions.', percentText(from))),
  testedOn: t('Tested on'),
  learner: t('Learner'),
  /** What is tested, what of it is known, and on how much of which data. */
  row: (row: LeakRow): readonly [name: string, known: string, data: string] => [...kindWords(row), t('{0}, {1} of {2}, {3}', row.cv, clipsText(row.nClips), speakersText(row.nSpeakers), oneLine(t('chance {0}', percentText(1 / row.nClasses))))],
  gaps: t('What the score owes to what is known'),
  gap: (gap: LeakGap): string => unbroken(gapText(gap)),
} as const;

const contains0 = ([low, high]: Interval): boolean => low <= 0 && high >= 0;

function gapText(gap: LeakGap): string {
  const { fall, from, to, fallInterval } = gap;
  const { what, known, unknown } = gains[gap.kind](gap.external ?? '');
  const both = t('UAR is {0} {1} and {2} {3}.', percentText(from), known, percentText(to), unknown);
  if (fallInterval && contains0(fallInterval)) return t('{0} makes no difference that could be told from chance: {1}. {2}', what, pointsWithin(fall, fallInterval), both);
  if (fall < 0) return t('{0} is worth nothing: without, the score is higher by {1}. {2}', what, pointsWithin(-fall, fallInterval && [-fallInterval[1], -fallInterval[0]]), both);
  return t('{0} is worth this much UAR: {1}. {2}', what, pointsWithin(fall, fallInterval), both);
}
