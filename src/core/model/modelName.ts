import { learnerById } from '../learn/learners.ts';
import type { ModelDescription } from './emotionModel.ts';

/** A model's name for people: its title, else its learner and the data. */
export const modelName = ({ description: { title, classifier, trainedOn } }: { readonly description: Pick<ModelDescription, 'title' | 'classifier' | 'trainedOn'> }): string => title ?? `${learnerById(classifier).name} on ${trainedOn.corpus}`;
