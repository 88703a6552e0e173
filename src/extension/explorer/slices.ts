/** More rows than this under one row would keep its user waiting. */
export const MOST_ROWS = 500;

/** A stretch of a long list: its items, and the place of the first, from 0. */
export interface Slice<List> {
  readonly from: number;
  readonly items: List;
}

/**
 * A long list as stretches of at most {@link MOST_ROWS}; so long a list that these are too many themselves is cut into longer ones, which
 * are cut again. One that fits is not cut.
 */
export function slicesOf<List extends { readonly length: number; slice(from: number, to: number): List }>(items: List): readonly Slice<List>[] | undefined {
  if (items.length <= MOST_ROWS) return undefined;
  let length = MOST_ROWS;
  while (items.length / length > MOST_ROWS) length *= MOST_ROWS;
  return Array.from({ length: Math.ceil(items.length / length) }, (_, i) => ({ from: i * length, items: items.slice(i * length, (i + 1) * length) }));
}
