/** The share of each cell in its row's clips; a row without clips has shares of 0. */
export function rowShares(confusionMatrix: readonly (readonly number[])[]): number[][] {
  return confusionMatrix.map((row) => {
    const total = row.reduce((sum, count) => sum + count, 0);
    return row.map((count) => (total > 0 ? count / total : 0));
  });
}
