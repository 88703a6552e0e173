import type { EvaluationRun } from './evaluationRun.ts';
import { SPEAKER_NORMALISATION_ASSUMPTION } from '../learn/speakerNormaliser.ts';
import { parseProtocol, sharesSpeakers } from './protocol.ts';

const share = (value: number): string => value.toFixed(3);

/** A run as plain text: headline, classification report, confusion matrix and folds, with what its reader must know. */
export function formatReport(run: EvaluationRun): string {
  const notes: string[] = [];
  if (run.data.synthetic) notes.push('Synthetic sample corpus: these figures say nothing about human speech.');
  if (sharesSpeakers(parseProtocol(run.cv))) notes.push('Speakers of the test side are also in the training side: expect less on a new voice (use --cv speaker:6).');
  if (run.normalize) notes.push(SPEAKER_NORMALISATION_ASSUMPTION);
  return [
    `${run.model} · ${run.data.featureSet} · ${run.cv}${run.normalize ? ' · normalised by speaker' : ''} · ${run.nClips} clips · ${run.nSpeakers} speakers · ${run.classes.length} emotions · seed ${run.seed}`,
    ...notes,
    '',
    `accuracy ${share(run.accuracy)}   UAR ${share(run.uar)}   macro F1 ${share(run.macroF1)}   (chance UAR ${share(1 / run.classes.length)})`,
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
  return run.folds.map(({ speakers, nTest, accuracy, uar }, f) => {
    const who = speakers.length > 0 && speakers.length <= 8 ? `speakers ${speakers.join(', ')}` : `${speakers.length} speakers`;
    return `fold ${f + 1}: accuracy ${share(accuracy)}  UAR ${share(uar)}  ${nTest} clips, ${who}`;
  });
}

const labelWidth = (names: readonly string[]): number => Math.max(...names.map((name) => name.length)) + 2;
