import type { NodeSearch } from './histogram.ts';

/** One grown regression tree; node numbers count from its root, siblings are neighbours, children follow their parent. */
export interface RegressionTree {
  /** −1 at a leaf. */
  readonly feature: Int32Array;
  /** Rows in bins up to this one go left; −1 where only rows without a value do. */
  readonly bin: Int32Array;
  /** 1 where rows without a value go left. */
  readonly missingLeft: Int8Array;
  readonly left: Int32Array;
  readonly right: Int32Array;
  /** What the split gained; 0 at a leaf. */
  readonly gain: Float32Array;
  /** Sum of the second derivatives of the node's rows. */
  readonly cover: Float32Array;
  /** The best value of the node, before the learning rate. */
  readonly weight: Float32Array;
}

/** A tree whose nodes are still being added. */
export interface TreeBuilder {
  /** Adds a leaf; returns its number. */
  add(cover: number, weight: number): number;
  weightOf(node: number): number;
  /** Makes a leaf a split. */
  split(node: number, found: Pick<NodeSearch, 'column' | 'bin' | 'missingLeft' | 'gain'>, leftChild: number, rightChild: number): void;
  finish(): RegressionTree;
}

export function createTreeBuilder(): TreeBuilder {
  const feature: number[] = [];
  const bin: number[] = [];
  const missingLeft: number[] = [];
  const left: number[] = [];
  const right: number[] = [];
  const gain: number[] = [];
  const cover: number[] = [];
  const weight: number[] = [];
  return {
    add(ofCover, ofWeight) {
      bin.push(0);
      missingLeft.push(0);
      left.push(0);
      right.push(0);
      gain.push(0);
      cover.push(ofCover);
      weight.push(ofWeight);
      return feature.push(-1) - 1;
    },
    weightOf: (node) => weight[node],
    split(node, found, leftChild, rightChild) {
      feature[node] = found.column;
      bin[node] = found.bin;
      missingLeft[node] = Number(found.missingLeft);
      gain[node] = found.gain;
      left[node] = leftChild;
      right[node] = rightChild;
    },
    finish: () => ({
      feature: Int32Array.from(feature),
      bin: Int32Array.from(bin),
      missingLeft: Int8Array.from(missingLeft),
      left: Int32Array.from(left),
      right: Int32Array.from(right),
      gain: Float32Array.from(gain),
      cover: Float32Array.from(cover),
      weight: Float32Array.from(weight),
    }),
  };
}
