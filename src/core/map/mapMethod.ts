export const mapMethods = ['pca', 'umap'] as const;

export type MapMethod = (typeof mapMethods)[number];

/** So many clips are drawn at most; of more, a sample is. UMAP takes 13 s for these on one core. */
export const MOST_CLIPS: Readonly<Record<MapMethod, number>> = { pca: 20_000, umap: 5000 };

/** UMAP looks at the first principal components alone: the rest is mostly noise, and distances in fewer dimensions tell more apart. */
export const UMAP_COMPONENTS = 50;
