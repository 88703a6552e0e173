import type { GradientBoostingModel } from '../learn/boosting/boostingModel.ts';
import { addLeafShares, type RandomForestModel } from '../learn/forest/forestModel.ts';
import type { FlatTrees } from '../learn/trees.ts';
import type { OnnxNode } from './onnxGraph.ts';

/** What a leaf adds to a class. */
interface LeafWeights {
  readonly node: number[];
  readonly classIndex: number[];
  readonly weight: number[];
}

/**
 * A boosting machine as a TreeEnsembleClassifier with softmax. Its thresholds are float32 and its question is "less than",
 * as here. The starting margins are added to the leaves of the first round: onnxruntime ignores the operator's own base
 * values where there are two classes. A logistic machine is told as a softmax of two classes of which the first has the margin 0.
 */
export function boostingNode(model: GradientBoostingModel, classes: readonly string[], input: string, probabilities: string): OnnxNode {
  const machine = model.objective === 'logistic' ? asSoftmax(model) : model;
  const { treeStart, feature, value, missingLeft, nClasses, baseMargins } = machine;
  const leaves: LeafWeights = { node: [], classIndex: [], weight: [] };
  for (let t = 0; t < treeStart.length - 1; t++) {
    const base = t < nClasses ? baseMargins[t] : 0;
    for (let node = treeStart[t]; node < treeStart[t + 1]; node++) {
      if (feature[node] < 0) addWeight(leaves, node, t % nClasses, value[node] + base);
    }
  }
  const node = ensembleNode(machine, machine.threshold, 'BRANCH_LT', leaves, 'SOFTMAX', classes, input, probabilities);
  // Without the attribute, missing values go right.
  return missingLeft.includes(1) ? { ...node, attributes: { ...node.attributes, nodes_missing_value_tracks_true: Int32Array.from(missingLeft) } } : node;
}

/** Two outputs of which the first, the margin 0, has a single leaf a round. */
function asSoftmax(model: GradientBoostingModel): GradientBoostingModel {
  const nTrees = model.treeStart.length - 1;
  const treeStart = Int32Array.from({ length: 2 * nTrees + 1 }, (_, t) => model.treeStart[t >> 1] + ((t + 1) >> 1));
  const nNodes = treeStart[2 * nTrees];
  const spread = <A extends Int32Array | Float32Array | Int8Array>(from: A, to: A): A => {
    for (let t = 0; t < nTrees; t++) to.set(from.subarray(model.treeStart[t], model.treeStart[t + 1]), treeStart[2 * t + 1]);
    return to;
  };
  // Behind one more leaf for each tree up to their own.
  const moved = (children: Int32Array): Int32Array => spread(shifted(children, model), new Int32Array(nNodes));
  return {
    ...model,
    objective: 'softmax',
    baseMargins: Float32Array.of(0, model.baseMargins[0]),
    treeStart,
    feature: spread(model.feature, new Int32Array(nNodes).fill(-1)),
    left: moved(model.left),
    right: moved(model.right),
    threshold: spread(model.threshold, new Float32Array(nNodes)),
    missingLeft: spread(model.missingLeft, new Int8Array(nNodes)),
    value: spread(model.value, new Float32Array(nNodes)),
    gain: spread(model.gain, new Float32Array(nNodes)),
    cover: spread(model.cover, new Float32Array(nNodes)),
  };
}

/** Children of tree t, t + 1 nodes later. */
function shifted(children: Int32Array, { treeStart, feature }: GradientBoostingModel): Int32Array {
  const out = children.slice();
  for (let t = 0; t < treeStart.length - 1; t++) {
    for (let node = treeStart[t]; node < treeStart[t + 1]; node++) if (feature[node] >= 0) out[node] += t + 1;
  }
  return out;
}

/** A forest as a TreeEnsembleClassifier: each leaf adds its shares of the classes, divided by the number of trees. */
export function forestNode(model: RandomForestModel, classes: readonly string[], input: string, probabilities: string): OnnxNode {
  const { treeStart, feature, left, nClasses } = model;
  const nTrees = treeStart.length - 1;
  const leaves: LeafWeights = { node: [], classIndex: [], weight: [] };
  const shares = new Float64Array(nClasses);
  for (let t = 0; t < nTrees; t++) {
    for (let node = treeStart[t]; node < treeStart[t + 1]; node++) {
      if (feature[node] >= 0) continue;
      shares.fill(0);
      addLeafShares(model, t, left[node], shares, 0);
      shares.forEach((share, k) => {
        // The first tree names every class, so that each has a column.
        if (share > 0 || t === 0) addWeight(leaves, node, k, share / nTrees);
      });
    }
  }
  return ensembleNode(model, Float32Array.from(model.threshold, roundDown), 'BRANCH_LEQ', leaves, 'NONE', classes, input, probabilities);
}

/** The largest float32 that is not above a float64: x ≤ threshold then means the same for every float32 x. */
export function roundDown(value: number): number {
  const nearest = Math.fround(value);
  if (nearest <= value) return nearest;
  const bits = new DataView(new ArrayBuffer(4));
  bits.setFloat32(0, nearest);
  // One step down is one step away from 0 below it and towards 0 above it; from 0 it is the smallest negative float32.
  if (nearest === 0) return -(2 ** -149);
  bits.setInt32(0, bits.getInt32(0) + (nearest < 0 ? 1 : -1));
  return bits.getFloat32(0);
}

function addWeight({ node, classIndex, weight }: LeafWeights, leaf: number, k: number, value: number): void {
  node.push(leaf);
  classIndex.push(k);
  weight.push(value);
}

function ensembleNode(trees: FlatTrees, threshold: Float32Array, question: string, leaves: LeafWeights, transform: string, classes: readonly string[], input: string, probabilities: string): OnnxNode {
  const { treeStart, feature, left, right } = trees;
  const treeOf = new Int32Array(feature.length);
  for (let t = 0; t < treeStart.length - 1; t++) treeOf.fill(t, treeStart[t], treeStart[t + 1]);
  const isLeaf = (node: number): boolean => feature[node] < 0;
  const within = (child: Int32Array): Int32Array => child.map((target, node) => (isLeaf(node) ? 0 : target - treeStart[treeOf[node]]));
  return {
    op: 'TreeEnsembleClassifier',
    domain: 'ai.onnx.ml',
    inputs: [input],
    outputs: ['label_of_ensemble', probabilities],
    attributes: {
      class_ids: Int32Array.from(leaves.classIndex),
      class_nodeids: Int32Array.from(leaves.node, (node) => node - treeStart[treeOf[node]]),
      class_treeids: Int32Array.from(leaves.node, (node) => treeOf[node]),
      class_weights: Float32Array.from(leaves.weight),
      classlabels_strings: classes,
      nodes_falsenodeids: within(right),
      nodes_featureids: feature.map((column) => Math.max(0, column)),
      nodes_modes: Array.from(feature, (column) => (column < 0 ? 'LEAF' : question)),
      nodes_nodeids: treeOf.map((t, node) => node - treeStart[t]),
      nodes_treeids: treeOf,
      nodes_truenodeids: within(left),
      nodes_values: threshold,
      post_transform: transform,
    },
  };
}
