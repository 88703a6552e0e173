/** How much a finding matters: an error spoils results, a warning may, a note is worth knowing. */
export type Severity = 'error' | 'warning' | 'note';

export type DetailValue = number | string | boolean | null | readonly string[] | Readonly<Record<string, number>>;

/** What a check has met. */
export interface Fault {
  readonly severity: Severity;
  /** The clips or files that it is about, inside the corpus; none when it is about the corpus as a whole. */
  readonly paths: readonly string[];
  /** One sentence; the paths are not in it. */
  readonly message: string;
  /** The numbers behind it. */
  readonly details: Readonly<Record<string, DetailValue>>;
}

export interface Finding extends Fault {
  readonly check: string;
}

const ranks: Readonly<Record<Severity, number>> = { error: 0, warning: 1, note: 2 };

/** The gravest first. */
export const bySeverity = (a: Fault, b: Fault): number => ranks[a.severity] - ranks[b.severity];
