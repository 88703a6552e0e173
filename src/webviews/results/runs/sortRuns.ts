import type { RunRow } from '../../../protocol/runTable.ts';

/** What a table of runs can be sorted by. */
export const runColumns = ['id', 'model', 'data', 'features', 'cv', 'uar', 'accuracy', 'nClips', 'ms', 'endedAt'] as const;
export type RunColumn = (typeof runColumns)[number];

/** Which column a table is sorted by, and whether its largest comes first. */
export interface RunOrder {
  readonly column: RunColumn;
  readonly isDescending: boolean;
}

/** The newest first. */
export const defaultOrder: RunOrder = { column: 'id', isDescending: true };

const valueOf: Readonly<Record<RunColumn, (row: RunRow) => string | number>> = {
  id: ({ id }) => id,
  model: ({ modelName, extras }) => [modelName, ...extras].join(', '),
  data: ({ data }) => data,
  features: ({ featureSet, normalize = '' }) => `${featureSet} ${normalize}`,
  cv: ({ cv }) => cv,
  uar: ({ uar }) => uar,
  accuracy: ({ accuracy }) => accuracy,
  nClips: ({ nClips }) => nClips,
  ms: ({ ms }) => ms,
  endedAt: ({ endedAt }) => endedAt,
};

/** The rows in an order; among equals, the newest first. Numbers within texts count as numbers: speaker:6 before speaker:10. */
export function sortRuns(rows: readonly RunRow[], { column, isDescending }: RunOrder): RunRow[] {
  const value = valueOf[column];
  const compare = (a: string | number, b: string | number): number => (typeof a === 'number' && typeof b === 'number' ? a - b : String(a).localeCompare(String(b), 'en', { numeric: true }));
  return rows.toSorted((a, b) => (isDescending ? -1 : 1) * compare(value(a), value(b)) || b.id - a.id);
}

/** The order after a click on a column's head: turned where it is the one already, else numbers and dates from the largest, texts from A. */
export function nextOrder(order: RunOrder, column: RunColumn): RunOrder {
  if (order.column === column) return { column, isDescending: !order.isDescending };
  return { column, isDescending: !['model', 'data', 'features', 'cv'].includes(column) };
}

/** The order that a page kept, of unknown origin; else the newest first. */
export function orderOfState(value: unknown): RunOrder {
  if (typeof value !== 'object' || value === null) return defaultOrder;
  const { column, isDescending } = value as { column?: unknown; isDescending?: unknown };
  const known = runColumns.find((name) => name === column);
  return known !== undefined && typeof isDescending === 'boolean' ? { column: known, isDescending } : defaultOrder;
}
