import type { GradientBoostingModel } from './boostingModel.ts';

/** How much a column matters: by the splits that ask for it, by what they gained, or by the rows that they split. */
export type ImportanceKind = 'weight' | 'gain' | 'cover' | 'totalGain' | 'totalCover';

/**
 * The importance of each column over all trees.
 *
 * @param kind 'weight': the number of splits by the column; 'totalGain' and 'totalCover': the sum of their gains, and of the
 *   second derivatives of the rows that they split; 'gain' and 'cover': the means of these over the column's splits
 * @returns nFeatures values, not scaled; 0 for a column that no split asks for
 * @see xgboost, `Booster.get_score`, which these equal
 */
export function boostingImportance({ nFeatures, feature, gain, cover }: GradientBoostingModel, kind: ImportanceKind): Float64Array {
  const nSplits = new Float64Array(nFeatures);
  const total = new Float64Array(nFeatures);
  const summed = kind === 'gain' || kind === 'totalGain' ? gain : cover;
  for (let node = 0; node < feature.length; node++) {
    if (feature[node] < 0) continue;
    nSplits[feature[node]]++;
    total[feature[node]] += summed[node];
  }
  if (kind === 'weight') return nSplits;
  if (kind === 'totalGain' || kind === 'totalCover') return total;
  return total.map((sum, column) => (nSplits[column] === 0 ? 0 : sum / nSplits[column]));
}
