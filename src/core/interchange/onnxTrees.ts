import type { GradientBoostingModel } from '../learn/boostingModel.ts';
import { addLeafShares, type RandomForestModel } from '../learn/forestModel.ts';
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
 * values where there are two classes.
 */
export function boostingNode(model: GradientBoostingModel, classes: readonly string[], input: string, probabilities: string): OnnxNode {
  const { treeStart, feature, value, nClasses, baseMargins } = model;
  const leaves: LeafWeights = { node: [], classIndex: [], weight: [] };
  for (let t = 0; t < treeStart.length - 1; t++) {
    const base = t < nClasses ? baseMargins[t] : 0;
    for (let node = treeStart[t]; node < treeStart[t + 1]; node++) {
      if (feature[node] < 0) addWeight(leaves, node, t % nClasses, value[node] + base);
    }
  }
  return ensembleNode(model, model.threshold, 'BRANCH_LT', leaves, 'SOFTMAX', classes, input, probabilities);
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
