import { describeSearch, formatParams } from '../../evaluation/report.ts';
import type { EvaluationRun } from '../../evaluation/evaluationRun.ts';
import { describePreparation } from '../../learn/preparation/preparation.ts';
import { SPEAKER_NORMALISATION_ASSUMPTION } from '../../learn/preparation/speakerNormaliser.ts';
import { count, shareText, timeText } from '../figureText.ts';
import { protocolWords } from '../protocolWords.ts';
import { text, type ReportBlock, type ReportColumn, type ReportSection } from '../reportBlocks.ts';
import { repeatCommand } from '../repeatCommand.ts';
import { learnerName, type ReportedRun, type ReportMaker } from '../reportedRun.ts';

/** Everything that it takes to make the run anew. */
export function protocolSection({ id, endedAt, run }: ReportedRun, maker: ReportMaker): ReportSection {
  const { data, madeWith, search, skippedFolds = [] } = run;
  const skipped: ReportBlock[] = skippedFolds.length === 0 ? [text('No fold was skipped.')] : [text('Skipped folds:'), { kind: 'list', items: skippedFolds.map(({ name, reason }) => `${name}: ${reason}`) }];
  return {
    heading: 'Protocol',
    blocks: [
      {
        kind: 'facts',
        facts: [
          ['Run', `${id}, ended ${timeText(endedAt)}`],
          ['Data', `${data.name} (${data.root}), ${data.synthetic ? 'synthetic sample corpus' : corpusWords(data.corpus)}`],
          ['Clips', `${run.nClips} held out, ${count(run.nSpeakers, 'speaker')}; ${run.classes.length} emotions: ${run.classes.join(', ')}`],
          ...(data.nExcluded ? ([['Excluded', `${count(data.nExcluded, 'clip')} left out by hand in the editor; the command line below takes them in`]] as const) : []),
          ['Features', featureWords(run)],
          ['Normalisation', run.normalize ? SPEAKER_NORMALISATION_ASSUMPTION : 'none across clips beside the scaler of the learner, which is fitted on the training side of each fold'],
          ['Learner', `${learnerName(run.model)} (${run.model})`],
          ['Parameters', formatParams(run.params) || 'none'],
          ...(search ? ([['Search', `${describeSearch(search)}; what each fold chose on its own training side stands in the table`]] as const) : []),
          ['Augmentation', run.augment?.length ? `training clips also as copies: ${run.augment.join('; ')}` : 'none: learnt from the training clips as they are'],
          ['Class balance', balanceWords(run)],
          ['Column selection', run.select === undefined ? 'none: learnt from all columns' : describePreparation({ select: run.select }).join(' ')],
          ['Protocol', `${run.cv}. ${protocolWords(run.cv)}`],
          ['Seed', `${run.seed}: of the splits that are random, of the learner, of the search and of the intervals`],
          ['Time', `fit ${(run.fitMs / 1000).toFixed(2)} s, predict ${(run.predictMs / 1000).toFixed(2)} s (sums over the folds)`],
          ['Versions', `run made with ${madeWith ? `Speech Emotion Lab ${madeWith.version}, Node ${madeWith.node}` : 'versions that its record does not tell'}; report with Speech Emotion Lab ${maker.version}, Node ${maker.node}, ${timeText(maker.madeAt)}`],
        ],
      },
      text('The command line that makes the run anew, in the folder in which it was made:'),
      { kind: 'command', text: repeatCommand(run) },
      { kind: 'table', table: { caption: 'The folds: each was tested by a learner that was trained without its clips.', columns: foldColumns(run), rows: foldRows(run) } },
      ...skipped,
    ],
  };
}

function balanceWords({ balance, params }: EvaluationRun): string {
  if (balance) return describePreparation({ balance }).join(' ');
  return params['classWeight'] === 'balanced' ? 'by the weights of the learner, as its parameters say' : 'none: every training clip counts alike';
}

function corpusWords(corpus: string): string {
  if (corpus === 'csv') return 'a table of features';
  return corpus === 'mixed' ? 'clips of several corpora' : `corpus ${corpus}`;
}

function featureWords({ data: { featureSet, recipe } }: EvaluationRun): string {
  if (!recipe) return `set ${featureSet}; version and sample rate are not in the record`;
  return `set ${recipe.featureSet}, version ${recipe.version}, ${recipe.rate === 'native' ? 'at the sample rate of each clip' : `at ${recipe.rate} Hz`}`;
}

const foldColumns = ({ search }: EvaluationRun): ReportColumn[] => [
  { head: 'fold', align: 'left' },
  { head: 'holds out', align: 'left' },
  { head: 'speakers tested', align: 'left' },
  { head: 'training clips', align: 'right' },
  { head: 'test clips', align: 'right' },
  { head: 'accuracy', align: 'right' },
  { head: 'UAR', align: 'right' },
  ...(search ? [{ head: 'chose', align: 'left' } as const] : []),
];

function foldRows({ folds, search }: EvaluationRun): string[][] {
  return folds.map(({ name, speakers, nTrain, nTest, accuracy, uar, chosen }, f) => [
    String(f + 1),
    name ?? count(speakers.length, 'speaker'),
    speakers.join(', ') || 'unknown',
    String(nTrain),
    String(nTest),
    shareText(accuracy),
    shareText(uar),
    ...(search ? [chosen ? `${formatParams(chosen.params)} (inner UAR ${shareText(chosen.innerUar)})` : ''] : []),
  ]);
}
