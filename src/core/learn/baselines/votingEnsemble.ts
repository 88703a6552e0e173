import type { Classifier, FitProgress, TrainingData } from '../classifier.ts';
import type { LearnerKernels } from '../learnerKernels.ts';
import type { Matrix } from '../matrix.ts';
import { createModelReader, maxClasses, maxFeatures } from '../modelReader.ts';
import { checkParams, type ParameterRules } from '../parameters.ts';
import { fitPipeline, predictPipeline, type Pipeline } from '../pipeline.ts';
import { parseScaler } from '../preparation/scaler.ts';
import { checkFeatures, checkTrainingData } from '../trainingData.ts';

export type VotingEnsembleParams = {
  /** The ids of the members, joined by "+". */
  readonly members: string;
};

/** A learner of the ensemble, fitted with its own scaler. */
export interface EnsembleMember extends Pipeline {
  readonly id: string;
}

export interface VotingEnsembleModel {
  readonly kind: 'ensemble';
  readonly nClasses: number;
  readonly nFeatures: number;
  readonly members: readonly EnsembleMember[];
}

/**
 * Makes the soft-voting ensemble of some learners: each member is fitted with its own defaults (an SVM with probabilities)
 * and its own scaler, and the probabilities are the mean of the members'.
 *
 * @param learners who may be a member; an ensemble cannot, so a model's depth is bounded
 * @see scikit-learn, `VotingClassifier(voting='soft')`
 */
export function createVotingEnsemble(learners: readonly Classifier[], defaults: VotingEnsembleParams): Classifier<VotingEnsembleParams, VotingEnsembleModel> & { readonly parameters: ParameterRules<VotingEnsembleParams> } {
  const parameters: ParameterRules<VotingEnsembleParams> = { members: { kind: 'selection', choices: learners.map(({ id }) => id), fewest: 2 } };
  const find = (id: unknown): Classifier | undefined => learners.find((learner) => learner.id === id);
  return {
    id: 'ensemble',
    name: 'Soft-voting ensemble',
    scaling: 'none',
    defaults,
    parameters,

    *fit(data, givenParams, seed, kernels) {
      const { members } = checkParams('ensemble', parameters, defaults, givenParams);
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

    parseModel(value) {
      const reader = createModelReader(value, 'ensemble');
      const nClasses = reader.count('nClasses', 2, maxClasses);
      const nFeatures = reader.count('nFeatures', 1, maxFeatures);
      const members = reader.list('members', 2, learners.length).map((member): EnsembleMember => {
        const learner = find(member['id']);
        if (!learner) return reader.fail(`its members must be of the learners ${learners.map(({ id }) => id).join(', ')}`);
        const scaler = learner.scaling === 'standard' ? parseScaler(member['scaler']) : undefined;
        const model = learner.parseModel(member['model']);
        const { nClasses: ownClasses, nFeatures: width } = model as { nClasses?: unknown; nFeatures?: unknown };
        if (ownClasses !== nClasses || width !== nFeatures || (scaler && scaler.nFeatures !== width)) reader.fail(`its member ${learner.id} has another number of classes or features`);
        return { id: learner.id, scaler, model };
      });
      if (new Set(members.map(({ id }) => id)).size !== members.length) reader.fail('it has a member twice');
      return { kind: 'ensemble', nClasses, nFeatures, members };
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
