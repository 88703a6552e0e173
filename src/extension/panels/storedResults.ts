import * as vscode from 'vscode';
import { speakerFigures } from '../../core/report/speakerFigures.ts';
import { idsOf, resultEntries, type AtLeastOne, type ResultEntry } from '../../node/resultEntries.ts';
import { runRow, shownChange } from '../../node/shownChange.ts';
import type { StoredStudy } from '../../node/store/study.ts';
import type { ResultChoice, ResultsPlace, ShownLeaks, ShownResult, ShownRun, ShownTests, StoredRun } from '../../protocol/resultsView.ts';
import type { RunRow, ShownChange } from '../../protocol/runTable.ts';
import { inEditorLanguage } from '../inEditorLanguage.ts';
import type { LazyLab } from '../lazyLab.ts';
import { learnerName } from '../learnerName.ts';
import { shownCurve, shownImportance, shownPairs, shownRobustness, studyTitle } from './shownStudies.ts';

/** The stored results, as far as the panel needs them. */
export interface StoredResults {
  /** What the page gets to show a result, all runs or a comparison; the newest result where none is named, or what is named is no longer there. */
  message(place: ResultsPlace | undefined): ShownResult;
}

/** The store's results as the results page lists and shows them. */
export function storedResults(lab: LazyLab): StoredResults {
  return {
    message: (place) => {
      const { store } = lab.get();
      if (place?.kind === 'change') {
        const [first, second] = [store.run(place.first), store.run(place.second)];
        if (first && second) return { type: 'change', shown: changeInWords(shownChange(first, second)) };
      }
      const entries = resultEntries(store);
      if (place?.kind === 'runs' && entries.length > 0) return allRuns(entries);
      const key = place && 'id' in place ? place : undefined;
      const entry = (key && entries.find((candidate) => candidate.kind === key.kind && idsOf(candidate).includes(key.id))) ?? entries[0];
      if (entry === undefined) return { type: 'empty' };
      const choices = entries.map((candidate) => choiceOf(candidate, candidate === entry));
      switch (entry.kind) {
        case 'run': {
          const stored = store.run(entry.stored.id);
          return stored ? { type: 'run', shown: withoutPredictions(stored), choices } : { type: 'empty' };
        }
        case 'leak':
          return { type: 'leak', shown: shownLeaks(entry.studies), choices };
        case 'external':
          return { type: 'external', shown: shownTests(entry.studies, key?.id), choices };
        case 'curve':
          return { type: 'curve', shown: shownCurve(entry.studies[0]), choices };
        case 'robustness':
          return { type: 'robustness', shown: shownRobustness(entry.studies[0]), choices };
        case 'pairs':
          return { type: 'pairs', shown: shownPairs(entry.studies[0]), choices };
        case 'importance':
          return { type: 'importance', shown: shownImportance(entry.studies[0]), choices };
      }
    },
  };
}

const choiceOf = (entry: ResultEntry, isShown: boolean): ResultChoice => ({ kind: entry.kind, id: idsOf(entry)[0], title: titleOf(entry), isShown });

const rowInWords = (row: RunRow): RunRow => ({ ...row, modelName: inEditorLanguage(row.modelName) });

const changeInWords = ({ first, second, outcome }: ShownChange): ShownChange => ({
  first: rowInWords(first),
  second: rowInWords(second),
  outcome: 'refused' in outcome ? { refused: inEditorLanguage(outcome.refused) } : outcome,
});

/** Runs in a table, and the names of all else. */
function allRuns(entries: readonly ResultEntry[]): ShownResult {
  const runs = entries.filter((entry) => entry.kind === 'run');
  return { type: 'runs', rows: runs.map(({ stored }) => rowInWords(runRow(stored))), choices: entries.filter(({ kind }) => kind !== 'run').map((entry) => choiceOf(entry, false)) };
}

function titleOf(entry: ResultEntry): string {
  if (entry.kind === 'run') {
    const { id, run } = entry.stored;
    return vscode.l10n.t('{0}: {1} on {2}, {3}, UAR {4}', id, learnerName(run.model), run.data.name, run.cv, run.uar.toFixed(3));
  }
  const at = new Date(entry.at).toLocaleString(vscode.env.language, { dateStyle: 'medium', timeStyle: 'short' });
  if (entry.kind === 'leak') {
    const learners = inOrder(entry.studies).map(({ record }) => learnerName(record.model));
    return vscode.l10n.t('Leak meter on {0}: {1} ({2})', entry.studies[0].data.name, learners.join(', '), at);
  }
  if (entry.kind !== 'external') return studyTitle(entry, at);
  const { model, tested } = entry.studies[0].record;
  const corpora = inOrder(entry.studies).map(({ data }) => data.name);
  return vscode.l10n.t('{0} on {1}, tested on {2} ({3})', learnerName(model), tested.trainedOn.corpus, corpora.join(', '), at);
}

/** In the order in which they were measured. */
const inOrder = <S extends { readonly id: number }>(studies: readonly S[]): S[] => studies.toSorted((a, b) => a.id - b.id);

function withoutPredictions({ id, endedAt, run }: StoredRun): ShownRun {
  const { predictions, skippedFolds, ...shown } = run;
  const skipped = skippedFolds?.map(({ name, reason }) => ({ name: inEditorLanguage(name), reason: inEditorLanguage(reason) }));
  return { id, modelName: learnerName(run.model), endedAt, run: { ...shown, ...(skipped && { skippedFolds: skipped }) }, speakers: speakerFigures(run), nUnknownSpeaker: predictions.filter(({ speaker }) => speaker === '').length };
}

function shownLeaks(studies: AtLeastOne<StoredStudy<'leak'>>): ShownLeaks {
  const [{ id, data, record }] = studies;
  const { seed, normalize } = record;
  const learners = inOrder(studies).map(({ madeAt, record: { model, rows, gaps } }) => ({ modelName: learnerName(model), madeAt, rows, gaps }));
  return { id, data, seed, ...(normalize && { normalize }), learners };
}

function shownTests(studies: AtLeastOne<StoredStudy<'external'>>, asked: number | undefined): ShownTests {
  const [newest] = studies;
  const { id, record } = studies.find((study) => study.id === asked) ?? newest;
  return { id, modelName: learnerName(record.model), tests: inOrder(studies).map(shownTest) };
}

/** The single predictions stay behind, as those of a run. */
function shownTest({ id, madeAt, data, record: { predictions, ...study } }: StoredStudy<'external'>): ShownTests['tests'][number] {
  return { id, madeAt, data, study, hasClips: predictions !== undefined };
}
