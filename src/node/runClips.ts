import { isAbsolute, relative, resolve, sep } from 'node:path';
import { hasAudioExtension } from '../core/audio/audioFormat.ts';
import type { EvaluationRun, HeldOutPrediction } from '../core/evaluation/evaluationRun.ts';
import type { StoredRun } from '../protocol/resultsView.ts';
import type { ListedClip, MatrixCell } from '../protocol/runClips.ts';

/** The held-out clips of one cell of a run's confusion matrix, those that the learner was surest of first. */
export function clipsOfCell(stored: StoredRun, { labelled, predicted }: MatrixCell): ListedClip[] {
  return stored.run.predictions
    .flatMap((prediction, place) => (prediction.trueClass === labelled && prediction.predictedClass === predicted ? [listedClip(stored, prediction, place)] : []))
    .sort((a, b) => (b.sureness?.value ?? 0) - (a.sureness?.value ?? 0) || a.place - b.place);
}

/** A prediction of a run as a list shows it. */
export function listedClip({ id, run }: StoredRun, { file, speaker, fold, trueClass, predictedClass, probabilities }: HeldOutPrediction, place: number): ListedClip {
  const value = probabilities?.[predictedClass];
  return {
    run: id,
    place,
    file: pathWithin(run.data.root, file)?.split(sep).join('/') ?? file,
    speaker,
    fold: fold + 1,
    labelled: run.classes[trueClass] ?? '',
    predicted: run.classes[predictedClass] ?? '',
    ...(value !== undefined && { sureness: { kind: run.probabilities === 'scores' ? 'score' : 'probability', value } }),
  };
}

/** The file of a prediction: undefined unless the run has it and it is a recording below the folder that the run was made on. */
export function pathOfClip({ data, predictions }: Pick<EvaluationRun, 'data' | 'predictions'>, place: number): string | undefined {
  const file = predictions[place]?.file;
  return file === undefined || !hasAudioExtension(file) || pathWithin(data.root, file) === undefined ? undefined : resolve(data.root, file);
}

/** A path from `root` to a file below it, undefined for any other. */
function pathWithin(root: string, file: string): string | undefined {
  const within = relative(resolve(root), resolve(root, file));
  return within === '' || within === '..' || within.startsWith(`..${sep}`) || isAbsolute(within) ? undefined : within;
}
