import type { AnsweredShare } from '../../../core/model/decision.ts';
import type { ExternalFigures } from '../../../core/evaluation/studies/externalTest.ts';
import { clipsText, filesText, speakersText } from '../../shared/countWords.ts';
import { t } from '../../shared/l10n.ts';
import { oneLine, percentText, unbroken } from '../../shared/numberText.ts';

/** So many clips, of so many speakers where they are known. */
const clipsOf = (nClips: number, nSpeakers: number): string => (nSpeakers > 0 ? t('{0} of {1}', clipsText(nClips), speakersText(nSpeakers)) : clipsText(nClips));

const chanceText = (nClasses: number): string => oneLine(t('chance {0}', percentText(1 / nClasses)));

/** What the page says of a model's tests on other corpora. */
export const words = {
  title: (model: string, trainedOn: string): string => t('{0} on {1}, tested on other audio', model, trainedOn),
  factTrainedOn: t('Trained on'),
  trainedOn: (nClips: number, nSpeakers: number, corpus: string): string => t('{0} of {1}, {2}', clipsText(nClips), speakersText(nSpeakers), corpus),
  factEmotions: t('Emotions'),
  overview: t('UAR on other corpora'),
  caption: (from: number): string =>
    unbroken(t('Mean recall of the emotions that the model and a corpus share (UAR), with 95 % intervals over speakers. Bars run from {0}, chance of the most emotions, to 100 %; a dashed line is chance where they are fewer.', percentText(from))),
  corpus: t('Corpus'),
  features: t('Features'),
  own: t('Its own cross-validation'),
  ownData: (cv: string, nClips: number, nClasses: number): string => `${cv}, ${clipsText(nClips)}, ${chanceText(nClasses)}`,
  corpusData: (nClips: number, nSpeakers: number, nClasses: number): string => `${clipsOf(nClips, nSpeakers)}, ${chanceText(nClasses)}`,
  raw: t('as they are'),
  bySpeaker: t('each voice normalised'),
  adaptedCorpus: t('corpus normalised'),
  adaptedSpeaker: t('each voice normalised'),
  refused: (reason: string): string => t('Not possible. {0}', reason),
  adaptedMeans: t('Normalised: brought to the mean and spread of the training data before the test, the corpus as a whole or each voice. Labels are not used, but many clips of the corpus or the voice are, with a mix of emotions like that of the training data.'),
  noOwn: t('No cross-validation of this model’s learner on its own corpus is stored, so it cannot be told how much its recall falls. Cross-validate it, then test again.'),
  choose: t('Corpus in full'),
  detail: (corpus: string): string => t('On {0}', corpus),
  says: ({ nClips, uar }: ExternalFigures, nSpeakers: number, nClasses: number): string =>
    t('Over the {0} with the {1} shared emotions the mean recall is {2}; chance is {3}.', clipsOf(nClips, nSpeakers), nClasses, percentText(uar), percentText(1 / nClasses)),
  fall: (uar: number, own: number, nOwnClasses: number): string =>
    own >= uar
      ? t('That is {0} points less than the same emotions had in its own cross-validation ({1}), where it chose among all its {2}.', (100 * (own - uar)).toFixed(1), percentText(own), nOwnClasses)
      : t('That is {0} points more than the same emotions had in its own cross-validation ({1}), where it chose among all its {2}.', (100 * (uar - own)).toFixed(1), percentText(own), nOwnClasses),
  outside: (share: number): string => t('For {0} of the clips it would rather have answered an emotion that this corpus does not have.', percentText(share)),
  answered: ({ precision, coverage }: AnsweredShare): string =>
    precision === null ? t('When it classifies these clips, it is not sure enough of any to answer.') : t('When it classifies these clips, with all its emotions to choose from, it is sure enough to answer {0} of them, and {1} of the answers are right; the other figures are of all clips.', percentText(coverage), percentText(precision)),
  unreadable: (nFiles: number): string => t('{0} could not be read.', filesText(nFiles)),
  labels: t('Labels'),
  labelsCaption: t('What the corpus calls an emotion, and the model’s word for it.'),
  label: t('Label of the corpus'),
  modelClass: t('Emotion of the model'),
  noClass: t('none: its clips are left out'),
  noClips: t('Stored by an earlier version, without what was answered to each clip: the cells of the matrix list none. Test again to have them.'),
  leftOut: (nClips: number): string => t('{0} left out in all.', clipsText(nClips)),
  perClass: t('Per emotion'),
  perClassCaption: t('Recall, as a bar from 0 to 100 %; a diamond is the recall in the model’s own cross-validation, where it chose among all its emotions. The fall is the difference in points.'),
  perClassCaptionAlone: t('Recall, as a bar from 0 to 100 %.'),
  ownRecall: t('In its own'),
  fallHead: t('Fall'),
  fallText: (fall: number | undefined): string => (fall === undefined ? '–' : `${fall < 0 ? '−' : ''}${Math.abs(100 * fall).toFixed(1)}`),
} as const;
