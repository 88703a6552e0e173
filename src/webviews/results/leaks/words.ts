import type { Interval } from '../../../core/evaluation/metrics/clusterBootstrap.ts';
import type { LeakGap, LeakRow } from '../../../core/evaluation/studies/leakMeter.ts';
import { countedText, oneLine, percentText, unbroken } from '../../shared/numberText.ts';

/** A difference of two shares. */
const pointsText = (difference: number): string => `${(100 * difference).toFixed(1)} points`.replace('-', '−');

const within = ({ fallInterval }: LeakGap): string =>
  fallInterval ? ` (95 % interval ${[...fallInterval].map((end) => (100 * end).toFixed(1).replace('-', '−')).join(' to ')})` : ' (too few speakers for an interval)';

/** What is known in the first place and not in the second. */
const gains: Readonly<Record<LeakGap['kind'], (external: string) => { readonly what: string; readonly known: string; readonly unknown: string }>> = {
  voice: () => ({ what: 'Knowing the voices', known: 'in a random split', unknown: 'on new voices' }),
  sentence: () => ({ what: 'Knowing the sentences', known: 'in a random split', unknown: 'on new sentences' }),
  corpus: (external) => ({ what: 'Staying within the corpus', known: 'on new voices of its own, over the shared emotions,', unknown: `on ${external}` }),
};

function kindWords({ kind, external = '', nClasses }: LeakRow): readonly [name: string, known: string] {
  switch (kind) {
    case 'random':
      return ['A random split', 'voices and sentences known'];
    case 'sentence':
      return ['New sentences', 'voices known'];
    case 'speaker':
      return ['New voices', 'sentences known'];
    case 'speaker-shared':
      return ['New voices, shared emotions', `the ${nClasses} that ${external} has too`];
    case 'external':
      return [`Another corpus: ${external}`, `only its ${nClasses} emotions known`];
  }
}

/** What the page says of leak meters. */
export const words = {
  title: (data: string): string => `Leak meter: ${data}`,
  factLearners: 'Learners',
  intro: 'The same learner, tested on clips that share less and less with those it learnt from. What a score loses on the way down it owed to voices, sentences or a corpus that it knew, not to emotions.',
  rows: 'UAR by what is known',
  caption: (from: number): string =>
    unbroken(`Mean recall of the emotions (UAR) over the held-out clips, with 95 % intervals over speakers. Bars run from chance (${percentText(from)}) to 100 %; a dashed line is chance where there are fewer emotions.`),
  testedOn: 'Tested on',
  learner: 'Learner',
  /** What is tested, what of it is known, and on how much of which data. */
  row: (row: LeakRow): readonly [name: string, known: string, data: string] => [...kindWords(row), `${row.cv}, ${countedText(row.nClips, 'clip')} of ${countedText(row.nSpeakers, 'speaker')}, ${oneLine(`chance ${percentText(1 / row.nClasses)}`)}`],
  gaps: 'What the score owes to what is known',
  gap: (gap: LeakGap): string => unbroken(gapText(gap)),
} as const;

const contains0 = ([low, high]: Interval): boolean => low <= 0 && high >= 0;

function gapText(gap: LeakGap): string {
  const { fall, from, to, fallInterval } = gap;
  const { what, known, unknown } = gains[gap.kind](gap.external ?? '');
  const both = `UAR is ${percentText(from)} ${known} and ${percentText(to)} ${unknown}.`;
  if (fallInterval && contains0(fallInterval)) return `${what} makes no difference that could be told from chance: ${pointsText(fall)}${within(gap)}. ${both}`;
  if (fall < 0) return `${what} is worth nothing: the score is ${pointsText(-fall)} higher without${within({ ...gap, fallInterval: fallInterval && [-fallInterval[1], -fallInterval[0]] })}. ${both}`;
  return `${what} is worth ${pointsText(fall)} of UAR${within(gap)}. ${both}`;
}
