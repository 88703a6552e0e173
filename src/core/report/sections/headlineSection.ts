import type { EvaluationRun } from '../../evaluation/evaluationRun.ts';
import { rowShares } from '../../evaluation/metrics/metrics.ts';
import { parseProtocol, sharesSpeakers } from '../../evaluation/protocols/protocol.ts';
import { SPEAKER_NORMALISATION_ASSUMPTION } from '../../learn/preparation/speakerNormaliser.ts';
import { count, intervalText, percentText, shareText } from '../figureText.ts';
import { namedColumns, text, type ReportBlock, type ReportSection } from '../reportBlocks.ts';

/** Below this number of speakers an interval over them covers clearly less often than it says. */
const FEW_SPEAKERS = 10;

/** The figures by which runs are compared, each with its interval, and what a reader must know before them. */
export function headlineSection(run: EvaluationRun): ReportSection {
  const { intervals, accuracy, uar, macroF1, top2Accuracy, rocAuc, logLoss, brier, calibration } = run;
  const rows = [
    ['accuracy', shareText(accuracy), intervalText(intervals?.accuracy)],
    ['UAR (mean recall of the classes)', shareText(uar), intervalText(intervals?.uar)],
    ['macro F1', shareText(macroF1), intervalText(intervals?.macroF1)],
    ...(top2Accuracy === undefined ? [] : [['top-2 accuracy', shareText(top2Accuracy), intervalText(intervals?.top2Accuracy)]]),
    ...(rocAuc && rocAuc.macro !== null ? [['ROC-AUC, one class against the rest', shareText(rocAuc.macro), intervalText(intervals?.rocAuc.macro)]] : []),
    ...(logLoss === undefined ? [] : [['log-loss', shareText(logLoss), intervalText(intervals?.logLoss)]]),
    ...(brier === undefined ? [] : [['Brier score', shareText(brier), intervalText(intervals?.brier)]]),
    ...(calibration === undefined ? [] : [['expected calibration error', shareText(calibration.error), intervalText(intervals?.calibration?.error)]]),
    ['UAR of chance', shareText(1 / run.classes.length), '–'],
  ];
  const caption = `Figures over ${count(run.nClips, 'held-out clip')} of ${run.classes.length} emotions${intervals ? `, with ${percentText(intervals.level)} intervals over speakers` : ''}.`;
  return {
    heading: 'Figures',
    blocks: [...warnings(run), { kind: 'table', table: { caption, columns: namedColumns('figure', 'value', intervals ? `${percentText(intervals.level)} interval` : 'interval'), rows, label: 'figures' } }, ...intervalWords(run), text(inWords(run))],
  };
}

/** What would make the figures look better than they are, or say less than they seem to. */
export function warnings(run: EvaluationRun): ReportBlock[] {
  const found: string[] = [];
  if (run.data.synthetic) found.push('The data are synthetic speech, made by rules: these figures say nothing about human speech.');
  if (sharesSpeakers(parseProtocol(run.cv))) found.push('Speakers of the test side are also in the training side, so the figures are optimistic: expect less on a new voice (--cv speaker:6 measures it).');
  if (run.nRepeated) found.push(`${run.nRepeated === 1 ? '1 held-out clip is a copy' : `${run.nRepeated} held-out clips are copies`} of clips on the training side (all their features are equal), so the figures are optimistic.`);
  if (run.normalize) found.push(SPEAKER_NORMALISATION_ASSUMPTION);
  if (run.skippedFolds) found.push(`${count(run.skippedFolds.length, 'fold')} could not be carried out: the figures are of the other clips alone. The reasons are under “Protocol”.`);
  return found.map((value) => ({ kind: 'warning', text: value }));
}

function intervalWords({ intervals }: EvaluationRun): ReportBlock[] {
  if (!intervals) return [text('There are no intervals: they are drawn over speakers, and this needs two of them and a record of this version.')];
  const { nClusters, nUnknownSpeaker, nDraws, seed } = intervals;
  const nKnown = nClusters - nUnknownSpeaker;
  const over = [...(nKnown > 0 ? [count(nKnown, 'speaker')] : []), ...(nUnknownSpeaker > 0 ? [`${count(nUnknownSpeaker, 'clip')} of unknown speaker`] : [])].join(' and ');
  const doubt = nUnknownSpeaker > 0 ? ' They are too narrow if an unknown voice speaks in several clips.' : nKnown < FEW_SPEAKERS ? ' They are too narrow, since the speakers are few.' : '';
  return [text(`Intervals are percentiles of ${nDraws} draws of ${over} with replacement (seed ${seed}); they hold what other speakers to test on would change, not what other speakers to train on would.${doubt}`)];
}

function inWords({ classes, perClass, confusionMatrix }: EvaluationRun): string {
  const ranked = classes.filter((name) => perClass[name].support > 0).sort((a, b) => perClass[b].recall - perClass[a].recall);
  const [best, worst] = [ranked[0], ranked[ranked.length - 1]];
  const spread = `Best recognised is ${best} (recall ${percentText(perClass[best].recall)}), least ${worst} (${percentText(perClass[worst].recall)}).`;
  const shares = rowShares(confusionMatrix);
  let found = { share: 0, sentence: 'No clip was confused.' };
  confusionMatrix.forEach((row, i) =>
    row.forEach((n, j) => {
      if (i === j || shares[i][j] <= found.share) return;
      found = { share: shares[i][j], sentence: `The largest confusion is ${classes[i]} taken for ${classes[j]}: ${n} of ${row.reduce((sum, value) => sum + value, 0)} clips (${percentText(shares[i][j])}).` };
    }),
  );
  return perClass[best].recall > perClass[worst].recall ? `${spread} ${found.sentence}` : found.sentence;
}
