import type { Markup } from './markup.ts';

export interface ReportColumn {
  readonly head: string;
  /** Numbers stand on the right. */
  readonly align: 'left' | 'right';
}

/** A table of plain texts, which each format escapes in its own way. */
export interface ReportTable {
  readonly caption: string;
  readonly columns: readonly ReportColumn[];
  readonly rows: readonly (readonly string[])[];
  /** The rest of its LaTeX label; only a table that papers print has one. */
  readonly label?: string;
}

/** A piece of a report. Texts are plain; pictures are for pages alone, and what they show stands in the table beside them. */
export type ReportBlock =
  | { readonly kind: 'text' | 'warning' | 'command'; readonly text: string }
  | { readonly kind: 'facts'; readonly facts: readonly (readonly [name: string, value: string])[] }
  | { readonly kind: 'list'; readonly items: readonly string[] }
  /** `drawn` is the same table with more to see, for a page. */
  | { readonly kind: 'table'; readonly table: ReportTable; readonly drawn?: Markup }
  /** `legend` explains the marks of the picture. */
  | { readonly kind: 'picture'; readonly picture: Markup; readonly legend: string; readonly table: ReportTable };

export interface ReportSection {
  readonly heading: string;
  readonly blocks: readonly ReportBlock[];
}

/** A run, or the comparison of several. `id` is a name of letters, digits and hyphens that no other part has. */
export interface ReportPart {
  readonly id: string;
  readonly heading: string;
  /** What a table must say where it stands alone, as in a paper: whose figures they are. */
  readonly context?: string;
  readonly sections: readonly ReportSection[];
}

export interface Report {
  readonly title: string;
  readonly notes: readonly ReportBlock[];
  readonly parts: readonly ReportPart[];
}

/** The heading of what a run lacks. */
export const MISSING_HEADING = 'Not in this report';

export const text = (value: string): ReportBlock => ({ kind: 'text', text: value });

/** Columns whose first holds names and whose others hold numbers. */
export const namedColumns = (...[first, ...numbers]: readonly string[]): ReportColumn[] => [{ head: first, align: 'left' }, ...numbers.map((head): ReportColumn => ({ head, align: 'right' }))];
