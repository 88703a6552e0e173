import { canonicalEmotion } from '../../corpus/emotion.ts';
import { SerError } from '../../errors.ts';
import { selectRows } from '../../learn/matrix.ts';
import type { FeatureTable } from '../featureTable.ts';
import { sharedEmotions } from '../protocols/groupFolds.ts';

/** A table with the name under which its clips are told apart from those of others. */
export interface NamedTable {
  readonly name: string;
  readonly table: FeatureTable;
}

/**
 * The clips of several corpora as one table: emotions in the words that corpora share (a label without such a word stays as it
 * is), speakers and sentences under the name of their corpus.
 *
 * @throws SerError `feature-mismatch` when a table has other columns than the first; `table-invalid` when two have one name
 */
export function joinCorpora(tables: readonly NamedTable[]): FeatureTable {
  const [{ table: first }] = tables;
  for (const { name, table } of tables) {
    if (table.columns.join() !== first.columns.join()) throw new SerError('feature-mismatch', `"${name}" has ${table.columns.length} feature columns, which are not the ${first.columns.length} of "${tables[0].name}".`, { name });
  }
  const names = tables.map(({ name }) => name);
  const twice = names.find((name, i) => names.indexOf(name) !== i);
  if (twice !== undefined) throw new SerError('table-invalid', `Two of the corpora are named "${twice}"; their folders need different names.`, { name: twice });
  const of = <T>(pick: (named: NamedTable) => readonly T[]): T[] => tables.flatMap((named) => [...pick(named)]);
  const within = (name: string, id: string): string => (id === '' ? '' : `${name}:${id}`);
  const nRows = tables.reduce((sum, { table }) => sum + table.X.nRows, 0);
  const data = new Float32Array(nRows * first.X.nColumns);
  let at = 0;
  for (const { table } of tables) {
    data.set(table.X.data, at);
    at += table.X.data.length;
  }
  return {
    columns: first.columns,
    files: of(({ table }) => table.files),
    emotions: of(({ table }) => table.emotions.map((emotion) => canonicalEmotion(emotion) ?? emotion)),
    speakers: of(({ name, table }) => table.speakers.map((speaker) => within(name, speaker))),
    sentences: of(({ name, table }) => table.files.map((_, row) => within(name, table.sentences?.[row] ?? ''))),
    corpora: of(({ name, table }) => table.files.map(() => name)),
    X: { data, nRows, nColumns: first.X.nColumns },
  };
}

/** The rows of a table for which `isKept` holds, in their order. */
export function filterTable(table: FeatureTable, isKept: (row: number) => boolean): FeatureTable {
  const rows = Int32Array.from(table.files.keys()).filter(isKept);
  const pick = (values: readonly string[]): string[] => Array.from(rows, (row) => values[row]);
  return {
    columns: table.columns,
    files: pick(table.files),
    emotions: pick(table.emotions),
    speakers: pick(table.speakers),
    ...(table.sentences && { sentences: pick(table.sentences) }),
    ...(table.corpora && { corpora: pick(table.corpora) }),
    X: selectRows(table.X, rows),
  };
}

/** One corpus of a joined table, with the emotions that all of its corpora share. */
export function sharedPart(joined: FeatureTable, name: string): FeatureTable {
  const corpora = joined.corpora ?? [];
  const shared = sharedEmotions(corpora, joined.emotions);
  return filterTable(joined, (row) => corpora[row] === name && shared.has(joined.emotions[row]));
}
