import type { GradientBoostingParams } from './boostingLearner.ts';
import type { Random } from '../random.ts';

/** Fills `rows` with the rows that a tree learns from, ascending: each with the chance `subsample`, at least one. Returns how many. */
export function drawRows(rows: Int32Array, subsample: number, random: Random): number {
  let n = 0;
  for (let i = 0; i < rows.length; i++) if (subsample === 1 || random.uniform() < subsample) rows[n++] = i;
  if (n === 0) rows[n++] = random.integer(rows.length);
  return n;
}

/** The share `colsample` of some columns, at least one, ascending; the same array where that is all of them. */
function drawColumns(columns: Int32Array, colsample: number, random: Random): Int32Array {
  const n = Math.max(1, Math.floor(colsample * columns.length));
  if (n === columns.length) return columns;
  const drawn = columns.slice();
  for (let c = 0; c < n; c++) {
    const pick = c + random.integer(drawn.length - c);
    const column = drawn[pick];
    drawn[pick] = drawn[c];
    drawn[c] = column;
  }
  return drawn.slice(0, n).sort();
}

/** The columns that one tree may ask for. */
export interface TreeColumns {
  /** All of them, ascending. */
  readonly ofTree: Int32Array;
  /** Those of the next node at some depth, from the root's 0. */
  ofNode(depth: number): Int32Array;
}

/** Draws columns as xgboost does: a tree's from all, once for each depth from the tree's, for each node from its depth's. */
export function drawTreeColumns(all: Int32Array, { colsampleByTree, colsampleByLevel, colsampleByNode }: GradientBoostingParams, random: Random): TreeColumns {
  const ofTree = drawColumns(all, colsampleByTree, random);
  const ofDepth: Int32Array[] = [];
  return {
    ofTree,
    ofNode(depth) {
      // A node is split before its children ask, so that no depth is left out.
      ofDepth[depth] ??= drawColumns(ofTree, colsampleByLevel, random);
      return drawColumns(ofDepth[depth], colsampleByNode, random);
    },
  };
}
