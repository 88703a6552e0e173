import { SerError } from '../../errors.ts';
import type { EvaluationRun, HeldOutPrediction } from '../evaluationRun.ts';

/** What two runs say of a clip in a fold. */
export type PairedPrediction = readonly [first: HeldOutPrediction, second: HeldOutPrediction];

/**
 * The predictions of two runs of each clip in each fold, in the order of the first.
 *
 * @throws SerError `cv-invalid`, with how much they share, when the runs tell different emotions apart, or hold out different clips,
 *   clips of different labels, or the same clips in different folds
 */
export function pairPredictions(first: EvaluationRun, second: EvaluationRun): PairedPrediction[] {
  checkClasses(first.classes, second.classes);
  const [ofFirst, ofSecond] = [first, second].map(({ predictions }) => new Map(predictions.map((prediction) => [prediction.file, prediction])));
  const shared = [...ofFirst.keys()].filter((file) => ofSecond.has(file));
  if (shared.length !== ofFirst.size || shared.length !== ofSecond.size) {
    throw new SerError('cv-invalid', `The runs do not hold out the same clips: ${shared.length} of ${ofFirst.size} and ${ofSecond.size} are shared.`, { shared: shared.length });
  }
  const relabelled = shared.filter((file) => ofFirst.get(file)?.trueClass !== ofSecond.get(file)?.trueClass);
  if (relabelled.length > 0) throw new SerError('cv-invalid', `The runs do not have the same labels: those of ${relabelled.length} of ${shared.length} clips differ, first that of ${relabelled[0]}.`, { relabelled: relabelled.length });
  const keyOf = ({ fold, file }: HeldOutPrediction): string => `${fold}\0${file}`;
  const others = new Map(second.predictions.map((prediction) => [keyOf(prediction), prediction]));
  const pairs = first.predictions.flatMap((prediction): PairedPrediction[] => {
    const other = others.get(keyOf(prediction));
    return other ? [[prediction, other]] : [];
  });
  if (pairs.length !== first.predictions.length || pairs.length !== second.predictions.length) {
    throw new SerError('cv-invalid', `The runs do not hold out the same clips in the same folds: ${pairs.length} of ${first.predictions.length} and ${second.predictions.length} are shared, by ${first.cv} in ${first.folds.length} and ${second.cv} in ${second.folds.length} folds.`, { shared: pairs.length });
  }
  return pairs;
}

function checkClasses(first: readonly string[], second: readonly string[]): void {
  if (first.join('\0') === second.join('\0')) return;
  const shared = first.filter((name) => second.includes(name));
  throw new SerError('cv-invalid', `The runs tell different emotions apart, ${shared.length} of ${first.length} and ${second.length} the same: ${first.join(', ')} and ${second.join(', ')}.`, { shared: shared.length });
}
