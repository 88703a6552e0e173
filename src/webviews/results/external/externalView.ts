import type { ResultChoice, ShownTest, ShownTests } from '../../../protocol/resultsView.ts';
import { element } from '../../shared/element.ts';
import { fillFactList } from '../../shared/factList.ts';
import { note } from '../../shared/note.ts';
import { unbroken } from '../../shared/numberText.ts';
import type { CellClips } from '../clips/cellClips.ts';
import { confusionSection, type UnitOfCells } from '../confusionTable.ts';
import { fewSpeakersText } from '../fewSpeakers.ts';
import { actionButton, labelledSelect, resultTitle, type ResultsActions } from '../resultSelect.ts';
import { momentText } from '../timeText.ts';
import { words as pageWords } from '../words.ts';
import { labelTable } from './labelTable.ts';
import { overviewTable } from './overviewTable.ts';
import { recallTable } from './recallTable.ts';
import { words } from './words.ts';

/**
 * A model's tests on all corpora side by side, then one of them in full.
 *
 * @param clips lists the clips of a cell of its matrix, where they are kept
 */
export function externalView(shown: ShownTests, choices: readonly ResultChoice[], actions: ResultsActions, cells: UnitOfCells, clips: CellClips | undefined): HTMLElement[] {
  const test = shown.tests.find(({ id }) => id === shown.id);
  return [externalHeading(shown, choices, actions), overviewSection(shown, actions), ...(test ? [detailSection(shown, test, actions, cells, clips)] : [])];
}

function externalHeading({ modelName, tests }: ShownTests, choices: readonly ResultChoice[], actions: ResultsActions): HTMLElement {
  const list = element('dl', { class: 'facts', id: 'facts' });
  const [first] = tests;
  const { tested, normalize } = first?.study ?? {};
  const { trainedOn, classes = [], augment = [] } = tested ?? {};
  fillFactList(list, [
    [words.factTrainedOn, trainedOn && words.trainedOn(trainedOn.nClips, trainedOn.nSpeakers, trainedOn.corpus)],
    [words.factEmotions, classes.join(', ')],
    [pageWords.factFeatures, first?.data.featureSet],
    [pageWords.factNormalised, normalize && pageWords.bySpeaker],
    [pageWords.factCopies, augment.length > 0 ? augment.join(', ') : undefined],
    [pageWords.factEnded, momentText(tests.reduce((latest, { madeAt }) => (madeAt > latest ? madeAt : latest), ''))],
  ]);
  const isSynthetic = trainedOn?.synthetic === true || tests.some(({ data }) => data.synthetic);
  return element(
    'header',
    {},
    resultTitle(words.title(modelName, trainedOn?.corpus ?? ''), choices, 'testOnExternal', actions),
    list,
    isSynthetic ? note('info', pageWords.syntheticSpeech) : undefined,
    normalize ? note('info', pageWords.normalised) : undefined,
  );
}

function overviewSection(shown: ShownTests, actions: ResultsActions): HTMLElement {
  const [first] = shown.tests;
  const hasOwn = first?.study.tested.metrics !== undefined;
  const isAdapted = shown.tests.some(({ study }) => study.result.adapted !== undefined);
  return element(
    'section',
    { 'aria-labelledby': 'overview-heading' },
    element('h2', { id: 'overview-heading' }, words.overview),
    overviewTable(shown),
    isAdapted ? element('p', { class: 'muted' }, words.adaptedMeans) : undefined,
    hasOwn ? undefined : element('p', { id: 'no-own' }, words.noOwn),
    hasOwn ? undefined : actionButton('crossValidate', actions),
  );
}

function detailSection({ tests }: ShownTests, { id, data, study }: ShownTest, actions: ResultsActions, cells: UnitOfCells, clips: CellClips | undefined): HTMLElement {
  const { result, tested, nSpeakers, nUnreadable } = study;
  const choices = tests.map((other) => ({ title: other.data.name, isShown: other.id === id }));
  const select = labelledSelect('corpora', words.choose, choices, (i) => {
    const other = tests[i];
    if (other) actions.show({ kind: 'external', id: other.id });
  });
  const ownRecalls = result.classes.flatMap((name) => (result.perClass[name]?.support ? [tested.metrics?.recall[name] ?? 0] : []));
  const matrix = confusionSection(result, cells, clips);
  if (!clips) matrix.append(element('p', { class: 'muted', id: 'no-clips' }, words.noClips));
  const few = result.uarInterval ? fewSpeakersText(nSpeakers) : undefined;
  const sentences = [
    words.says(result, nSpeakers, result.classes.length),
    ...(tested.metrics ? [words.fall(result.uar, ownRecalls.reduce((sum, recall) => sum + recall, 0) / ownRecalls.length, tested.classes.length)] : []),
    ...(result.outsideShare > 0 ? [words.outside(result.outsideShare)] : []),
    ...(result.answered ? [words.answered(result.answered)] : []),
    ...(nUnreadable > 0 ? [words.unreadable(nUnreadable)] : []),
  ];
  return element(
    'section',
    { id: 'detail', 'data-corpus': data.name, 'aria-labelledby': 'detail-heading' },
    element('div', { class: 'section-head' }, element('h2', { id: 'detail-heading' }, words.detail(data.name)), tests.length > 1 ? select : undefined),
    element('p', { id: 'summary' }, unbroken(sentences.join(' '))),
    few === undefined ? undefined : element('p', { class: 'muted', id: 'few-speakers' }, few),
    element('div', { class: 'tables' }, recallTable(study), labelTable(study), matrix),
  );
}
