import { resolve } from 'node:path';
import type { EvaluationRun } from '../core/evaluation/evaluationRun.ts';
import type { CurveUnit } from '../core/evaluation/studies/learningCurve.ts';
import type { ReportedRun } from '../core/report/reportedRun.ts';
import type { StoredRun } from '../protocol/resultsView.ts';
import type { Store } from './store/store.ts';
import type { StoredStudy, StudyKind } from './store/study.ts';

/** Studies of a learner by the data that it learns from; the others are of a trained model. */
type LearnerStudy = Exclude<StudyKind, 'external' | 'importance'>;

/** A stored run with the latest of each kind of study of the same learner on the same data, features and normalisation. */
export function reportedRun(store: Pick<Store, 'studies'>, { id, endedAt, run }: StoredRun): ReportedRun {
  const latest = <K extends LearnerStudy>(kind: K, isWanted: (record: StoredStudy<K>['record']) => boolean = () => true): StoredStudy<K> | undefined =>
    store.studies(kind).find((study) => isOf(run, study) && isWanted(study.record));
  const curve = (unit: CurveUnit) => latest('curve', ({ by }) => by === unit);
  return { id, endedAt, run, leak: latest('leak'), robustness: latest('robustness'), pairs: latest('pairs'), external: latestTests(store, run), curves: { clips: curve('clips'), speakers: curve('speakers') } };
}

function isOf({ model, normalize, data }: EvaluationRun, study: StoredStudy<LearnerStudy>): boolean {
  const sameData = resolve(study.data.root) === resolve(data.root) && study.data.featureSet === data.featureSet;
  // A table of features and records of earlier versions tell no rate.
  const sameRate = !study.data.recipe || !data.recipe || study.data.recipe.rate === data.recipe.rate;
  return sameData && sameRate && study.record.model === model && study.record.normalize === normalize;
}

/** The latest test on each corpus of a model that was trained as the run was, on all of its data. */
function latestTests(store: Pick<Store, 'studies'>, run: EvaluationRun): StoredStudy<'external'>[] {
  const tests = store.studies('external').filter((study) => isTestOf(run, study));
  return tests.filter(({ data }, i) => tests.findIndex((other) => resolve(other.data.root) === resolve(data.root)) === i);
}

/** A model does not know where its data lie, so they are known by their name, the number of their clips and their classes. */
function isTestOf({ model, normalize, data, nClips, classes, augment, balance, select }: EvaluationRun, { data: { featureSet, recipe }, record }: StoredStudy<'external'>): boolean {
  const { tested } = record;
  const sameData = tested.trainedOn.corpus === data.name && tested.trainedOn.nClips === nClips && tested.classes.join() === classes.join() && featureSet === data.featureSet;
  const sameRate = !recipe || !data.recipe || recipe.rate === data.recipe.rate;
  return sameData && sameRate && record.model === model && record.normalize === normalize && tested.augment?.join() === augment?.join() && tested.balance === balance && tested.select === select;
}
