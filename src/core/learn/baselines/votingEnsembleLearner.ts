import type { Learner } from '../classifier.ts';
import { createModelReader, maxClasses, maxFeatures } from '../modelReader.ts';
import type { Pipeline } from '../pipeline.ts';
import { parseScaler } from '../preparation/scaler.ts';

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

/** Makes what is known of {@link createVotingEnsemble} without fitting. */
export function createVotingLearner(learners: readonly Learner[], defaults: VotingEnsembleParams): Learner<VotingEnsembleParams, VotingEnsembleModel> {
  return {
    id: 'ensemble',
    name: 'Soft-voting ensemble',
    scaling: 'none',
    defaults,
    parameters: { members: { kind: 'selection', choices: learners.map(({ id }) => id), fewest: 2 } },

    parseModel(value) {
      const reader = createModelReader(value, 'ensemble');
      const nClasses = reader.count('nClasses', 2, maxClasses);
      const nFeatures = reader.count('nFeatures', 1, maxFeatures);
      const members = reader.list('members', 2, learners.length).map((member): EnsembleMember => {
        const learner = learners.find(({ id }) => id === member['id']);
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
