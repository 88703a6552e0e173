import type { ModelReader } from './modelReader.ts';

/**
 * Binary decision trees in flat arrays. Tree t is nodes treeStart[t] … treeStart[t + 1], its root first; children have
 * higher numbers than their parent, within the tree.
 */
export interface FlatTrees {
  /** nTrees + 1 node numbers, from 0 to the number of nodes. */
  readonly treeStart: Int32Array;
  /** The column that each node asks for; −1 at a leaf. */
  readonly feature: Int32Array;
  /** Node numbers over all trees; at a leaf what the learner says. */
  readonly left: Int32Array;
  readonly right: Int32Array;
}

/**
 * Reads trees from an untrusted model and checks that every node but the roots has exactly one parent, before it and
 * in its own tree, so that no walk can loop, leave its tree or visit a node twice.
 *
 * @throws `model-invalid`
 */
export function readTrees(reader: ModelReader, nFeatures: number): FlatTrees {
  const treeStart = reader.array('treeStart', 'Int32Array');
  const feature = reader.array('feature', 'Int32Array');
  const nNodes = feature.length;
  const left = reader.array('left', 'Int32Array', nNodes);
  const right = reader.array('right', 'Int32Array', nNodes);
  const nTrees = treeStart.length - 1;
  if (nTrees < 1 || treeStart[0] !== 0 || treeStart[nTrees] !== nNodes) reader.fail('treeStart must run from 0 to the number of nodes');
  const hasParent = new Uint8Array(nNodes);
  for (let tree = 0; tree < nTrees; tree++) {
    const start = treeStart[tree];
    const end = treeStart[tree + 1];
    if (end <= start || end > nNodes) reader.fail(`tree ${tree} has no nodes`);
    for (let node = start; node < end; node++) {
      if (feature[node] < -1 || feature[node] >= nFeatures) reader.fail(`node ${node} asks for feature ${feature[node]} of ${nFeatures}`);
      if (node > start && hasParent[node] === 0) reader.fail(`node ${node} has no parent before it`);
      if (feature[node] === -1) continue;
      for (const child of [left[node], right[node]]) {
        if (child <= node || child >= end) reader.fail(`node ${node} has the child ${child}; it must lie after it, in the same tree`);
        if (hasParent[child] === 1) reader.fail(`node ${child} has two parents`);
        hasParent[child] = 1;
      }
    }
  }
  return { treeStart, feature, left, right };
}
