import type { ClipRemark } from '../core/audio/clipSound.ts';
import { predictedClasses } from '../core/learn/classifier.ts';
import { modelName } from '../core/model/modelName.ts';
import type { Prediction } from './store/store.ts';
import type { ModelFile } from './trainModel.ts';

/** A model's opinion of a sound. */
export type Estimate = Omit<Prediction, 'path'>;

/**
 * What a model's probabilities of one row say.
 *
 * @param probabilities one a class of the model
 * @param remark why the estimate means little, where it does
 */
export function toEstimate(model: ModelFile, probabilities: Float64Array, remark: ClipRemark | undefined): Estimate {
  const { classes, decision } = model.description;
  const likeliest = predictedClasses(probabilities, classes.length)[0] ?? 0;
  const threshold = decision?.threshold;
  return {
    emotion: classes[likeliest] ?? '',
    probabilities: Object.fromEntries(classes.map((name, k) => [name, probabilities[k] ?? 0])),
    model: modelName(model),
    ...(threshold !== undefined && { uncertain: !((probabilities[likeliest] ?? 0) >= threshold) }),
    ...(remark && { remark }),
  };
}
