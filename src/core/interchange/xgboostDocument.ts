import type { GradientBoostingModel } from '../learn/boosting/boostingModel.ts';
import { marginOfShare } from '../learn/boosting/boostingObjective.ts';
import type { ModelDescription } from '../model/emotionModel.ts';

/**
 * A value of an xgboost document. Typed arrays stand for lists of one type: UBJSON writes them packed, and JSON writes the
 * floats so that xgboost reads floats.
 */
export type XgboostValue = string | number | Float32Array | Int32Array | Uint8Array | BigInt64Array | readonly XgboostValue[] | { readonly [key: string]: XgboostValue };

/** The version of xgboost whose format is written. */
const VERSION = [3, 2, 0];
/** xgboost's mark of a root's parent. */
const NO_PARENT = 2147483647;
/** The attribute under which a document carries the description of our model; xgboost keeps it and does not read it. */
export const DESCRIPTION_ATTRIBUTE = 'speech_emotion_lab';

/**
 * A model as the document that xgboost's JSON and UBJSON files hold: objective multi:softprob, with one tree per class and
 * round and the starting margins in `base_score`, or binary:logistic, with one tree per round and the starting share of the
 * second class; the columns as feature names, and our description as an attribute.
 *
 * xgboost keeps the weight of an inner node before the learning rate; it is divided out where the description knows it.
 *
 * @see xgboost, doc/model.schema and `RegTree::SaveModel`; matched to xgboost 3.2.0
 */
export function createXgboostDocument(model: GradientBoostingModel, description: ModelDescription): XgboostValue {
  const { nClasses, nFeatures, treeStart, baseMargins } = model;
  const nTrees = treeStart.length - 1;
  const nOutputs = baseMargins.length;
  const isLogistic = model.objective === 'logistic';
  const eta = typeof description.params['eta'] === 'number' ? description.params['eta'] : 1;
  // The keys are in xgboost's order, that of their letters.
  return {
    learner: {
      attributes: { [DESCRIPTION_ATTRIBUTE]: JSON.stringify(description) },
      feature_names: description.columns,
      feature_types: [],
      gradient_booster: {
        model: {
          cats: { enc: [], feature_segments: new Int32Array(0), sorted_idx: new Int32Array(0) },
          gbtree_model_param: { num_parallel_tree: '1', num_trees: String(nTrees) },
          iteration_indptr: Array.from({ length: nTrees / nOutputs + 1 }, (_, round) => round * nOutputs),
          tree_info: Array.from({ length: nTrees }, (_, t) => t % nOutputs),
          trees: Array.from({ length: nTrees }, (_, t) => createTree(model, t, eta)),
        },
        name: 'gbtree',
      },
      learner_model_param: {
        base_score: `[${Array.from(baseMargins, (margin) => float32Text(isLogistic ? shareOfMargin(margin) : margin)).join(',')}]`,
        boost_from_average: '1',
        num_class: isLogistic ? '0' : String(nClasses),
        num_feature: String(nFeatures),
        num_target: '1',
      },
      objective: isLogistic ? { name: 'binary:logistic', reg_loss_param: { scale_pos_weight: '1' } } : { name: 'multi:softprob', softmax_multiclass_param: { num_class: String(nClasses) } },
    },
    version: VERSION,
  };
}

function createTree(model: GradientBoostingModel, t: number, eta: number): XgboostValue {
  const start = model.treeStart[t];
  const n = model.treeStart[t + 1] - start;
  const leftChildren = new Int32Array(n).fill(-1);
  const rightChildren = new Int32Array(n).fill(-1);
  const parents = new Int32Array(n).fill(NO_PARENT);
  const splitIndices = new Int32Array(n);
  const splitConditions = new Float32Array(n);
  const baseWeights = new Float32Array(n);
  for (let node = 0; node < n; node++) {
    const from = start + node;
    const isLeaf = model.feature[from] < 0;
    // A leaf has its value where the others have their threshold.
    splitConditions[node] = isLeaf ? model.value[from] : model.threshold[from];
    baseWeights[node] = isLeaf ? model.value[from] : model.value[from] / eta;
    if (isLeaf) continue;
    leftChildren[node] = model.left[from] - start;
    rightChildren[node] = model.right[from] - start;
    parents[leftChildren[node]] = node;
    parents[rightChildren[node]] = node;
    splitIndices[node] = model.feature[from];
  }
  return {
    base_weights: baseWeights,
    categories: new Int32Array(0),
    categories_nodes: new Int32Array(0),
    categories_segments: new BigInt64Array(0),
    categories_sizes: new BigInt64Array(0),
    default_left: Uint8Array.from(model.missingLeft.subarray(start, start + n)),
    id: t,
    left_children: leftChildren,
    loss_changes: model.gain.slice(start, start + n),
    parents,
    right_children: rightChildren,
    split_conditions: splitConditions,
    split_indices: splitIndices,
    split_type: new Uint8Array(n),
    sum_hessian: model.cover.slice(start, start + n),
    tree_param: { num_deleted: '0', num_feature: String(model.nFeatures), num_nodes: String(n), size_leaf_vector: '1' },
  };
}

/** The share, in float32, of which {@link marginOfShare} is this margin, or nearest to it. */
function shareOfMargin(margin: number): number {
  const bits = new DataView(new ArrayBuffer(4));
  bits.setFloat32(0, 1 / (1 + Math.exp(-margin)));
  const middle = bits.getInt32(0);
  let best = bits.getFloat32(0);
  for (let step = -4; step <= 4; step++) {
    bits.setInt32(0, middle + step);
    const share = bits.getFloat32(0);
    if (Math.abs(marginOfShare(share) - margin) < Math.abs(marginOfShare(best) - margin)) best = share;
  }
  return best;
}

/**
 * A float32 as xgboost writes it: the fewest digits that read back the same, always with an exponent (0E0, 3.2768828E-1),
 * by which its reader tells floats from whole numbers.
 */
export function float32Text(value: number): string {
  if (Object.is(value, -0)) return '-0E0';
  for (let digits = 5; ; digits++) {
    const text = value.toExponential(digits);
    if (digits < 8 && Math.fround(Number(text)) !== value) continue;
    return text.replace(/\.?0*e\+?/, 'E');
  }
}
