import type { Classifier, FitProgress, TrainingData } from '../classifier.ts';
import type { LearnerKernels } from '../learnerKernels.ts';
import type { Matrix } from '../matrix.ts';
import { checkParams } from '../parameters.ts';
import { fitPipeline, predictPipeline, type Pipeline } from '../pipeline.ts';
import { checkFeatures, checkTrainingData } from '../trainingData.ts';
import { createVotingLearner, type EnsembleMember, type VotingEnsembleModel, type VotingEnsembleParams } from './votingEnsembleLearner.ts';

/**
 * Makes the soft-voting ensemble of some learners: each member is fitted with its own defaults (an SVM with probabilities)
 * and its own scaler, and the probabilities are the mean of the members'.
 *
 * @param learners who may be a member; an ensemble cannot, so a model's depth is bounded
 * @see scikit-learn, `VotingClassifier(voting='soft')`
 */
export function createVotingEnsemble(learners: readonly Classifier[], defaults: VotingEnsembleParams): Classifier<VotingEnsembleParams, VotingEnsembleModel> {
  const learner = createVotingLearner(learners, defaults);
  const find = (id: unknown): Classifier | undefined => learners.find((learner) => learner.id === id);
  return {
    ...learner,

    *fit(data, givenParams, seed, kernels) {
      const { members } = checkParams('ensemble', learner.parameters, defaults, givenParams);
      checkTrainingData(data);
      const chosen = members.split('+').flatMap((id) => find(id) ?? []);
      const fitted: EnsembleMember[] = [];
      for (const [done, learner] of chosen.entries()) {
        const pipeline = yield* reporting(fitMember(learner, data, seed, kernels), { done, total: chosen.length, unit: 'step' });
        fitted.push({ id: learner.id, ...pipeline });
        yield { done: done + 1, total: chosen.length, unit: 'step' };
      }
      return { kind: 'ensemble', nClasses: data.nClasses, nFeatures: data.X.nColumns, members: fitted };
    },

    predictProba({ members, nFeatures, nClasses }, X: Matrix) {
      checkFeatures(X, nFeatures);
      const mean = new Float64Array(X.nRows * nClasses);
      for (const { id, ...pipeline } of members) {
        const learner = find(id);
        if (!learner) continue;
        const probabilities = predictPipeline(learner, pipeline, X);
        for (let i = 0; i < mean.length; i++) mean[i] += probabilities[i] / members.length;
      }
      return mean;
    },
  };
}

function fitMember(learner: Classifier, data: TrainingData, seed: number, kernels: LearnerKernels | undefined): Generator<FitProgress, Pipeline> {
  const params = 'probability' in learner.defaults ? { ...learner.defaults, probability: true } : learner.defaults;
  return fitPipeline(learner, data, params, seed, kernels);
}

function* reporting<T>(steps: Generator<FitProgress, T>, report: FitProgress): Generator<FitProgress, T> {
  let step = steps.next();
  for (; !step.done; step = steps.next()) yield report;
  return step.value;
}
