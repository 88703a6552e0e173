import type { ExpertGain } from '../../../core/evaluation/pairs/expertGain.ts';
import { t } from '../../shared/l10n.ts';
import { countText, percentText, unbroken } from '../../shared/numberText.ts';

const nameOf = (emotions: readonly [string, string]): string => t('{0} and {1}', ...emotions);

/** What the page says of pairs of emotions. */
export const words = {
  title: (model: string, data: string): string => t('Confusable pairs: {0} on {1}', model, data),
  name: nameOf,
  ranking: t('Emotions that are taken for each other'),
  rankingCaption: (nShown: number, nPairs: number): string => (nShown < nPairs ? unbroken(t('The share of the clips of either that are taken for the other, with 95 % intervals over speakers; {0} of {1} pairs.', nShown, nPairs)) : unbroken(t('The share of the clips of either that are taken for the other, with 95 % intervals over speakers.'))),
  pair: t('Pair'),
  // A wider head would move the axis away from the bars.
  share: t('Share'),
  clips: t('Clips confused'),
  ofClips: t('Of clips'),
  both: (counts: readonly [number, number]): string => t('{0} + {1}', ...counts),
  separates: (emotions: readonly [string, string]): string => t('What separates {0} and {1}', ...emotions),
  effects: (nSpeakers: number): string => (nSpeakers === 1 ? t('d is the mean difference within a voice in units of the spread within voice and emotion, over 1 speaker.') : t('d is the mean difference within a voice in units of the spread within voice and emotion, over {0} speakers.', nSpeakers)),
  noEffects: t('No speaker has clips of both and two of either, so nothing can be compared within a voice.'),
  shap: (nClips: number, uar: number): string => unbroken(t('SHAP is of a gradient boosting of these two emotions alone, whatever the learner: the mean size of what a column adds to its log-odds, over {0} held-out clips. It tells the two apart with UAR {1}; chance is 50 %.', countText(nClips), percentText(uar))),
  separatingCaption: (nColumns: number): string => t('Columns by effect size, p by Holm’s correction for {0} columns.', countText(nColumns)),
  column: t('Column'),
  lowerIn: t('Lower in'),
  d: t('d'),
  p: t('p'),
  meanShap: t('Mean |SHAP|'),
  confused: (n: number): string => (n === 1 ? t('1 clip that is taken for the other') : t('{0} clips that are taken for the other', n)),
  confusedCaption: t('The surest mistakes first.'),
  clip: t('Clip'),
  speaker: t('Speaker'),
  labelled: t('Labelled'),
  takenFor: t('Taken for'),
  confidence: t('Its probability'),
  experts: t('Whether an expert for the two helps'),
  expertsCaption: (uar: number): string => unbroken(t('An expert decides between the two where they are the two likeliest: contested clips, how many of them are right without and with it, and what that adds to the UAR of all emotions ({0}), in points with 95 % intervals over speakers.', percentText(uar))),
  expertOn: t('Expert on'),
  allColumns: t('all columns'),
  someColumns: (n: number): string => t('{0} columns of the largest d', n),
  contested: t('Contested'),
  right: t('Right'),
  rightText: (before: number, after: number): string => t('{0} → {1}', before, after),
  gain: t('UAR, points'),
  gainText: (value: string, low: string, high: string): string => t('{0} ({1} to {2})', value, low, high),
  verdictHead: t('Verdict'),
  verdict: { helps: t('helps'), harms: t('harms'), 'does not help': t('does not help') } satisfies Record<ExpertGain['verdict'], string>,
};
