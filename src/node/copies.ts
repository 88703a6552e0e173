import type { FeatureTable } from '../core/evaluation/featureTable.ts';
import { speakerRanks } from '../core/evaluation/search.ts';
import type { Params } from '../core/learn/classifier.ts';
import type { Matrix } from '../core/learn/matrix.ts';
import { normaliseBySpeaker } from '../core/learn/preparation/speakerNormaliser.ts';
import type { DegradedCopy } from './degradedFeatures.ts';
import { sharedMatrix } from './extractFeatures.ts';

/** A table's rows, standardised within each speaker where asked, in memory that threads share. */
export function preparedRows(table: FeatureTable, normalize: 'speaker' | undefined, copies: readonly DegradedCopy[] = []): Matrix {
  if (normalize === undefined && copies.length === 0) return table.X;
  const { nRows, nColumns } = table.X;
  const stacked = sharedMatrix(nRows * (1 + copies.length), nColumns);
  [table.X, ...copies.map(({ X }) => X)].forEach((X, copy) => {
    // A degraded voice is measured against its own degraded clips, as it would be where all it says comes that way.
    stacked.data.set((normalize === 'speaker' ? normaliseBySpeaker(X, table.speakers) : X).data, copy * nRows * nColumns);
  });
  return stacked;
}

/** Rows of a table of `nRows`, and the same in each of its copies, which lie below it. */
export const withCopies = (rows: Int32Array, nRows: number, nCopies: number): Int32Array => Int32Array.from({ length: rows.length * (1 + nCopies) }, (_, i) => (rows[i % rows.length] ?? 0) + nRows * Math.floor(i / rows.length));

/** Values of a table's rows for the rows of its copies as well. */
export const inAllCopies = (values: Int32Array, nCopies: number): Int32Array => Int32Array.from({ length: values.length * (1 + nCopies) }, (_, i) => values[i % values.length] ?? 0);

/** Who speaks in each row, for a learner that holds speakers out to know when to stop; undefined where none does, or a speaker is unknown. */
export function stoppingGroups({ speakers }: FeatureTable, params: Params, nCopies: number): { groups?: Int32Array } {
  const isAsked = Number(params['earlyStoppingRounds'] ?? 0) > 0 && !speakers.includes('');
  return isAsked ? { groups: inAllCopies(speakerRanks(speakers), nCopies) } : {};
}
