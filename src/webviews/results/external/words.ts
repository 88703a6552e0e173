import type { AnsweredShare } from '../../../core/model/decision.ts';
import type { ExternalFigures } from '../../../core/evaluation/studies/externalTest.ts';
import { countedText, oneLine, percentText, unbroken } from '../../shared/numberText.ts';

const clipsText = (nClips: number): string => countedText(nClips, 'clip');

const chanceText = (nClasses: number): string => oneLine(`chance ${percentText(1 / nClasses)}`);

/** What the page says of a model's tests on other corpora. */
export const words = {
  title: (model: string, trainedOn: string): string => `${model} on ${trainedOn}, tested on other audio`,
  factTrainedOn: 'Trained on',
  trainedOn: (nClips: number, nSpeakers: number, corpus: string): string => `${clipsText(nClips)} of ${countedText(nSpeakers, 'speaker')}, ${corpus}`,
  factEmotions: 'Emotions',
  overview: 'UAR on other corpora',
  caption: (from: number): string =>
    unbroken(`Mean recall of the emotions that the model and a corpus share (UAR), with 95 % intervals over speakers. Bars run from ${percentText(from)}, chance of the most emotions, to 100 %; a dashed line is chance where they are fewer.`),
  corpus: 'Corpus',
  features: 'Features',
  own: 'Its own cross-validation',
  ownData: (cv: string, nClips: number, nClasses: number): string => `${cv}, ${clipsText(nClips)}, ${chanceText(nClasses)}`,
  corpusData: (nClips: number, nSpeakers: number, nClasses: number): string => `${clipsText(nClips)}${nSpeakers > 0 ? ` of ${countedText(nSpeakers, 'speaker')}` : ''}, ${chanceText(nClasses)}`,
  raw: 'as they are',
  bySpeaker: 'each voice normalised',
  adaptedCorpus: 'corpus normalised',
  adaptedSpeaker: 'each voice normalised',
  refused: (reason: string): string => `Not possible. ${reason}`,
  adaptedMeans: 'Normalised: brought to the mean and spread of the training data before the test, the corpus as a whole or each voice. Labels are not used, but many clips of the corpus or the voice are, with a mix of emotions like that of the training data.',
  noOwn: 'No cross-validation of this model’s learner on its own corpus is stored, so it cannot be told how much its recall falls. Cross-validate it, then test again.',
  choose: 'Corpus in full',
  detail: (corpus: string): string => `On ${corpus}`,
  says: ({ nClips, uar }: ExternalFigures, nSpeakers: number, nClasses: number): string =>
    `Over the ${clipsText(nClips)}${nSpeakers > 0 ? ` of ${countedText(nSpeakers, 'speaker')}` : ''} with the ${nClasses} shared emotions the mean recall is ${percentText(uar)}; chance is ${percentText(1 / nClasses)}.`,
  fall: (uar: number, own: number, nOwnClasses: number): string =>
    `That is ${Math.abs(100 * (own - uar)).toFixed(1)} points ${own >= uar ? 'less' : 'more'} than the same emotions had in its own cross-validation (${percentText(own)}), where it chose among all its ${nOwnClasses}.`,
  outside: (share: number): string => `For ${percentText(share)} of the clips it would rather have answered an emotion that this corpus does not have.`,
  answered: ({ precision, coverage }: AnsweredShare): string =>
    precision === null ? 'When it classifies these clips, it is not sure enough of any to answer.' : `When it classifies these clips, with all its emotions to choose from, it is sure enough to answer ${percentText(coverage)} of them, and ${percentText(precision)} of the answers are right; the other figures are of all clips.`,
  unreadable: (nFiles: number): string => `${countedText(nFiles, 'file')} could not be read.`,
  labels: 'Labels',
  labelsCaption: 'What the corpus calls an emotion, and the model’s word for it.',
  label: 'Label of the corpus',
  modelClass: 'Emotion of the model',
  noClass: 'none: its clips are left out',
  leftOut: (nClips: number): string => `${clipsText(nClips)} left out in all.`,
  perClass: 'Per emotion',
  perClassCaption: 'Recall, as a bar from 0 to 100 %; a diamond is the recall in the model’s own cross-validation, where it chose among all its emotions. The fall is the difference in points.',
  perClassCaptionAlone: 'Recall, as a bar from 0 to 100 %.',
  ownRecall: 'In its own',
  fallHead: 'Fall',
  fallText: (fall: number | undefined): string => (fall === undefined ? '–' : `${fall < 0 ? '−' : ''}${Math.abs(100 * fall).toFixed(1)}`),
} as const;
