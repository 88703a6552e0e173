import { canonicalEmotion } from '../../corpus/emotion.ts';
import { SerError } from '../../errors.ts';
import type { AnsweredShare } from '../../model/decision.ts';
import { answeredShare } from '../chooseDecision.ts';
import type { Interval } from '../metrics/clusterBootstrap.ts';
import { recorded } from '../crossValidate.ts';
import type { ExternalPrediction } from './externalStudy.ts';
import type { RobustnessCurve } from './robustness.ts';
import type { ClassFigures } from '../evaluationRun.ts';
import { figureIntervals } from '../metrics/figureIntervals.ts';
import { accuracy, classFigures, confusionMatrix, macroF1, uar } from '../metrics/metrics.ts';

/** The emotions that a model and a corpus have in common. */
export interface LabelMatch {
  /** The model's names of the shared emotions, in its order. */
  readonly classes: readonly string[];
  /** The model's class for each label of the corpus that has one. */
  readonly labelMap: Readonly<Record<string, string>>;
  /** Labels of the corpus for which the model has no class. */
  readonly unmatched: readonly string[];
}

/** How a model does on a corpus that it was not trained on; figures are over the clips of shared emotions. */
export interface ExternalFigures {
  readonly nClips: number;
  readonly accuracy: number;
  readonly uar: number;
  readonly uarInterval: Interval | null;
  readonly macroF1: number;
  readonly perClass: Readonly<Record<string, ClassFigures>>;
  /** Rows true, columns predicted, in the order of the shared classes. */
  readonly confusionMatrix: readonly (readonly number[])[];
  /** The share of the clips for which the model would rather have answered an emotion that the corpus does not have. */
  readonly outsideShare: number;
  /** Where the model has a threshold: what it answers of these clips when it classifies them, all its classes to choose from. */
  readonly answered?: AnsweredShare;
}

/** The figures after an adaptation to the corpus, or why it cannot be done. */
export type AdaptedFigures = ExternalFigures | { readonly refused: string };

/** How a model does on one corpus. */
export interface ExternalResult extends ExternalFigures, LabelMatch {
  readonly corpus: string;
  /** `speaker` when the model measures each voice against its own clips, `raw` when it takes features as they are. */
  readonly normalize: 'raw' | 'speaker';
  /** With features that were first brought to the training data's place and spread, the corpus together or each speaker. */
  readonly adapted: { readonly corpus: AdaptedFigures; readonly speaker: AdaptedFigures } | undefined;
  /** After degradations of the corpus, where these were asked for. */
  readonly robustness?: RobustnessCurve;
  /** By how much the recall of each class falls from the model's own cross-validation; absent where there was none. */
  readonly recallFall?: Readonly<Record<string, number>>;
}

/**
 * Matches the labels of a corpus with the classes of a model: the same word, else words for the same emotion.
 *
 * @throws SerError `too-few-classes` when fewer than two emotions are shared
 */
export function matchLabels(modelClasses: readonly string[], labels: readonly string[]): LabelMatch {
  const known = [...new Set(labels)].sort();
  const matches = known.map((label): [string, string | undefined] => {
    const emotion = canonicalEmotion(label);
    return [label, modelClasses.find((name) => name === label) ?? (emotion && modelClasses.find((name) => canonicalEmotion(name) === emotion))];
  });
  const labelMap = Object.fromEntries(matches.filter((match): match is [string, string] => match[1] !== undefined));
  const classes = modelClasses.filter((name) => Object.values(labelMap).includes(name));
  if (classes.length < 2) {
    throw new SerError('too-few-classes', `The model answers ${modelClasses.join(', ')} and the corpus has ${known.join(', ')}: they share ${classes.length === 0 ? 'no emotion' : `only "${classes[0]}"`}, and at least 2 are needed.`);
  }
  return { classes, labelMap, unmatched: matches.filter(([, name]) => name === undefined).map(([label]) => label) };
}

/** The clips of a foreign corpus, and what a model says of each. */
export interface ExternalAnswers {
  readonly files: readonly string[];
  readonly speakers: readonly string[];
  readonly emotions: readonly string[];
  readonly modelClasses: readonly string[];
  /** One row a clip, one column a class of the model. */
  readonly probabilities: Float64Array;
  /** The confidence below which the model does not answer. */
  readonly threshold?: number;
}

