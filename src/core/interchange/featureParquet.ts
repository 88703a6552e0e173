import { parquetWriteBuffer } from 'hyparquet-writer/src/write.js';

/** A clip's features with what its name tells; undefined where it tells nothing. */
export interface LabelledRow {
  readonly file: string;
  readonly emotion: string | undefined;
  readonly speaker: string | undefined;
  readonly vector: Float32Array;
}

/**
 * Features of clips as a Parquet file: the columns `file`, `emotion` and `speaker` (text, the latter two null where they are
 * unknown), then the named ones as 32-bit floats. `metadata` says how they were made, as key-value pairs of the file.
 */
export function formatFeatureParquet(columns: readonly string[], rows: readonly LabelledRow[], metadata: Readonly<Record<string, string>>): Uint8Array {
  const text = (name: string, data: (string | null)[], nullable: boolean) => ({ name, data, type: 'STRING' as const, nullable });
  const columnData = [
    text('file', rows.map(({ file }) => file), false),
    text('emotion', rows.map(({ emotion }) => emotion ?? null), true),
    text('speaker', rows.map(({ speaker }) => speaker ?? null), true),
    ...columns.map((name, j) => ({ name, data: Float32Array.from(rows, ({ vector }) => vector[j]), type: 'FLOAT' as const, nullable: false })),
  ];
  const kvMetadata = Object.entries(metadata).map(([key, value]) => ({ key, value }));
  return new Uint8Array(parquetWriteBuffer({ columnData, kvMetadata }));
}
