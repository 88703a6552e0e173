import type { TimelineWindow } from '../../../protocol/clipTimeline.ts';
import { t } from '../../shared/l10n.ts';
import { unbroken } from '../../shared/numberText.ts';
import { remarkText } from '../../shared/remarkText.ts';
import { answerOf, tallyAnswers, type Answer, type EmotionTimeline } from './emotionTimeline.ts';

/** Seconds with as many decimals as windows have. */
const sec = (value: number): string => value.toFixed(1);
const percent = (share: number): string => (share > 0 && share < 0.005 ? '< 1' : String(Math.round(100 * share)));

export function answerText(answer: Answer): string {
  if (answer.kind === 'emotion') return answer.emotion;
  return answer.kind === 'uncertain' ? t('uncertain') : remarkText(answer.remark);
}

/** What the timeline says at the pointer: "12.0–15.0 s: angry 62 %". */
export function windowText(window: TimelineWindow): string {
  const { fromSec, toSec, emotion, probabilities } = window;
  const answer = answerOf(window);
  const share = percent(probabilities[emotion] ?? Number.NaN);
  if (answer.kind === 'emotion') return t('{0}–{1} s: {2} {3} %', sec(fromSec), sec(toSec), emotion, share);
  if (answer.kind === 'uncertain') return t('{0}–{1} s: uncertain ({2} {3} %)', sec(fromSec), sec(toSec), emotion, share);
  return t('{0}–{1} s: {2}', sec(fromSec), sec(toSec), remarkText(answer.remark));
}

/** The whole picture in a sentence, for who does not see it. */
export function timelineText(timeline: EmotionTimeline): string {
  const shares = tallyAnswers(timeline).map(({ answer, nWindows }) => t('{0} {1} %', answerText(answer), percent(nWindows / timeline.nDone)));
  const { model, nDone } = timeline;
  return unbroken(nDone === 1 ? t('Emotion timeline, estimated by {0} over one window: {1}.', model, shares.join(', ')) : t('Emotion timeline, estimated by {0} over {1} windows: {2}.', model, nDone, shares.join(', ')));
}

export const timelineWords = {
  title: t('Emotion timeline'),
  start: t('Emotion Timeline'),
  again: t('Compute Again'),
  stop: t('Stop'),
  windows: t('Windows of the timeline'),
  window: t('Windows of'),
  hop: t('one every'),
  length: (seconds: number): string => t('{0} s', seconds),
  invite: t('Estimates over the recording.'),
  short: (durationSec: number): string => t('The recording lasts {0} s, no longer than a window: it is judged as one.', sec(durationSec)),
  otherWindows: (windowSec: number, hopSec: number): string => t('This timeline has windows of {0} s, one every {1} s. Compute it again for those that are chosen now.', windowSec, hopSec),
  progress: (done: number, total: number): string => t('Judged {0} of {1} windows', done, total),
  starting: t('Judging the first windows…'),
  stopped: (done: number, total: number): string => t('Stopped after {0} of {1} windows.', done, total),
  about: (windowSec: number, hopSec: number): string => t('A row for each emotion, the stronger its colour the likelier; the line runs through the likeliest. Each column is the estimate of the {0} s around it, one every {1} s.', windowSec, hopSec),
  byModel: (model: string): string => t('Estimated by {0}', model),
  stale: (model: string): string => t('This timeline is by {0}; another model is in use now.', model),
  byStarter: t('The starter model learnt from acted English speech; not for commercial use.'),
  synthetic: t('The model was trained on synthetic speech: its estimates say nothing about human speech.'),
  caution: t('Estimates from sound are not facts about the person who speaks.'),
  key: t('Key'),
  likeliest: t('likeliest emotion'),
  uncertain: t('uncertain: the model is not sure enough to answer'),
  noSpeech: t('no speech, or nothing to judge'),
  table: t('As a table'),
  from: t('From (s)'),
  to: t('To (s)'),
  estimate: t('Estimate'),
  probability: t('Mean probability'),
  others: (n: number): string => (n === 1 ? t('and 1 more stretch') : t('and {0} more stretches', n)),
  seconds: sec,
} as const;
