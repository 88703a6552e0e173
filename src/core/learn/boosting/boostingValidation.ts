import { SerError } from '../../errors.ts';
import { probabilitiesOf } from './boostingModel.ts';
import type { ObjectiveName } from './boostingObjective.ts';
import type { TrainingData } from '../classifier.ts';
import { selectRows } from '../matrix.ts';
import { thresholdOf, type QuantileBins } from './quantileBins.ts';
import { createRandom, shuffle } from '../random.ts';
import type { RegressionTree } from './regressionTree.ts';

/** Apart from those of the trees, which are numbered from 0. */
const RANDOM_STREAM = -1;

/** Training data in two parts that share no group. */
export interface Parts {
  readonly learnt: TrainingData;
  readonly heldOut: TrainingData;
}

/**
 * Holds whole groups (speakers) out, drawn by the seed, until they have at least a share of the rows; one group at least stays
 * on either side.
 *
 * @param share in (0, 1)
 * @throws `parameter-invalid` when the groups are not known; `too-few-speakers` for a single one
 */
export function holdOutGroups(data: TrainingData, share: number, seed: number): Parts {
  const { X, y, nClasses, weights, groups } = data;
  if (groups === undefined) throw new SerError('parameter-invalid', 'xgboost: earlyStoppingRounds needs to know who speaks in each row, for a validation part of other speakers; leave it at 0.');
  const names = [...new Set(groups)].sort((a, b) => a - b);
  if (names.length < 2) throw new SerError('too-few-speakers', `There is ${names.length} speaker; earlyStoppingRounds needs at least 2, one of them to validate on.`, { nSpeakers: names.length });
  shuffle(names, createRandom(seed, RANDOM_STREAM));
  const out = new Set<number>();
  let nOut = 0;
  for (const name of names.slice(1)) {
    if (nOut >= share * X.nRows) break;
    out.add(name);
    for (const group of groups) if (group === name) nOut++;
  }
  const part = (isOut: boolean): TrainingData => {
    const rows = Int32Array.from(groups.keys()).filter((i) => out.has(groups[i]) === isOut);
    return { X: selectRows(X, rows), y: Int32Array.from(rows, (i) => y[i]), nClasses, ...(weights && { weights: Float32Array.from(rows, (i) => weights[i]) }) };
  };
  return { learnt: part(false), heldOut: part(true) };
}

/** The log-loss of rows that trees do not learn from, tree by tree. */
export interface HeldOutLoss {
  /** Adds a tree of output k. */
  add(tree: RegressionTree, k: number): void;
  /** The mean of −ln p of the true class, by weight. */
  value(): number;
}

export function createHeldOutLoss({ X, y, nClasses, weights }: TrainingData, objective: ObjectiveName, bins: QuantileBins, eta: number, baseMargins: Float32Array): HeldOutLoss {
  const nOutputs = baseMargins.length;
  const margins = new Float64Array(X.nRows * nOutputs);
  for (let i = 0; i < margins.length; i++) margins[i] = baseMargins[i % nOutputs];
  return {
    add(tree, k) {
      const threshold = Float32Array.from(tree.feature, (column, node) => (column < 0 ? 0 : thresholdOf(bins, column, tree.bin[node])));
      for (let row = 0; row < X.nRows; row++) {
        let node = 0;
        while (tree.feature[node] >= 0) {
          const x = X.data[row * X.nColumns + tree.feature[node]];
          node = x < threshold[node] || (x !== x && tree.missingLeft[node] === 1) ? tree.left[node] : tree.right[node];
        }
        margins[row * nOutputs + k] += Math.fround(tree.weight[node] * eta);
      }
    },
    value() {
      const shares = probabilitiesOf(objective, nClasses, margins.slice());
      let sum = 0;
      let total = 0;
      for (let row = 0; row < X.nRows; row++) {
        const weight = weights === undefined ? 1 : weights[row];
        sum -= weight * Math.log(Math.max(shares[row * nClasses + y[row]], Number.MIN_VALUE));
        total += weight;
      }
      return total > 0 ? sum / total : 0;
    },
  };
}
