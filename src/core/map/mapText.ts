import type { EmbeddingMap } from './embeddingMap.ts';
import { UMAP_COMPONENTS } from './mapMethod.ts';

/** What the axes of a map are, how far it is to be trusted, and of how many of all clips it is. */
export function formatMapSummary({ method, rows, shares, neighbours: { nearest, kept } }: EmbeddingMap, nClips: number): string {
  const percent = (share: number): string => `${(100 * share).toFixed(1)} %`;
  const together = shares.reduce((sum, share) => sum + share, 0);
  const axes =
    method === 'pca'
      ? `x and y are the first two principal components of the standardised columns: ${percent(shares[0] ?? 0)} and ${percent(shares[1] ?? 0)} of their variance.`
      : `UMAP of the first ${shares.length === UMAP_COMPONENTS ? shares.length : `(all) ${shares.length}`} principal components (${percent(together)} of the variance): who is near whom means something; axes, distances between groups and their sizes do not.`;
  const sample = rows.length < nClips ? [`A sample of ${rows.length} of the ${nClips} clips, always the same for a seed.`] : [];
  return [...sample, axes, `Of the ${nearest} clips nearest to a clip by all columns, ${percent(kept)} are among the ${nearest} nearest on the map.`].join('\n');
}
