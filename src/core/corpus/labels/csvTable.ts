import Papa from 'papaparse';
import { SerError } from '../../errors.ts';
import { quote, type RowFaults } from './rowFaults.ts';

/** Names under which a table may have each column, the preferred first, in lower case. */
export type ColumnNames<Role extends string> = Readonly<Record<Role, readonly string[]>>;

/** Cells of one row by role: trimmed, empty where the table has no such column. */
export type CellOf<Role extends string> = (role: Role) => string;

/** Of one table; its cells are counted before any is made. */
const MAX_CELLS = 4_000_000;
const MAX_ROWS = 500_000;
const NEWLINE = 10;
const QUOTE = 34;

/** The header's names for comparison. */
export const columnKey = (name: string): string => name.replace(/^\ufeff/, '').trim().toLowerCase();

/**
 * Goes through the rows of a CSV with a header, row 1. Rows with more or fewer cells than the header are counted in `faults`
 * and left out; empty rows are passed over.
 *
 * @param required roles without which the table is of no use
 * @throws SerError `table-invalid` when a required column is missing, a column that is used is there twice, or the table has
 *   more than 4 million cells, as many quotes, or 500,000 rows
 */
export function forEachCsvRow<Role extends string>(
  text: string,
  { delimiter, columns, required, faults }: { readonly delimiter: string; readonly columns: ColumnNames<Role>; readonly required: readonly NoInfer<Role>[]; readonly faults: RowFaults },
  visit: (cell: CellOf<Role>, row: number) => void,
): void {
  checkSize(text, delimiter);
  let places: ReadonlyMap<Role, number> | undefined;
  let nCells = 0;
  let row = 0;
  Papa.parse<string[]>(text, {
    delimiter,
    step: ({ data: cells, errors }) => {
      row++;
      if (!places) {
        places = placesOf(cells.map(columnKey), columns, required);
        nCells = cells.length;
      } else if (cells.length > 1 || cells[0] !== '') {
        const found = places;
        if (cells.length !== nCells) faults.add('more or fewer cells than the header', row);
        else if (errors.length > 0) faults.add('quotes that do not match', row);
        else visit((role) => cells[found.get(role) ?? -1]?.trim() ?? '', row);
      }
    },
  });
  if (!places) throw new SerError('table-invalid', 'The label file is empty.');
}

/** The delimiter by which a header line has all that is required; undefined when none does. */
export function delimiterOf(header: string, fits: (names: readonly string[]) => boolean): string | undefined {
  return [',', ';', '\t'].find((delimiter) => fits(header.split(delimiter).map((name) => columnKey(name.trim().replace(/^"(.*)"$/, '$1')))));
}

function checkSize(text: string, delimiter: string): void {
  const code = delimiter.charCodeAt(0);
  let nRows = 1;
  let nCells = 1;
  let nQuotes = 0;
  for (let i = 0; i < text.length; i++) {
    const at = text.charCodeAt(i);
    if (at === NEWLINE) nRows++;
    else if (at === code) nCells++;
    else if (at === QUOTE) nQuotes++;
  }
  if (nRows > MAX_ROWS) throw new SerError('table-invalid', `The label file has ${nRows} rows; ${MAX_ROWS} are allowed.`);
  if (nRows + nCells > MAX_CELLS) throw new SerError('table-invalid', `The label file has ${nRows + nCells} cells; ${MAX_CELLS} are allowed.`);
  if (nQuotes > MAX_CELLS) throw new SerError('table-invalid', `The label file has ${nQuotes} quotes; ${MAX_CELLS} are allowed.`);
}

function placesOf<Role extends string>(header: readonly string[], columns: ColumnNames<Role>, required: readonly Role[]): ReadonlyMap<Role, number> {
  const places = new Map<Role, number>();
  for (const role of Object.keys(columns) as Role[]) {
    const name = columns[role].find((candidate) => header.includes(candidate));
    if (name !== undefined) {
      if (header.indexOf(name) !== header.lastIndexOf(name)) throw new SerError('table-invalid', `The column ${quote(name)} occurs twice.`);
      places.set(role, header.indexOf(name));
    } else if (required.includes(role)) {
      throw new SerError('table-invalid', `There is no column ${columns[role].map(quote).join(' or ')}; the label file begins with ${quote(header.join(','))}.`);
    }
  }
  return places;
}