/**
 * Scores a model's answers on a foreign corpus. Only clips of shared emotions count, and the answer to each is the most probable
 * of the shared classes, since any other would be wrong by the choice of the corpus.
 *
 * @param seed of the bootstrap over speakers
 */
export function scoreExternal(answers: ExternalAnswers, match: LabelMatch, seed: number): ExternalFigures {
  const { files, speakers, emotions, modelClasses, probabilities, threshold } = answers;
  const { classes, labelMap } = match;
  const { rows, columns, shared, predicted, trueClasses } = judgeShared(answers, match);
  const K = classes.length;
  const sureness = new Float64Array(rows.length);
  const right = new Uint8Array(rows.length);
  let nOutside = 0;
  rows.forEach((row, i) => {
    const answer = probabilities.subarray(row * modelClasses.length, (row + 1) * modelClasses.length);
    sureness[i] = Math.max(...answer);
    right[i] = modelClasses[answer.indexOf(sureness[i])] === labelMap[emotions[row]] ? 1 : 0;
    if (answer.some((p) => p > answer[columns[predicted[i]]])) nOutside++;
  });
  const matrix = confusionMatrix(trueClasses, predicted, K);
  const figures = classFigures(matrix);
  const of = (values: readonly string[]): string[] => Array.from(rows, (row) => values[row]);
  const intervals = figureIntervals({ classes, nClasses: K, trueClasses, predicted, speakers: of(speakers), files: of(files), probabilities: shared, kind: 'scores' }, { seed });
  return {
    nClips: rows.length,
    accuracy: accuracy(matrix),
    uar: uar(figures),
    uarInterval: intervals?.uar ?? null,
    macroF1: macroF1(matrix, figures),
    perClass: Object.fromEntries(classes.map((name, k) => [name, figures[k]])),
    confusionMatrix: matrix,
    outsideShare: rows.length === 0 ? 0 : nOutside / rows.length,
    ...(threshold !== undefined && { answered: answeredShare(sureness, right, threshold) }),
  };
}

/** The answer to each clip of a shared emotion, as {@link scoreExternal} counts it, with the probabilities of the shared classes among themselves. */
export function externalPredictions(answers: ExternalAnswers, match: LabelMatch): ExternalPrediction[] {
  const { rows, shared, predicted, trueClasses } = judgeShared(answers, match);
  const K = match.classes.length;
  return Array.from(rows, (row, i) => ({ file: answers.files[row], speaker: answers.speakers[row], trueClass: trueClasses[i], predictedClass: predicted[i], probabilities: recorded(shared.subarray(i * K, (i + 1) * K)) }));
}

interface SharedAnswers {
  /** Those of shared emotions. */
  readonly rows: Int32Array;
  /** The model's class of each shared one. */
  readonly columns: readonly number[];
  /** rows × shared classes, each row summing to 1. */
  readonly shared: Float64Array;
  readonly predicted: Int32Array;
  readonly trueClasses: Int32Array;
}

function judgeShared({ emotions, modelClasses, probabilities }: ExternalAnswers, { classes, labelMap }: LabelMatch): SharedAnswers {
  const rows = Int32Array.from(emotions.keys()).filter((row) => Object.hasOwn(labelMap, emotions[row]));
  const columns = classes.map((name) => modelClasses.indexOf(name));
  const K = classes.length;
  const shared = new Float64Array(rows.length * K);
  const predicted = new Int32Array(rows.length);
  rows.forEach((row, i) => {
    const answer = probabilities.subarray(row * modelClasses.length, (row + 1) * modelClasses.length);
    const total = columns.reduce((sum, column) => sum + answer[column], 0);
    columns.forEach((column, k) => (shared[i * K + k] = total > 0 ? answer[column] / total : 1 / K));
    for (let k = 1; k < K; k++) if (answer[columns[k]] > answer[columns[predicted[i]]]) predicted[i] = k;
  });
  return { rows, columns, shared, predicted, trueClasses: Int32Array.from(rows, (row) => classes.indexOf(labelMap[emotions[row]])) };
}
