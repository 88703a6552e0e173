import type { ResultChoice, ShownRun } from '../../protocol/resultsView.ts';
import { element } from '../shared/element.ts';
import { fillFactList } from '../shared/factList.ts';
import { note } from '../shared/note.ts';
import { countText } from '../shared/numberText.ts';
import { sharesSpeakers } from './protocolOfRun.ts';
import { resultTitle, type ResultsActions } from './resultSelect.ts';
import { durationText, momentText } from './timeText.ts';
import { words } from './words.ts';

/** What was evaluated and how, the choice of another result, and what a reader must know before reading the figures. */
export function runHeading({ modelName, endedAt, run }: ShownRun, choices: readonly ResultChoice[], actions: ResultsActions): HTMLElement {
  const list = element('dl', { class: 'facts', id: 'facts' });
  const { search, balance, select, augment = [], skippedFolds = [] } = run;
  fillFactList(list, [
    [words.factProtocol, run.cv],
    [words.factSeed, String(run.seed)],
    [words.factCorpus, run.data.synthetic ? words.syntheticCorpus : run.data.corpus],
    [words.factFeatures, run.data.featureSet],
    [words.factClips, countText(run.nClips)],
    [words.factExcluded, run.data.nExcluded ? countText(run.data.nExcluded) : undefined],
    [words.factSpeakers, countText(run.nSpeakers)],
    [words.factNormalised, run.normalize && words.bySpeaker],
    [words.factSelected, select === undefined ? undefined : words.selectedColumns(select)],
    [words.factBalanced, balance && words.balanced[balance]],
    [words.factCopies, augment.length > 0 ? augment.join(', ') : undefined],
    [words.factSearch, search && words.search(search.method, search.candidates.length, search.inner)],
    [words.factTime, `${durationText(run.fitMs)} + ${durationText(run.predictMs)}`],
    [words.factEnded, momentText(endedAt)],
  ]);
  return element(
    'header',
    {},
    resultTitle(words.title(modelName, run.data.name), choices, 'crossValidate', actions),
    list,
    run.data.synthetic ? note('info', words.synthetic) : undefined,
    sharesSpeakers(run.cv) ? note('warning', words.sharedSpeakers) : undefined,
    run.nRepeated ? note('warning', words.repeatedClips(run.nRepeated)) : undefined,
    run.normalize ? note('info', words.normalised) : undefined,
    skippedFolds.length > 0 ? note('warning', words.someSkipped(skippedFolds.length, skippedFolds.length + run.folds.length)) : undefined,
  );
}
