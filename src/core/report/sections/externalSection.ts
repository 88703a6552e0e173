import { describeDegradation } from '../../audio/degrade/degradation.ts';
import type { ExternalStudy } from '../../evaluation/studies/externalStudy.ts';
import type { AdaptedFigures } from '../../evaluation/studies/externalTest.ts';
import { percentText, shareText, timeText, withInterval } from '../figureText.ts';
import { robustnessCurves } from '../pictures/robustnessCurves.ts';
import { shareRows } from '../pictures/shareRows.ts';
import { namedColumns, text, type ReportBlock, type ReportTable } from '../reportBlocks.ts';
import { partId, type Dated, type ReportedRun, type SectionOrReason } from '../reportedRun.ts';

/** How models of the run's learner and data do on corpora that they were not trained on. */
export function externalSection(reported: ReportedRun): SectionOrReason {
  const { run, external = [] } = reported;
  if (external.length === 0) return { missing: 'Other corpora: no test of a model of this learner on these data is stored; ser train makes a model, and ser test MODEL DIR tests it on another corpus.' };
  const id = partId(reported);
  const newest = external[0].madeAt;
  return {
    heading: 'Other corpora',
    blocks: [
      text(`Models that were trained on all of ${run.data.name}, tested on corpora of which they know nothing (last ${timeText(newest)}). Only clips of shared emotions count, and the answer is the likeliest of these.`),
      overviewBlock(reported, external, id),
      ...(external.some(({ record }) => record.result.adapted) ? [adaptedBlock(external)] : []),
      recallBlock(reported, external),
      ...external.flatMap((test, i) => robustnessBlocks(test, `${id}-external-${i + 1}`)),
      ...otherParams(reported, external),
    ],
  };
}

/** What to know where a model was trained with other parameters than the run; a search chooses them for each. */
function otherParams({ run }: ReportedRun, external: readonly Dated<ExternalStudy>[]): ReportBlock[] {
  if (run.search) return [];
  // A model has probabilities where a cross-validation needs none.
  const names = Object.keys(run.params).filter((name) => name !== 'probability' && external.some(({ record: { tested } }) => tested.params && name in tested.params && tested.params[name] !== run.params[name]));
  return names.length === 0 ? [] : [{ kind: 'warning', text: `This was measured of models with another ${names.join(', ')} than the run has.` }];
}

function overviewBlock({ run }: ReportedRun, external: readonly Dated<ExternalStudy>[], id: string): ReportBlock {
  const own = { name: `${run.data.name}, held-out clips`, value: run.uar, interval: run.intervals?.uar ?? null, chance: 1 / run.classes.length };
  const bars = [own, ...external.map(({ record: { result } }) => ({ name: result.corpus, value: result.uar, interval: result.uarInterval, chance: 1 / result.classes.length }))];
  const table: ReportTable = {
    caption: 'The model on other corpora, over the emotions that both have, with 95 % intervals over speakers; rather elsewhere: clips for which it would rather have answered an emotion that the corpus lacks.',
    columns: namedColumns('corpus', 'UAR', 'chance', 'accuracy', 'macro F1', 'clips', 'speakers', 'emotions', 'without class', 'rather elsewhere'),
    rows: external.map(({ record: { result, nSpeakers, nUnmatched } }) => [
      result.corpus, withInterval(result.uar, result.uarInterval), shareText(1 / result.classes.length), shareText(result.accuracy), shareText(result.macroF1), String(result.nClips), nSpeakers === 0 ? 'unknown' : String(nSpeakers), String(result.classes.length), String(nUnmatched), percentText(result.outsideShare),
    ]),
    label: 'external',
  };
  const description = `${bars.map(({ name, value }) => `${name}: ${shareText(value)}`).join('; ')}. Dashed: chance.`;
  return { kind: 'picture', picture: shareRows({ id: `${id}-external`, title: 'UAR on other corpora', description }, bars), legend: 'UAR. Lines: 95 % intervals over speakers. Dashed: chance, which depends on how many emotions are shared.', table };
}

const adaptedText = (figures: AdaptedFigures | undefined): string => (!figures || 'refused' in figures ? '–' : withInterval(figures.uar, figures.uarInterval));

function adaptedBlock(external: readonly Dated<ExternalStudy>[]): ReportBlock {
  return {
    kind: 'table',
    table: {
      caption: 'UAR with features that were first brought to the place and spread of the training data, without labels; – where that is not possible.',
      columns: namedColumns('corpus', 'as they are', 'corpus together', 'each speaker'),
      rows: external.map(({ record: { result } }) => [result.corpus, withInterval(result.uar, result.uarInterval), adaptedText(result.adapted?.corpus), adaptedText(result.adapted?.speaker)]),
      label: 'adapted',
    },
  };
}

function recallBlock({ run }: ReportedRun, external: readonly Dated<ExternalStudy>[]): ReportBlock {
  const recall = ({ result }: ExternalStudy, name: string): string => {
    const figures = result.perClass[name] as ExternalStudy['result']['perClass'][string] | undefined;
    return figures && figures.support > 0 ? shareText(figures.recall) : '–';
  };
  return {
    kind: 'table',
    table: {
      caption: 'Recall of each class: on held-out clips of the training data, and on other corpora.',
      columns: namedColumns('class', run.data.name, ...external.map(({ record }) => record.result.corpus)),
      rows: run.classes.map((name) => [name, shareText(run.perClass[name].recall), ...external.map(({ record }) => recall(record, name))]),
      label: 'external-recall',
    },
  };
}

function robustnessBlocks({ record: { result } }: Dated<ExternalStudy>, id: string): ReportBlock[] {
  const { robustness, corpus, classes } = result;
  if (!robustness) return [];
  const { rows } = robustness;
  const name = (i: number): string => (rows[i].degradation ? describeDegradation(rows[i].degradation) : 'as recorded');
  const chance = shareText(1 / classes.length);
  const description = `${rows.map((row, i) => `${name(i)}: ${shareText(row.uar)}`).join('; ')}. Dashed: chance, ${chance}.`;
  const table: ReportTable = {
    caption: `UAR on ${corpus} after each degradation, with 95 % intervals over speakers; chance is ${chance}.`,
    columns: namedColumns('recordings', 'UAR'),
    rows: rows.map((row, i) => [name(i), withInterval(row.uar, row.uarInterval)]),
  };
  const picture = robustnessCurves({ id, title: `UAR on ${corpus} against the level of each degradation`, description }, { curves: [robustness], nClasses: classes.length });
  return [{ kind: 'picture', picture, legend: `Recordings of ${corpus} made worse; “none” is the clips as recorded. Lines and bands: 95 % intervals over speakers. Dashed: chance (${chance}).`, table }];
}
