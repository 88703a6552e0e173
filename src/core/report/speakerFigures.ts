import { compareIds } from '../evaluation/protocols/compareIds.ts';
import type { EvaluationRun } from '../evaluation/evaluationRun.ts';
import { accuracy, classFigures, uar } from '../evaluation/metrics/metrics.ts';

/** How well the clips of one speaker were told apart; the UAR is over the emotions of these clips. */
export interface SpeakerFigures {
  readonly speaker: string;
  readonly nClips: number;
  readonly nClasses: number;
  readonly accuracy: number;
  readonly uar: number;
}

/**
 * The figures of each known speaker, best UAR first. A clip that was held out several times counts each time; speakers of
 * corpora that were held out one by one carry the corpus in their names, since corpora number their speakers alike.
 */
export function speakerFigures({ cv, classes, folds, predictions }: EvaluationRun): SpeakerFigures[] {
  const matrices = new Map<string, number[][]>();
  for (const { speaker, fold, trueClass, predictedClass } of predictions) {
    if (speaker === '') continue;
    const name = cv === 'corpus' ? `${folds[fold].name ?? ''} ${speaker}` : speaker;
    const matrix = matrices.get(name) ?? classes.map(() => new Array<number>(classes.length).fill(0));
    matrices.set(name, matrix);
    matrix[trueClass][predictedClass]++;
  }
  return [...matrices]
    .map(([speaker, matrix]): SpeakerFigures => {
      const figures = classFigures(matrix);
      return { speaker, nClips: figures.reduce((sum, { support }) => sum + support, 0), nClasses: figures.filter(({ support }) => support > 0).length, accuracy: accuracy(matrix), uar: uar(figures) };
    })
    .sort((a, b) => b.uar - a.uar || compareIds(a.speaker, b.speaker));
}
