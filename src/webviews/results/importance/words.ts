import type { RankedFeature } from '../../../core/evaluation/studies/importanceStudy.ts';
import type { ShownImportance } from '../../../protocol/studyView.ts';
import { clipsText } from '../../shared/countWords.ts';
import { t } from '../../shared/l10n.ts';
import { countText, percentText, unbroken } from '../../shared/numberText.ts';
import { pointsText } from './figureText.ts';

type Permutation = NonNullable<ShownImportance['permutation']>;
type OwnMeasure = ShownImportance['own'][number]['measure'];

const permutationMeans = {
  column: ({ baseline, nClips, nRepeats }: Permutation): string =>
    t('Permutation importance: the values of one feature are shuffled {1} × among {0}, so that they tell nothing of the emotion any more, and the model judges the clips again, all its emotions to choose from. The figure is by how many percentage points its UAR, {2} as it is, falls on average.', clipsText(nClips), nRepeats, percentText(baseline)),
  family: ({ baseline, nClips, nRepeats }: Permutation): string =>
    t('Permutation importance: the values of all features of one family are shuffled together {1} × among {0}, so that they tell nothing of the emotion any more, and the model judges the clips again, all its emotions to choose from. The figure is by how many percentage points its UAR, {2} as it is, falls on average.', clipsText(nClips), nRepeats, percentText(baseline)),
};

const ownMeans = {
  impurity: t('Impurity importance: how much of the fall in impurity, by which the forest chose its splits, is owed to splits by the feature. The shares of all features add up to 100 %. It is of the clips that the forest learnt from, and it favours features with many different values.'),
  gain: t('Gain: by how much a split by the feature lowered the training loss, mean over all such splits; in units of the loss. It is of the clips that the trees learnt from.'),
  cover: t('Cover: how many of the training clips a split by the feature divides, each weighed by how unsure the trees still were of it, mean over all such splits.'),
  weight: t('Weight: how many splits of all trees ask for the feature. A feature that is asked often need not decide much.'),
} satisfies Record<OwnMeasure, string>;

const most = ([first]: readonly RankedFeature[], permutation: Permutation): string => {
  if (!first || first.value <= 0) return permutation.by === 'family' ? t('No family matters by itself: whichever is shuffled, the model does no worse.') : t('No feature matters by itself: whichever is shuffled, the model does no worse.');
  const values = [first.name, pointsText(first.value), percentText(permutation.baseline)] as const;
  return permutation.by === 'family' ? t('Most is lost without the family {0}: {1} points of a UAR of {2}.', ...values) : t('Most is lost without the feature {0}: {1} points of a UAR of {2}.', ...values);
};

/** What the page says of how much features matter. */
export const words = {
  title: (model: string): string => t('Feature importance: {0}', model),
  factTrainedOn: t('Trained on'),
  factClips: t('Shuffled among'),
  clipsOf: (nClips: number, corpus: string): string => t('{0} of {1}', clipsText(nClips), corpus),
  factFeatures: t('Features'),
  features: (n: number, set: string): string => t('{0} of the set {1}', countText(n), set),
  factShuffles: t('Shuffles of each'),
  permutation: { column: t('What the model loses without a feature'), family: t('What the model loses without a family of features') },
  permutationMeans: (permutation: Permutation): string => unbroken(permutationMeans[permutation.by](permutation)),
  most: (permutation: Permutation): string => unbroken(most(permutation.features, permutation)),
  nearChance: t('The shuffles differ by as much among themselves, so the order is partly chance.'),
  inTraining: t('The model was trained on these very clips: this says what it leans on where it has learnt by heart. Clips that it does not know say what it needs for new ones.'),
  sameName: t('The model was trained on a corpus of this name, so it may know many of these clips by heart.'),
  unmatched: (n: number): string => (n === 1 ? t('1 clip is left out, since the model has no class for its label.') : t('{0} clips are left out, since the model has no class for their labels.', countText(n))),
  own: { impurity: t('What the trees tell: impurity'), gain: t('What the trees tell: gain'), cover: t('What the trees tell: cover'), weight: t('What the trees tell: weight') } satisfies Record<OwnMeasure, string>,
  ownMeans,
  outOfBag: (accuracy: number): string => unbroken(t('Each training clip judged by the trees that did not learn from it: {0} are recognised as labelled. That is of new clips of known voices.', percentText(accuracy))),
  limits: t('What this cannot tell'),
  limitsText: t('Features that tell the same thing share their importance, or stand in for each other when one is shuffled, so each of them may seem to matter little: a small figure does not say that a feature is useless. The figures are of this model on these clips, not of how emotions sound, and no statement about a person.'),
  limitsOfFamilies: t('Shuffled together, the features of a family cannot stand in for each other; those of another family still can.'),
  feature: t('Feature'),
  family: t('Family'),
  lost: t('UAR lost, points'),
  deviation: t('± Deviation'),
  caption: {
    column: t('Percentage points of UAR lost when the feature is shuffled: mean and standard deviation over the shuffles, most first; below 0 where the model does better without.'),
    family: t('Percentage points of UAR lost when the family is shuffled: mean and standard deviation over the shuffles, most first; below 0 where the model does better without.'),
  },
  ownCaption: (n: number): string => t('All {0} features, most first; 0 where no split asks for the feature.', countText(n)),
  ownHead: { impurity: t('Share of the fall'), gain: t('Gain'), cover: t('Cover'), weight: t('Splits') } satisfies Record<OwnMeasure, string>,
  key: (nShown: number, n: number): string => (nShown < n ? t('The chart shows the {0} that matter most of {1}; the table has all.', nShown, countText(n)) : t('The chart shows all {0}.', countText(n))),
  whiskers: t('Lines: one standard deviation of the shuffles to either side, which tells nothing of other clips or voices.'),
} as const;
