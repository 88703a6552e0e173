import type { EvaluatedData } from '../../core/evaluation/evaluationRun.ts';
import type { ResultChoice, ResultsAction } from '../../protocol/resultsView.ts';
import { element } from '../shared/element.ts';
import { fillFactList } from '../shared/factList.ts';
import { note } from '../shared/note.ts';
import { countText } from '../shared/numberText.ts';
import { resultTitle, type ResultsActions } from './resultSelect.ts';
import { momentText } from './timeText.ts';
import { words } from './words.ts';

/** What the heading of a study of one learner tells. */
export interface StudyFacts {
  readonly title: string;
  readonly action: ResultsAction;
  readonly data: EvaluatedData;
  readonly madeAt: string;
  readonly cv: string;
  readonly seed: number;
  readonly nClips: number;
  readonly normalize?: 'speaker' | undefined;
}

/** What was measured and how, the choice of another result, and what a reader must know before reading the figures. */
export function studyHeading({ title, action, data, madeAt, cv, seed, nClips, normalize }: StudyFacts, choices: readonly ResultChoice[], actions: ResultsActions): HTMLElement {
  const list = element('dl', { class: 'facts', id: 'facts' });
  fillFactList(list, [
    [words.factProtocol, cv],
    [words.factSeed, String(seed)],
    [words.factCorpus, data.synthetic ? words.syntheticCorpus : data.corpus],
    [words.factFeatures, data.featureSet],
    [words.factClips, countText(nClips)],
    [words.factExcluded, data.nExcluded ? countText(data.nExcluded) : undefined],
    [words.factNormalised, normalize && words.bySpeaker],
    [words.factEnded, momentText(madeAt)],
  ]);
  return element('header', {}, resultTitle(title, choices, action, actions), list, data.synthetic ? note('info', words.synthetic) : undefined, normalize ? note('info', words.normalised) : undefined);
}
