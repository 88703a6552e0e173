import { isAbsolute, relative, resolve, sep } from 'node:path';
import { hasAudioExtension } from '../core/audio/audioFormat.ts';
import type { HeldOutPrediction } from '../core/evaluation/evaluationRun.ts';
import type { ExternalPrediction } from '../core/evaluation/studies/externalStudy.ts';
import type { StoredRun } from '../protocol/resultsView.ts';
import type { ListedClip, MatrixCell, ResultOfClips } from '../protocol/runClips.ts';
import type { StoredStudy } from './store/study.ts';

/** A stored result with what it says of its single clips. */
export interface JudgedClips extends ResultOfClips {
  /** The folder that it was made on. */
  readonly root: string;
  readonly classes: readonly string[];
  readonly predictions: readonly (ExternalPrediction & Partial<Pick<HeldOutPrediction, 'fold'>>)[];
  /** What the predictions' probabilities are. */
  readonly sureness: 'probability' | 'score';
}

export const clipsOfRun = ({ id, run }: StoredRun): JudgedClips => ({ kind: 'run', id, root: run.data.root, classes: run.classes, predictions: run.predictions, sureness: run.probabilities === 'scores' ? 'score' : 'probability' });

/** Undefined for a test of an earlier version, which kept none. */
export const clipsOfTest = ({ id, data, record: { result, predictions } }: StoredStudy<'external'>): JudgedClips | undefined => predictions && { kind: 'external', id, root: data.root, classes: result.classes, predictions, sureness: 'probability' };

/** The clips of one cell of a confusion matrix, those that the learner was surest of first. */
export function clipsOfCell(judged: JudgedClips, { labelled, predicted }: MatrixCell): ListedClip[] {
  return judged.predictions
    .flatMap((prediction, place) => (prediction.trueClass === labelled && prediction.predictedClass === predicted ? [listedClip(judged, prediction, place)] : []))
    .sort((a, b) => (b.sureness?.value ?? 0) - (a.sureness?.value ?? 0) || a.place - b.place);
}

/** A prediction as a list shows it. */
export function listedClip({ kind, id, root, classes, sureness }: JudgedClips, { file, speaker, fold, trueClass, predictedClass, probabilities }: JudgedClips['predictions'][number], place: number): ListedClip {
  const value = probabilities?.[predictedClass];
  return {
    kind,
    id,
    place,
    file: pathWithin(root, file)?.split(sep).join('/') ?? file,
    speaker,
    ...(fold !== undefined && { fold: fold + 1 }),
    labelled: classes[trueClass] ?? '',
    predicted: classes[predictedClass] ?? '',
    ...(value !== undefined && { sureness: { kind: sureness, value } }),
  };
}

/** The file of a prediction: undefined unless the result has it and it is a recording below the folder that the result was made on. */
export function pathOfClip({ root, predictions }: Pick<JudgedClips, 'root' | 'predictions'>, place: number): string | undefined {
  const file = predictions[place]?.file;
  return file === undefined || !hasAudioExtension(file) || pathWithin(root, file) === undefined ? undefined : resolve(root, file);
}

/** A path from `root` to a file below it, undefined for any other. */
function pathWithin(root: string, file: string): string | undefined {
  const within = relative(resolve(root), resolve(root, file));
  return within === '' || within === '..' || within.startsWith(`..${sep}`) || isAbsolute(within) ? undefined : within;
}
