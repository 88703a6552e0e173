const SHOWN_CHARACTERS = 60;

interface Fault {
  readonly row: number;
  readonly example: string | undefined;
  nRows: number;
}

/** Counts what is wrong with the rows of a table, so that a table of nothing but mistakes makes a few sentences. */
export interface RowFaults {
  /** @param fault what is wrong, as a noun: "no file" */
  add(fault: string, row: number, example?: string): void;
  sentences(): string[];
}

export function createRowFaults(): RowFaults {
  const faults = new Map<string, Fault>();
  return {
    add(fault, row, example) {
      const known = faults.get(fault);
      if (known) known.nRows++;
      else faults.set(fault, { row, example, nRows: 1 });
    },
    sentences: () =>
      [...faults].map(([fault, { row, example, nRows }]) => {
        const shown = example === undefined ? '' : ` (${quote(example)})`;
        return nRows === 1 ? `Row ${row} is left out: ${fault}${shown}.` : `${nRows} rows are left out: ${fault}; the first is row ${row}${shown}.`;
      }),
  };
}

/** A value of unknown origin for a message: short, and without control characters. */
export const quote = (value: string): string => JSON.stringify(value.length > SHOWN_CHARACTERS ? `${value.slice(0, SHOWN_CHARACTERS)}…` : value);
