import type { Params } from '../learn/classifier.ts';
import { describePreparation } from '../learn/preparation/preparation.ts';
import type { EvaluationRun, SearchRecord } from './evaluationRun.ts';
import type { PerhapsInterval } from './metrics/figureIntervals.ts';
import { SPEAKER_NORMALISATION_ASSUMPTION } from '../learn/preparation/speakerNormaliser.ts';
import { parseProtocol, sharesSpeakers } from './protocols/protocol.ts';

const count = (n: number, noun: string): string => `${n} ${noun}${n === 1 ? '' : 's'}`;

/** Below this number of speakers an interval over them covers clearly less often than it says. */
const FEW_SPEAKERS = 10;

const share = (value: number): string => value.toFixed(3);

/** A run as plain text: headline, classification report, confusion matrix and folds, with what its reader must know. */
export function formatReport(run: EvaluationRun): string {
  const notes: string[] = [];
  if (run.data.synthetic) notes.push('Synthetic sample corpus: these figures say nothing about human speech.');
  if (sharesSpeakers(parseProtocol(run.cv))) notes.push('Speakers of the test side are also in the training side: expect less on a new voice (use --cv speaker:6).');
  if (run.nRepeated) notes.push(`${run.nRepeated === 1 ? '1 held-out clip is a copy' : `${run.nRepeated} held-out clips are copies`} of clips on the training side (all their features are equal), so the figures are optimistic: ser audit names copies.`);
  if (run.normalize) notes.push(SPEAKER_NORMALISATION_ASSUMPTION);
  if (run.augment) notes.push(`Learnt from degraded copies of the training clips as well: ${run.augment.join('; ')}.`);
  notes.push(...describePreparation(run));
  if (run.search) notes.push(`Each fold chose its parameters on its own training side: ${describeSearch(run.search)}.`);
  return [
    `${run.model} · ${run.data.featureSet} · ${run.cv}${run.normalize ? ' · normalised by speaker' : ''} · ${count(run.nClips, 'clip')} · ${count(run.nSpeakers, 'speaker')} · ${run.classes.length} emotions · seed ${run.seed}`,
    ...notes,
    '',
    `accuracy ${share(run.accuracy)}   UAR ${share(run.uar)}   macro F1 ${share(run.macroF1)}   (chance UAR ${share(1 / run.classes.length)})`,
    ...intervalLines(run),
    ...probabilityLines(run),
    '',
    ...classificationReport(run),
    '',
    'Confusion matrix (rows true, columns predicted)',
    ...confusionTable(run),
    '',
    ...foldTable(run),
    '',
    `fit ${(run.fitMs / 1000).toFixed(2)} s, predict ${(run.predictMs / 1000).toFixed(2)} s (sums over the folds)`,
  ].join('\n');
}

/** Who the intervals are over; with few speakers a bootstrap knows too little of how speakers vary. */
function intervalLines({ intervals }: EvaluationRun): string[] {
  if (!intervals) return [];
  const { level, nClusters, nUnknownSpeaker } = intervals;
  const nKnown = nClusters - nUnknownSpeaker;
  const over = [...(nKnown > 0 ? [count(nKnown, 'speaker')] : []), ...(nUnknownSpeaker > 0 ? [`${count(nUnknownSpeaker, 'clip')} of unknown speaker`] : [])].join(' and ');
  const doubt = nUnknownSpeaker > 0 ? ' (too narrow if an unknown voice speaks in several clips)' : nKnown < FEW_SPEAKERS ? ' (too narrow, since they are few)' : '';
  const figures = [`accuracy${ends(intervals.accuracy)}`, `UAR${ends(intervals.uar)}`, `macro F1${ends(intervals.macroF1)}`];
  return [`${Math.round(level * 100)} % intervals over ${over}${doubt}:`, `  ${figures.join('   ')}`];
}

/** What the probabilities are worth, or why nothing is said of them. */
function probabilityLines({ top2Accuracy, rocAuc, logLoss, brier, calibration, probabilities, intervals }: EvaluationRun): string[] {
  if (probabilities === undefined || top2Accuracy === undefined) return [];
  const ranking = [figure('top-2 accuracy', top2Accuracy, intervals?.top2Accuracy)];
  if (rocAuc && rocAuc.macro !== null) ranking.push(figure('ROC-AUC', rocAuc.macro, intervals?.rocAuc.macro));
  const lines = [`  ${ranking.join('   ')}`];
  if (probabilities === 'scores') return [...lines, 'No log-loss, Brier score and calibration error: this learner was fitted without probabilities, and its scores only rank the emotions (--param probability=true fits them).'];
  if (logLoss === undefined || brier === undefined || calibration === undefined) return lines;
  const figures = [figure('log-loss', logLoss, intervals?.logLoss), figure('Brier', brier, intervals?.brier), figure('calibration error', calibration.error, intervals?.calibration?.error)];
  return [...lines, `  ${figures.join('   ')}`, `  best temperature ${calibration.temperature.toFixed(2)} (log-loss ${share(calibration.logLossAtTemperature)}, fitted on these clips)`];
}

const figure = (name: string, value: number, interval: PerhapsInterval | undefined): string => `${name} ${share(value)}${ends(interval)}`;

const ends = (interval: PerhapsInterval | undefined): string => (interval ? ` [${share(interval[0])}, ${share(interval[1])}]` : '');

function classificationReport(run: EvaluationRun): string[] {
  const width = labelWidth([...run.classes, 'macro average']);
  const rows = run.classes.map((name) => {
    const { precision, recall, f1, support } = run.perClass[name];
    return [name, share(precision), share(recall), share(f1), String(support)];
  });
  const macro = (pick: 'precision' | 'recall' | 'f1'): string => share(run.classes.reduce((total, name) => total + run.perClass[name][pick], 0) / run.classes.length);
  rows.push(['macro average', macro('precision'), macro('recall'), macro('f1'), String(run.nClips)]);
  return [['', 'precision', 'recall', 'F1', 'support'], ...rows].map(([name, ...cells]) => name.padEnd(width) + cells.map((cell) => cell.padStart(11)).join(''));
}

function confusionTable(run: EvaluationRun): string[] {
  const width = labelWidth(run.classes);
  const column = Math.max(5, ...run.classes.map((name) => Math.min(name.length, 9) + 1));
  const header = ''.padEnd(width) + run.classes.map((name) => name.slice(0, 9).padStart(column)).join('');
  return [header, ...run.confusionMatrix.map((row, k) => run.classes[k].padEnd(width) + row.map((count) => String(count).padStart(column)).join(''))];
}

function foldTable(run: EvaluationRun): string[] {
  const { kind } = parseProtocol(run.cv);
  const isNamed = kind === 'sentence' || kind === 'corpus' || kind === 'published';
  const lines = run.folds.map(({ name, speakers, nTest, accuracy, uar, chosen }, f) => {
    const heard = speakers.length > 0 && speakers.length <= 8 ? `speaker${speakers.length === 1 ? '' : 's'} ${speakers.join(', ')}` : count(speakers.length, 'speaker');
    const who = isNamed && name !== undefined ? `${name}, ${heard}` : heard;
    const what = chosen ? `; chose ${formatParams(chosen.params)} (inner UAR ${share(chosen.innerUar)})` : '';
    return `fold ${f + 1}: accuracy ${share(accuracy)}  UAR ${share(uar)}  ${count(nTest, 'clip')}, ${who}${what}`;
  });
  return [...lines, ...(run.skippedFolds ?? []).map(({ name, reason }) => `skipped ${name}: ${reason}`)];
}

/** A search in words: "grid, 12 candidates of C, gamma, scored by UAR over inner folds speaker:5". */
export function describeSearch({ method, candidates, inner }: SearchRecord): string {
  const names = Object.keys(candidates[0]).join(', ');
  return `${method}, ${candidates.length} candidate${candidates.length === 1 ? '' : 's'} of ${names}, scored by UAR over inner folds ${inner}`;
}

/** Parameters in a line: "C 10, gamma scale". */
export const formatParams = (params: Params): string => Object.entries(params).map(([name, value]) => `${name} ${String(value)}`).join(', ');

const labelWidth = (names: readonly string[]): number => Math.max(...names.map((name) => name.length)) + 2;
